// A message of the schema as a form: which fields it asks for, how each is written, and the message
// made from texts that were typed. A command line and a page both fill acts and queries by it.
#pragma once

#include "base/result.h"

#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

// "registry.found-office" for linlian.registry.v1.FoundOffice; queries lose their "-query".
std::string command_name(const google::protobuf::Descriptor& type);
// "registry" for the same.
std::string module_name(const google::protobuf::Descriptor& type);

// An empty message of a type that this program has.
std::unique_ptr<google::protobuf::Message> new_message(const google::protobuf::Descriptor& type);

struct FormField {
    std::string name;     // in the schema: owner_share
    std::string written;  // as it is typed: owner-share
    std::string help;     // its label in both languages, and how its value is written
};
std::vector<FormField> form_fields(const google::protobuf::Descriptor& type);

struct FormTexts {
    std::map<std::string, std::string> fields;  // by name in the schema
    std::optional<std::string> whole;           // the whole message as JSON
};
// Fills the message: from `whole`, then from the fields, which take the place of what stands there.
// Lists and inner messages are written as JSON, bytes in hex, times as local ones or in
// milliseconds. Refusal codec.JSON_MALFORMED.
Result<> fill_message(const FormTexts& texts, google::protobuf::Message& message);

}  // namespace linlian::client
