// Proving a line against the frozen roll, and the row of what a voter chose. Called where a vote is
// counted, by whatever channel it came; it never decides who may vote (speaker.h).
#pragma once

#include "contract/context.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::ballot {

// Whether the line is on the roll of this open or closed poll. Refusal: LINE_NOT_ON_ROLL.
Result<> check_on_roll(const v1::Poll& poll, const v1::ProvenLine& voter);

// A row for a line, with nothing chosen yet.
v1::CastRow row_for(const machine::Context& context, const registry::v1::RollLine& line,
                    v1::Channel channel);

}  // namespace linlian::ballot
