// Rested subjects that come back early, where the local rule lets the owners' committee agree to
// it. Called by the checks of a call and, once it is made, to use the decision up.
#pragma once

#include "contract/context.h"
#include "modules/ballot/ballot.pb.h"

#include <vector>

namespace linlian::ballot {

// Whether the decision that the item names lifts these rests of its subject and text. Refusals:
// BALLOT_UNKNOWN, RETURN_NOT_ALLOWED, RETURN_BALLOT_WRONG, RETURN_NOT_AGREED, RETURN_USED.
Result<> check_return(const state::StateView& view, const v1::CallBallot& act, const v1::Item& item,
                      const std::vector<v1::Rest>& rests);

// Each decision lets one ballot back.
void use_returns(machine::Context& context, const v1::CallBallot& act, const Id16& made);
// Where it was withdrawn before anybody could vote it lets another back.
void give_returns_back(machine::Context& context, const v1::CallBallot& call);

}  // namespace linlian::ballot
