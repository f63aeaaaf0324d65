// Protobuf to JSON and back, written once. Field names as in the schema, defaults shown, 64-bit
// numbers as strings, bytes in base64, enums by name. JSON is for people and programs to read; it
// is never signed or hashed.
#pragma once

#include "base/result.h"

#include <google/protobuf/message.h>

namespace linlian::codec {

// One line without `pretty`, indented lines with it.
std::string to_json(const google::protobuf::Message& message, bool pretty = false);

// Refusal codec.JSON_MALFORMED with the parser's place and reason; unknown members are refused.
Result<> from_json(std::string_view json, google::protobuf::Message& into);

}  // namespace linlian::codec
