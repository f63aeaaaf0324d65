// The answers of this module, given to its table of contents only. Before the result nobody is told
// by them what others chose, whatever their query names.
#pragma once

#include "modules/ballot/ballot.h"
#include "modules/ballot/objections.pb.h"

namespace linlian::ballot {

using machine::Reading;

// queries.cpp
Result<v1::BallotReply> ballot(const Reading& reading, const v1::BallotQuery& query);
Result<v1::BallotsReply> ballots(const Reading& reading, const v1::BallotsQuery& query);
Result<v1::TurnoutReply> turnout(const Reading& reading, const v1::TurnoutQuery& query);
Result<v1::VerdictsReply> verdicts_of(const Reading& reading, const v1::VerdictsQuery& query);
Result<v1::ObjectionsReply> objections_to(const Reading& reading, const v1::ObjectionsQuery& query);
Result<v1::ObjectionReply> objection(const Reading& reading, const v1::ObjectionQuery& query);

// queries_roll.cpp
Result<v1::RollReply> roll(const Reading& reading, const v1::RollQuery& query);
Result<v1::RollLinesReply> roll_lines(const Reading& reading, const v1::RollLinesQuery& query);
Result<v1::MyLinesReply> my_lines(const Reading& reading, const v1::MyLinesQuery& query);

// queries_casts.cpp: after the close.
Result<v1::CastReply> cast_of(const Reading& reading, const v1::CastQuery& query);
Result<v1::RecountReply> recount_page(const Reading& reading, const v1::RecountQuery& query);

// How many entries a page has. Refusal: VALUE_WRONG.
Result<int> page_of(std::uint32_t limit);

}  // namespace linlian::ballot
