// Due work: what modules scheduled for a time, found by an index on time, each item in its own
// overlay. A block runs it until its budget of cost is used up, one item at least; the rest waits
// for the next block. One that fails goes to the stuck table and is not retried by itself.
#pragma once

#include "machine/apply.h"

namespace linlian::machine {

inline const state::Table<v1::Due, Timestamp, std::string, Hash32> due_table{"machine/due/"};
inline const state::Table<v1::Stuck, Hash32> stuck_table{"machine/stuck/"};

// Runs what is due at the block's time; writes into `block`, receipts into `result`.
void run_due_work(const Registry& registry, state::Overlay& block, BlockTime time,
                  BlockResult& result);

}  // namespace linlian::machine
