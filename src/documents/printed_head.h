// The ledger head of a node as sheets of ballots print it: proven, and of one ledger with the heads
// that were seen before.
#pragma once

#include "client/node/remote_ledger.h"
#include "client/result/result_facts.h"

namespace linlian::documents {

// Refusals: those of RemoteLedger::head.
Result<client::PrintedHead> fetch_printed_head(client::RemoteLedger& ledger);

}  // namespace linlian::documents
