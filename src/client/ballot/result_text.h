// The result of a ballot on the terminal: the verdict on top, then each check as a sentence, then
// the figures. The same facts as on the result notice. Of a withdrawn ballot: when, why, turnout.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/ballot/result_facts.h"
#include "client/shown/screen.h"

namespace linlian::client {

// Needs a ballot that was withdrawn, or ended without voters.
void print_withdrawn(const Screen& screen, const BallotView& ballot);

void print_result(const Screen& screen, const ResultNotice& notice);

}  // namespace linlian::client
