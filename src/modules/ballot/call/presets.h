// The presets that a call carries, as one set of numbers: a local preset first, then those it adds
// to. Read by the checks of a call and, later, by the count; they are in the call in full.
#pragma once

#include "base/result.h"
#include "modules/ballot/ballot.pb.h"
#include "state/state_view.h"

#include <optional>

namespace linlian::ballot {

// The number that the first of them sets under this name.
std::optional<std::int64_t> number_of(const v1::CallBallot& act, const std::string& name);
// Whether the rule named by a word alone holds: set, and not 0.
bool rule_holds(const v1::CallBallot& act, const std::string& name);

// Whether the local rule, where it says who calls a vote, names this convenor. Refusal:
// CONVENOR_MAY_NOT.
Result<> check_convenor_named(const v1::CallBallot& act);

// Whether they are what the estate uses for these matters, with all they add to, byte for byte.
// Refusals: PRESET_MISSING, PRESET_DIFFERS.
Result<> check_presets(const state::StateView& view, const v1::CallBallot& act);

// The rule that decides an item: of its charter, else of the law, with the thresholds that the
// presets set. A survey has none: nothing is decided.
tally::v1::Rule rule_of(const v1::CallBallot& act, const v1::Item& item);

}  // namespace linlian::ballot
