// Acts on ballots that are reviewed in words of their own, as tables for whoever signs them. Every
// field of an act stands in its table, but the proof of a line, which was checked against the roll.
// Of a call: call_work.h; of all other acts: act_review.h.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/shown/styled.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

Rows cast_rows(const ballot::v1::Cast& act, const ballot::v1::CallBallot& call);
Rows mark_rows(const BallotView& ballot, const ballot::v1::MarkResult& act);
Rows object_rows(const ballot::v1::CallBallot& call, const ballot::v1::Object& act);
// One paper as a clerk read it, in a table of all that they seal.
Row entry_heading();
Row entry_row(const Id16& serial, const ballot::v1::PaperEntry& entry,
              const ballot::v1::CallBallot& call);
// `objection`: the one that it rules on.
Rows ruling_rows(const ballot::v1::CallBallot& call, const ballot::v1::Objection& objection,
                 const ballot::v1::RuleOnObjection& act);

}  // namespace linlian::client
