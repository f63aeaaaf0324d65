// Who speaks for a line of the frozen roll after a sale: its new owners, and the old ones no more
// (one use of the flat's ballot). Called wherever it is asked who speaks for a line.
#pragma once

#include "modules/ballot/electorate/speaker.h"

namespace linlian::ballot {

// The line with the owners that it has now, and whom they named to vote. Its head, area and place
// stay those of the frozen roll. Of who bought it, those who acted for them when that was entered
// speak for it.
LineAt line_now(const state::StateView& view, const Id16& ballot,
                const registry::v1::RollLine& line);

// Whether a sale took the line from this member, or from whom they act for: it was theirs since the
// roll was frozen, and is no more.
bool lost_line(const state::StateView& view, const Id16& ballot, const registry::v1::RollLine& line,
               const Id16& member);

// Whether one of these owned the line at this time, by the sales of it that stand: what was handed
// in then was theirs. Where none came since, it is whoever owns it now.
bool was_theirs(const v1::Successor& row, std::int64_t time_ms,
                const google::protobuf::RepeatedPtrField<Bytes>& owners);

// Whether it went over to others. Whose vote a city's list has of it that does not say: it is not
// the buyer's.
bool went_over(const state::StateView& view, const Id16& ballot,
               const registry::v1::RollLine& line);

}  // namespace linlian::ballot
