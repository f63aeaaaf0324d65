// How a ballot stands, on the terminal: stage, timetable, turnout, what participation still lacks,
// what may be done next. Before the close it shows turnout and nothing of the choices.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/proof/verdict_text.h"

namespace linlian::client {

void print_status(const Screen& screen, const BallotView& ballot,
                  const ballot::v1::TurnoutReply& turnout,
                  const std::map<Bytes, std::string>& buildings, Timestamp now);

// Heads and area that took part, by building; for a table.
Rows turnout_rows(const ballot::v1::TurnoutReply& turnout,
                  const std::map<Bytes, std::string>& buildings);

// The commands that make sense at this stage, each with what it does.
std::vector<Bilingual> next_steps(const BallotView& ballot);

}  // namespace linlian::client
