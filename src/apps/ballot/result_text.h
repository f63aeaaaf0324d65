// The result of a ballot on the terminal: the verdict on top, then each check as a sentence, then
// the figures. The same facts as on the result notice. Of a withdrawn ballot: when, why, turnout.
#pragma once

#include "apps/ballot/ballot_view.h"
#include "apps/ballot/result_notice.h"
#include "apps/terminal.h"

namespace linlian::apps {

// Needs a ballot that was withdrawn, or ended without voters.
void print_withdrawn(const Terminal& terminal, const BallotView& ballot);

void print_result(const Terminal& terminal, const ResultNotice& notice);

}  // namespace linlian::apps
