// Messages of any type, filled field by field from their schema: mostly with what exists (ids,
// hashes and keys of a pool), sometimes with what does not, so that every act of every module is
// reached without a generator of its own. It knows no module.
#pragma once

#include "simulation/draws.h"

#include <google/protobuf/message.h>

#include <string>

namespace linlian::simulation {

// What fields are filled with. None of the lists is empty.
struct Pool {
    std::vector<Bytes> ids;     // 16 bytes
    std::vector<Bytes> hashes;  // 32 bytes
    std::vector<Bytes> keys;    // encoded public keys
    std::vector<std::string> words;
    std::vector<std::int64_t> numbers;
};

// Fills every field anew. With `wild` it also breaks limits, which opening must notice.
void fill_message(Draws& draws, const Pool& pool, bool wild, google::protobuf::Message& message);

// Changes one field of the message, at any depth.
void mutate_message(Draws& draws, const Pool& pool, google::protobuf::Message& message);

}  // namespace linlian::simulation
