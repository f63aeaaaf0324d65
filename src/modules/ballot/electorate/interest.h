// Who has an interest in a voter's line. Called by the acts of clerks on it, where whoever has one
// does not count among those who stand behind such an act (neutral.h), and by what members read.
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "state/state_view.h"

namespace linlian::ballot {

// Whether this member speaks for the line (as frozen or after a sale), acts today for one of its
// owners, or holds its mandate.
bool has_interest(const state::StateView& view, const Id16& ballot,
                  const registry::v1::RollLine& line, const Id16& member);

// The same of those whose line it is now: not of who sold all that it is for, nor of their proxy.
bool is_of_line_now(const state::StateView& view, const Id16& ballot,
                    const registry::v1::RollLine& line, const Id16& member);

}  // namespace linlian::ballot
