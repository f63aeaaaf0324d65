// How many disputed ballots it takes to turn a check. Each changes the margin
// (figure·den − base·num) by a fixed amount, so the ballots that change it most are taken first.
// Internal to the room.
#pragma once

#include "base/result.h"
#include "tally/tally.pb.h"

namespace linlian::tally {

// Refusals tally.DISPUTE_MALFORMED {ballot}: its number, from 1; FIGURE_TOO_LARGE.
Result<> check_disputes(const v1::Input& input);

// Sets `flips_by` of a check that was decided on known figures; leaves it absent where nothing is
// disputed, or where silence counts (a reversal may change whom the silent join).
void count_flips(v1::Check& check, const v1::Input& input);

}  // namespace linlian::tally
