// Due work: what modules scheduled for a time, found by an index on time, each item in its own
// overlay. A block runs it until its budget of cost is used up, one item at least; the rest waits
// for the next block. One that fails goes to the stuck table and is not retried by itself.
#pragma once

#include "contract/due_table.h"
#include "machine/apply.h"

namespace linlian::machine {

// Runs what is due at the block's time; writes into `block`, receipts into `result`.
void run_due_work(const Program& program, state::Overlay& block, BlockTime time,
                  BlockResult& result);

}  // namespace linlian::machine
