// The generator of what the law rules: presets in use, ballots on the matters of article 278 and of
// the residents' assembly with their presets in full, and what becomes of their results. Votes on
// them come from the generators of ballots and channels.
#pragma once

#include "simulation/registry_acts.h"

namespace linlian::simulation {

// Nothing when the act it thought of needs what there is not.
std::optional<Sent> draw_statutory_act(Draws& draws, const Directory& directory,
                                       const state::StateView& rows, Timestamp now);

}  // namespace linlian::simulation
