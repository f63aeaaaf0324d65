// The file of a recount, and the bundles of a result, gathered from a node.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/node/remote_ledger.h"

namespace linlian::client {

// "ballot/verdict/ID/0": the row of the verdict on an item.
std::string verdict_row_name(const Id16& ballot, int item);

// The bundles of rows, in order. Refusals: of the node, those of ProvenRead.
Result<std::vector<Bytes>> bundles_of(RemoteLedger& ledger, const std::vector<std::string>& rows);

// All that is needed to count again (recount.h): roll, ballots and the proofs of the rows, which
// are of one moment. Refusals: of the node; client.LEDGER_MOVED.
Result<Bytes> gather_recount(RemoteLedger& ledger, const Author& reader, const BallotView& ballot,
                             const Progress& of_roll, const Progress& of_ballots);

}  // namespace linlian::client
