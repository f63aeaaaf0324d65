// One section of a genesis document into the message of its module. What is wrong is told by its
// line and field, and where a name is not known, with those that are.
#pragma once

#include "base/result.h"

#include <google/protobuf/message.h>
#include <toml++/toml.h>

#include <optional>
#include <string>

namespace linlian::client {

// The first thing that is wrong: client.GENESIS_FIELD_UNKNOWN or GENESIS_VALUE_WRONG.
std::optional<Refusal> read_fields(const std::string& section, const toml::table& table,
                                   google::protobuf::Message& into);

}  // namespace linlian::client
