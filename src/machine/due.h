// Due work: what modules scheduled for a time, found by an index on time, at most so many a block,
// each in its own overlay. One that fails goes to the stuck table and is not retried by itself.
#pragma once

#include "machine/apply.h"

namespace linlian::machine {

inline const state::Table<v1::Due, Timestamp, std::string, Hash32> due_table{"machine/due/"};
inline const state::Table<v1::Stuck, Hash32> stuck_table{"machine/stuck/"};

// Runs what is due at the block's time; writes into `block`, receipts into `result`.
void run_due_work(const Registry& registry, state::Overlay& block, BlockTime time,
                  BlockResult& result);

}  // namespace linlian::machine
