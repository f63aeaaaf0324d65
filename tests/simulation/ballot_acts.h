// The generator of acts on ballots: somebody calls one, votes, votes anew, votes for a line that is
// not theirs, objects or rules. Surveys and matters of the charter only, so that notice is short
// and a ballot lives and ends within a run.
#pragma once

#include "simulation/registry_acts.h"

namespace linlian::simulation {

// Nothing when the act it thought of needs what there is not.
std::optional<Sent> draw_ballot_act(Draws& draws, const Directory& directory, Timestamp now);

}  // namespace linlian::simulation
