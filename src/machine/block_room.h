// The room that one block has: acts, bytes and cost. Engines fill a proposal with it, apply_block
// passes over what does not fit, and check_proposal refuses a proposal that holds more.
#pragma once

#include "machine/limits.h"
#include "machine/transaction.h"

namespace linlian::machine {

struct BlockLimits {
    std::size_t acts = max_transactions_per_block;
    std::size_t bytes = max_block_bytes;
    std::uint64_t cost = max_block_cost;
};

class BlockRoom {
  public:
    BlockRoom() = default;
    // A proposer may keep its own blocks smaller, never larger: the machine's limits hold too.
    explicit BlockRoom(const BlockLimits& smaller);

    // Takes the room of this transaction, or none of it. Refusal: BLOCK_FULL.
    Result<> take(const OpenedTransaction& tx);

  private:
    BlockLimits left_;
};

}  // namespace linlian::machine
