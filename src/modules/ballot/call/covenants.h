// The covenants, and rules of the assembly, by which the silent follow the majority, that owners
// passed on this ledger, as an item that said so, and that stand: what a call may name (terms.cpp).
// Kept by result.cpp when a result is final and by standing.cpp when something becomes of it.
#pragma once

#include "modules/ballot/stage.h"

#include <vector>

namespace linlian::ballot {

// Whether an item may say of its text that the silent follow the majority.
bool may_let_silent_follow(const v1::Item& item);

// The hashes of the texts among the items of this ballot that are such rules and passed.
std::vector<Hash32> covenants_in(const state::StateView& view, const Id16& ballot,
                                 const v1::CallBallot& call);

// Puts them on record while the result stands, and takes them off when it does not.
void keep_covenants(machine::Context& context, const Found& found);

// Whether owners of this estate passed this text, and it stands.
bool is_covenant(const state::StateView& view, const Id16& estate, const Hash32& document);

// Whether the silent may follow the majority: where a local rule leaves it to covenants the call
// names one, on paper or not; else it names one that owners passed here, not what the convenor says
// is one. The residents' assembly counts who is there (Organic Law, art. 9).
bool silence_is_agreed(const state::StateView& view, const v1::CallBallot& call);

}  // namespace linlian::ballot
