// The line of transactions that wait for a block. Engines put opened and admitted ones in and take
// them out for a block: authors in turn, so that whoever sends much makes nobody else wait. In that
// order they stand in it, too, for what an act costs by the rows that it finds is known when it
// runs, and whoever came first would fill it with dear ones; of one author, in the order they came.
// Bounded in number and in bytes, for all and for each author. Who that is the engine says by an
// account, whatever key an act is signed with; the line looks at no state.
#pragma once

#include "base/id_set.h"
#include "base/result.h"
#include "contract/opening/block_room.h"

#include <deque>
#include <map>
#include <mutex>
#include <vector>

namespace linlian::engine {

// Bytes are those of the memory that opened acts take: many small fields take much more of it than
// they had on their way here.
struct MempoolLimits {
    std::size_t transactions = 50'000;
    std::size_t bytes = 256u << 20;
    std::size_t of_one_author = 2'000;
    std::size_t bytes_of_one_author = 16u << 20;
};

class Mempool {
  public:
    explicit Mempool(MempoolLimits limits) : limits_(limits) {}

    // In line, or was already. Refusals: QUEUE_FULL, ALLOWANCE_USED_UP.
    Result<> add(machine::OpenedTransaction tx, const Bytes& account);
    // Takes what fits the room of one block, one at least, from each author in turn. Their ids and
    // accounts stay known until settle().
    std::vector<machine::OpenedTransaction> take(machine::BlockRoom room);
    // Puts what was taken and found no room in its block back before everything else.
    void put_back(std::vector<machine::OpenedTransaction> taken);
    // The block with these has been recorded, or they were passed over: their ids are forgotten.
    void settle(const std::vector<machine::OpenedTransaction>& taken);

    // In line, or in a block that is being made.
    bool has(const Hash32& id) const;
    // The account of one of these.
    Bytes account_of(const Hash32& id) const;
    std::size_t waiting() const;

  private:
    // One in line, with the memory that it was counted with.
    struct Waiting {
        std::size_t bytes = 0;
        machine::OpenedTransaction tx;
    };
    // The smallest turn is the next one to give; `bytes` are those of its whole line.
    struct Author {
        std::deque<Waiting> line;
        std::size_t bytes = 0;
        std::int64_t turn = 0;
    };
    using Authors = std::map<Bytes, Author>;  // by account, of those who have something in line

    Waiting take_first(Authors::iterator author);

    MempoolLimits limits_;
    mutable std::mutex mutex_;
    Authors authors_;
    std::map<std::int64_t, Authors::iterator> turns_;
    // Numbers of turns: the last one, and the first of what went back to the front.
    std::int64_t last_ = 0;
    std::int64_t first_ = 0;
    std::size_t waiting_ = 0;
    std::size_t bytes_ = 0;
    // Of what is in line, or in a block that is being made.
    IdMap<Bytes> accounts_;
};

}  // namespace linlian::engine
