// A recount: its file for whoever checks, and what `linlian verify` shows of one.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/node/remote_ledger.h"
#include "client/proof/statement_text.h"
#include "client/result/recount.h"
#include "client/shown/screen.h"

namespace linlian::client {

// Verifies and prints the statement. Refusals: those of verify_recount.
Result<Verified> verify_recount_file(const Screen& screen, BytesView file,
                                     const std::optional<Hash32>& community);

// The file of a ballot that has a result, gathered and counted again at once, so that who fetches
// it sees whether it holds. Refusals: client.NO_RESULT_YET, those of gather_recount and
// verify_recount.
struct CheckedRecount {
    Bytes bytes;
    RecountStatement statement;
};
Result<CheckedRecount> checked_recount(const Screen& screen, RemoteLedger& ledger,
                                       const Author& reader, const BallotView& ballot);
// That it lies in this file now, and that it has to be kept private.
void say_recount_kept(const Screen& screen, const CheckedRecount& recount, const std::string& file);

}  // namespace linlian::client
