// The vectors of docs/formats: what the pages say, as JSON that an implementation in any language
// holds itself against. tests/vectors/check.py is such a one. The tests beside this file make each
// file anew and compare it with the one that is kept.
#pragma once

#include "base/bytes.h"
#include "codec/json.h"

#include <google/protobuf/message.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>

namespace linlian::formats {

using Json = nlohmann::ordered_json;
using google::protobuf::Message;

// Compares with tests/vectors/<name>.json, and says, as a test failure, where it first differs.
// With LINLIAN_VECTORS=FOLDER in the environment writes FOLDER/<name>.json instead, and skips.
void keep_vectors(const std::string& name, const Json& vectors);

// The fields of a message as the HTTP API prints them.
Json fields_of(const Message& message);
// {type, fields, bytes}: a message with its short name and its canonical bytes.
Json message_json(const Message& message);

// A message from its JSON.
template <class M>
M from(const std::string& json) {
    M message;
    EXPECT_TRUE(codec::from_json(json, message)) << json;
    return message;
}

// Fills every field with a value of its own; of fields that exclude each other the one whose place
// among them is `pick`. Messages within messages are filled `depth` deep.
void fill(Message& message, int pick = 0, int depth = 3);

std::string hex(const Hash32& hash);
std::string hex(const Id16& id);
std::string hex(BytesView bytes);
Json hex_list(std::span<const Hash32> hashes);

// The first bytes of a hash, so that each name has an id of its own.
Id16 id_of(std::string_view name);

}  // namespace linlian::formats
