// Protobuf to JSON and back, written once. Field names as in the schema, defaults shown, 64-bit
// numbers as strings, bytes in lower-case hex (ids and hashes are what people compare), enums by
// name. JSON is for people and programs to read; it is never signed or hashed.
#pragma once

#include "base/result.h"

#include <google/protobuf/message.h>

namespace linlian::codec {

// One line without `pretty`, indented lines with it. Fields that are messages, members of a oneof
// or optional show only when they are set.
std::string to_json(const google::protobuf::Message& message, bool pretty = false);

// Refusal codec.JSON_MALFORMED with the place and the reason: text that is not JSON, a member that
// the schema does not know or that is given twice, a value that is not of its field's kind. On a
// refusal the content of `into` is unspecified.
Result<> from_json(std::string_view json, google::protobuf::Message& into);

}  // namespace linlian::codec
