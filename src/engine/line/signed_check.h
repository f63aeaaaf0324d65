// Whether a ledger holds what its node's key has signed last. The sealer asks before it signs
// anything, the operator's commands before they say that all is well. Neither is changed.
#pragma once

#include "engine/seal/seal_record.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

// Hash of the header of a block. Nothing when it does not read.
std::optional<Hash32> hash_of(const storage::BlockRecord& block);

// Faults: OTHER_COMMUNITY; ACKNOWLEDGED_MISSING, the ledger ends before that block; SECOND_HISTORY,
// another block stands at its height. A block that is no longer kept here is not compared.
Faultable<> check_signed(const storage::LedgerStore& store, const LastSeal& last);
// The last of these alone.
Faultable<> check_same_history(const storage::LedgerStore& store, const LastSeal& last);

}  // namespace linlian::engine
