// The room that one block has: acts, bytes and cost. Engines fill a proposal with it, apply_block
// passes over what does not fit, and check_proposal refuses a proposal that holds more.
#pragma once

#include "contract/opening/limits.h"
#include "contract/opening/transaction.h"

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
    // Takes more cost for the one that took room last, as it turns out while it runs. The first of
    // a block always gets it, so that none waits for ever. Refusal: BLOCK_FULL, and nothing fits
    // any more: what is left goes on in another block.
    Result<> take_more(std::uint64_t cost);
    bool is_closed() const { return is_closed_; }
    // The cost that was taken so far.
    std::uint64_t spent() const { return spent_; }

  private:
    BlockLimits left_;
    std::size_t taken_ = 0;
    std::uint64_t spent_ = 0;
    bool is_closed_ = false;
};

}  // namespace linlian::machine
