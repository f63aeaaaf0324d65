// A ledger head as people type it from notices, receipts and posters: height, log size and log
// root, "12 / 340 / 2b7e 1516 …". Nothing is proven here.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"

namespace linlian::client {

struct TypedHead {
    Height height = 0;
    std::uint64_t log_size = 0;
    Hash32 log_root;
};

// As nodes print it, "120 / 346 / c6be …", or as papers do, "高度 height 120，条数 size 346，c6be
// …". Takes blanks and hyphens between the digits, and capitals. Refusal client.COMMAND_WRONG.
Result<TypedHead> read_typed_head(const std::string& text);

// "2b7e 1516 …": hex in groups of four, to be compared by eye.
std::string in_groups(const Hash32& hash);

}  // namespace linlian::client
