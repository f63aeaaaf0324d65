// One value of a message as people read it: times in local format, areas in m², enums, yes and no
// in both languages. Tables of replies, texts of events and the review of acts tell values by it
// alone.
#pragma once

#include "base/bytes.h"

#include <google/protobuf/message.h>

#include <functional>
#include <string>

namespace linlian::client {

// How bytes are told: an id by what it stands for, or as hex.
using ShowBytes = std::function<std::string(const Bytes&)>;

// One value of a field that is no message; `index` -1: the field is not repeated. A text comes as
// it was written: where others wrote it, the caller says so.
std::string field_text(const google::protobuf::Message& message,
                       const google::protobuf::FieldDescriptor& field, int index,
                       const ShowBytes& show_bytes);

}  // namespace linlian::client
