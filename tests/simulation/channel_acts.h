// The generator of acts on ballots that are voted on by every channel: paper through two clerks,
// deliveries, mandates, sales, a city's list, and phones beside them. It reads what there is off
// the rows and is often refused all the same.
#pragma once

#include "simulation/registry_acts.h"

namespace linlian::simulation {

// Nothing when the act it thought of needs what there is not.
std::optional<Sent> draw_channel_act(Draws& draws, const Directory& directory,
                                     const state::StateView& rows, Timestamp now);

}  // namespace linlian::simulation
