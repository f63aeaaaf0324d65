// How a ballot stands: stage, timetable, turnout, what participation still lacks, what may be done
// next. Before the close it shows turnout and nothing of the choices.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/proof/verdict_text.h"

namespace linlian::client {

// All of it, or heads and area that took part by building alone; programs get all of it either way.
// Refusals: of the node.
Result<> show_status(const Screen& screen, Ledger& ledger, const BallotView& ballot);
Result<> show_turnout(const Screen& screen, Ledger& ledger, const BallotView& ballot);

// The commands that make sense at this stage, each with what it does.
std::vector<Bilingual> next_steps(const BallotView& ballot);

}  // namespace linlian::client
