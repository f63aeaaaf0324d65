// What became of the transactions of the last few blocks, in memory: those who wait for a receipt
// ask here, without going to the disk. Safe from any thread.
#pragma once

#include "engine/mempool.h"
#include "machine/machine.h"

#include <deque>
#include <memory>
#include <mutex>

namespace linlian::engine {

// A block that has been applied: what went in and what came out.
struct AppliedBlock {
    std::vector<machine::OpenedTransaction> transactions;
    machine::BlockResult result;
};

class Outcomes {
  public:
    struct Found {
        machine::v1::Receipt receipt;
        std::uint64_t leaf_index = 0;
        Height height = 0;
    };

    // Adds the next block and lets go of the oldest. Shared with the engine, which owns a block
    // until it is durable; from then on the blocks kept here are ours.
    void add(std::shared_ptr<const AppliedBlock> block);
    std::optional<Found> find(const Hash32& id) const;

  private:
    struct Block {
        std::shared_ptr<const AppliedBlock> applied;
        std::vector<std::pair<Hash32, std::uint32_t>> positions;  // of its receipts, by id
    };
    using Blocks = std::deque<std::shared_ptr<const Block>>;

    mutable std::mutex mutex_;
    // Replaced, never changed: readers own it together for as long as they look.
    std::shared_ptr<const Blocks> blocks_ = std::make_shared<const Blocks>();
};

}  // namespace linlian::engine
