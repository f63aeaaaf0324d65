// The result of a ballot: the verdict on top, then each check as a sentence, then the figures. The
// same facts as on the result notice. Of a withdrawn ballot: when, why, turnout.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/shown/screen.h"

namespace linlian::client {

// Refusals: of the node, client.NO_RESULT_YET.
Result<> show_result(const Screen& screen, Ledger& ledger, const BallotView& ballot);

}  // namespace linlian::client
