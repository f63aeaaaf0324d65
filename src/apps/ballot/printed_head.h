// The ledger head of a node as sheets of ballots print it: proven, and of one ledger with the heads
// that were seen before.
#pragma once

#include "apps/ballot/result_facts.h"
#include "apps/far_door.h"

namespace linlian::apps {

// Refusals: those of FarDoor::head.
Result<PrintedHead> fetch_printed_head(FarDoor& door);

}  // namespace linlian::apps
