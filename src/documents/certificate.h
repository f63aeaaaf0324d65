// All that leaves with the notice of a result, of one moment: so what it says is as of the head
// that it bears.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/node/remote_ledger.h"

namespace linlian::documents {

struct Certificate {
    client::BallotView ballot;
    client::ResultNotice notice;
    std::vector<Bytes> bundles;  // of the verdict on each item, then of the poll; where asked for
};
// Refusals: of the node; client.LEDGER_MOVED.
Result<Certificate> gather_certificate(client::RemoteLedger& ledger, const std::string& ballot,
                                       bool with_bundles);

}  // namespace linlian::documents
