// Who speaks for a line of the frozen roll after a sale: its new owners, and the old ones no more
// (one use of the flat's ballot). Called wherever it is asked who speaks for a line.
#pragma once

#include "modules/ballot/papers.pb.h"
#include "state/state_view.h"

namespace linlian::ballot {

// The line with the owners that it has now, and whom they named to vote. Its head, area and place
// stay those of the frozen roll.
registry::v1::RollLine line_now(const state::StateView& view, const Id16& ballot,
                                registry::v1::RollLine line);

}  // namespace linlian::ballot
