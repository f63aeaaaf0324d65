// Who worked on what the result of a ballot is made of. Called by the rulings on it; it never
// decides who rules.
#pragma once

#include "base/bytes.h"
#include "state/state_view.h"

#include <set>

namespace linlian::ballot {

// Members who issued, voided, read or corrected papers of the ballot, recorded deliveries, entered
// mandates, sales or the city's list, or upheld objections that changed its votes.
std::set<Bytes> workers_on(const state::StateView& view, const Id16& ballot);

}  // namespace linlian::ballot
