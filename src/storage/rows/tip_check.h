// Whether the tip of a ledger follows from what its node's key has signed. Rows, tree and tip lie
// in the same files, so that they fit each other says nothing: who can write to a folder, or
// carries a backup, could put other rows there, and the key would go on above them. Restoring a
// backup and starting to seal ask this; an imported snapshot has its own seal.
#pragma once

#include "storage/ledger_store.h"

namespace linlian::storage {

// The last header covers the state before its block. So the block is taken back in memory, that
// state is held against the header, and the block carried out again must give the tip. Where a
// block was taken back on the disk its own header covers the tip; before the first block the
// genesis gives it. Costs one block. `ledger` is what load() gave. A fault when anything differs.
Faultable<> check_tip(const machine::Program& program, const LedgerStore& store,
                      const LoadedLedger& ledger);

// Whether each row is one of a table and reads, and all of them are as acts leave them: every
// invariant holds, and what is due is known. Asked of a ledger that came from others before
// anything is done with its rows: on one's own disk a row that is none ends the program.
Faultable<> check_rows(const machine::Program& program, const LedgerStore& store);

}  // namespace linlian::storage
