// The result of a ballot as rows: counted after the close, counted anew after rulings, final when
// the time for objections is over and none waits. Called by due work and by acts on objections.
#pragma once

#include "modules/ballot/count/count.h"
#include "modules/ballot/stage.h"

#include <functional>

namespace linlian::ballot {

// Visits the leaf of each head for which something counts, in the order of heads, from `after` on
// (not included); false stops it.
void visit_leaves(const state::StateView& view, const Id16& ballot, const Hash32* after,
                  const std::function<bool(const v1::CastLeaf&)>& visit);

// The end of a period of days after the close, as the law counts it (charter, legal time).
Timestamp end_of_days(const machine::Context& context, Timestamp from, std::uint32_t days);

// The figures of the frozen roll.
RollFigures roll_figures(const v1::CallBallot& call, const v1::Poll& poll, const Silent& silent);

// What failed does not come back before the time that the preset sets, under no other id either,
// nor what was withdrawn while people voted.
void let_rest(machine::Context& context, const Found& found, const v1::Item& item,
              std::int64_t least_months);

// Counts and publishes: the ballot becomes PRELIMINARY.
void publish(machine::Context& context, Found& found);
// Counts a published result anew, turnout too, and writes the poll.
void count_anew(machine::Context& context, Found& found);
// Ends a preliminary ballot whose objections are all ruled on.
void finalise(machine::Context& context, Found& found);

}  // namespace linlian::ballot
