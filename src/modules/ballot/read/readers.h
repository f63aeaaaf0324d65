// Who may read what a ballot knows of persons: the one place where that is decided, for every query
// of this module that is not for everybody. Offices that work on the ballot read all of it; a voter
// reads what the other voters chose once it is closed, and before that what concerns their own
// line. Of residents and households lines and votes tell who lives where: there a voter reads what
// is their own, and nobody else does but those who rule or enter papers.
#pragma once

#include "contract/module.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {

using machine::Author;
using machine::Reading;

// What is told by queries and by proofs of rows alike. What was chosen in a vote is told before the
// result to whoever cast it; of a paper or a list nobody did.
bool may_see_choices(const Reading& reading, const Found& found, const v1::CastRow& counted,
                     const Id16& asker);
// That something counts for the line, and by which channel: who speaks for it, and once there is a
// result whoever holds its mandate.
bool may_see_vote(const Reading& reading, const Found& found, const registry::v1::RollLine& line,
                  const Id16& asker);
// An objection whole: with its voter, its claim and whose it is. Others read what is published.
bool may_see_objection(const Reading& reading, const Found& found, const v1::Objection& row);
// What clerks read on papers, all of it.
bool may_see_readings(const Reading& reading, const v1::Poll& poll);
// A mandate, with its instructions: who gave it, and while it stands who holds it.
bool is_of_mandate(const v1::Mandate& row, const Id16& member);

// Each: whether `asker` (nullptr: nobody signed) may ask it. Refusals: BALLOT_UNKNOWN, NOT_FOR_YOU.
Result<> may_read(const Reading& reading, const Author* asker, const v1::RollLinesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::MyLinesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::CastQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::ObjectionsQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::ObjectionQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::RecountQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::PaperQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::PapersQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::DeliveryQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::MandatesQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::SuccessorsQuery& query);
Result<> may_read(const Reading& reading, const Author* asker, const v1::CityListQuery& query);

}  // namespace linlian::ballot
