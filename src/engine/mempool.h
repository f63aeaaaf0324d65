// The line of transactions that wait for a block, in the order they came. Engines put opened and
// admitted ones in and take them out for a block. Bounded in number, in bytes and for each author;
// it looks at no state.
#pragma once

#include "base/result.h"
#include "machine/block_room.h"

#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace linlian::engine {

struct MempoolLimits {
    std::size_t transactions = 50'000;
    std::size_t bytes = 64u << 20;
    std::size_t of_one_author = 2'000;
};

// Ids are hashes already: any of their bytes will do.
struct IdHash {
    std::size_t operator()(const Hash32& id) const {
        std::size_t value = 0;
        std::memcpy(&value, id.data.data(), sizeof value);
        return value;
    }
};

class Mempool {
  public:
    explicit Mempool(MempoolLimits limits) : limits_(limits) {}

    // In line, or was already. Refusals: QUEUE_FULL, ALLOWANCE_USED_UP.
    Result<> add(machine::OpenedTransaction tx);
    // Takes from the front what fits the room of one block, one at least. Their ids stay known
    // until settle().
    std::vector<machine::OpenedTransaction> take(machine::BlockRoom room);
    // The block with these has been recorded, or they were passed over: their ids are forgotten.
    void settle(const std::vector<machine::OpenedTransaction>& taken);

    // In line, or in a block that is being made.
    bool has(const Hash32& id) const;
    std::size_t waiting() const;

  private:
    MempoolLimits limits_;
    mutable std::mutex mutex_;
    std::deque<machine::OpenedTransaction> line_;
    std::size_t bytes_ = 0;
    std::unordered_set<Hash32, IdHash> ids_;  // in line or in a block that is being made
    std::unordered_map<Bytes, std::size_t> of_author_;
};

}  // namespace linlian::engine
