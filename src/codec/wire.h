// The one way messages become bytes and come back. Protobuf has no canonical form of its own, so
// decoding is strict: one spelling of a message is taken, everything else (an unknown field, an
// order of its own, a default written out) is refused. Whatever is signed, hashed or stored passes
// through here; nothing else in the project calls the parser on such bytes.
#pragma once

#include "base/bytes.h"

#include <google/protobuf/message.h>

namespace linlian::codec {

// The canonical bytes of a message: fields in number order, defaults left out.
Bytes encode(const google::protobuf::Message& message);

// Fills `into` and returns true only when `bytes` is exactly what encode(into) gives and every
// enum value is one the schema names. On false the content of `into` is unspecified.
bool decode_strict(BytesView bytes, google::protobuf::Message& into);

}  // namespace linlian::codec
