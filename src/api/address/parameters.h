// Query messages from the text of a URL: path parts and parameters name fields, values are written
// as in JSON without quotes (bytes in lower-case hex, enums by name). Used by the routes.
#pragma once

#include "base/result.h"

#include <google/protobuf/message.h>

#include <map>

namespace linlian::api {

using google::protobuf::Descriptor;
using google::protobuf::Message;

// The values of one parameter, in the order in which they were given.
using Parameters = std::map<std::string, std::vector<std::string>>;

// True when a URL can name this field: it exists and is no message.
bool is_parameter(const Descriptor& query, const std::string& name);

// Sets the fields; a repeated field may be given several times. Refusals: api.PARAMETER_UNKNOWN,
// PARAMETER_WRONG, PARAMETER_TWICE.
Result<> set_parameters(const Parameters& parameters, Message& query);

}  // namespace linlian::api
