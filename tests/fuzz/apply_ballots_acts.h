// The acts that the fuzzer of ballots tries: what was done once, done again with changes; acts of
// every type filled from their schema, most of what they name being there; what the generators of
// the simulation think of.
#pragma once

#include "fuzz/apply_ballots_stage.h"
#include "simulation/registry_acts.h"

namespace linlian::simulation {

// What there is to choose from before a block.
struct Known {
    const ballot::BallotStage& stage;
    const state::StateView& rows;
    const Directory& directory;
    Timestamp now;  // of the block to come
};

Sent draw_for_ballots(Draws& draws, const Known& known);

}  // namespace linlian::simulation
