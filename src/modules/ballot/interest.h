// Who has an interest in a voter's line. Called by the acts of clerks on it; whoever has one does
// not count among those who stand behind such an act (neutral.h).
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "state/state_view.h"

namespace linlian::ballot {

// Whether this member speaks for the line (as frozen or after a sale) or holds its mandate.
bool has_interest(const state::StateView& view, const Id16& ballot,
                  const registry::v1::RollLine& line, const Id16& member);

}  // namespace linlian::ballot
