// Command-line options made from a message of the schema, and the message filled from them.
#pragma once

#include "apps/cli/command.h"
#include "base/result.h"

#include <google/protobuf/message.h>

#include <map>
#include <memory>

namespace linlian::apps {

// What was given, by field name, as text.
using Form = std::map<std::string, std::string>;

// "registry.found-office" for linlian.registry.v1.FoundOffice; queries lose their "-query".
std::string command_name(const google::protobuf::Descriptor& type);
std::string module_name(const google::protobuf::Descriptor& type);

// Adds an option for each field, with its label and kind as help, and --input FILE for the whole
// message as JSON. The form is owned by those options and by whoever runs the command.
std::shared_ptr<Form> add_form(Command command, const google::protobuf::Descriptor& type);

// Fills the message. Refusals: codec.JSON_MALFORMED, desk.FILE_UNREADABLE.
Result<> fill_message(const Form& form, google::protobuf::Message& message);

}  // namespace linlian::apps
