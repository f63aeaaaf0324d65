// What became of the transactions of the last few blocks, in memory: those who wait for a receipt
// ask here, without going to the disk. Safe from any thread.
#pragma once

#include "engine/line/mempool.h"
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

    // Adds what became of the next block and lets go of the oldest. Of a block its receipts alone
    // are kept: its acts, opened, may take hundreds of times what they are in bytes.
    void add(const AppliedBlock& block);
    std::optional<Found> find(const Hash32& id) const;

  private:
    struct Block {
        std::vector<machine::v1::Receipt> receipts;
        std::uint64_t first_leaf = 0;
        Height height = 0;
        std::vector<std::pair<Hash32, std::uint32_t>> positions;  // of its receipts, by id
    };
    using Blocks = std::deque<std::shared_ptr<const Block>>;

    mutable std::mutex mutex_;
    // Replaced, never changed: readers own it together for as long as they look.
    std::shared_ptr<const Blocks> blocks_ = std::make_shared<const Blocks>();
};

}  // namespace linlian::engine
