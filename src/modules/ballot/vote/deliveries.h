// To whom a ballot was delivered: the figures of the silence rule, and what becomes of a delivery
// that its voter disputes. Called by the count, objections and rulings; it never decides whether
// the rule holds.
#pragma once

#include "contract/context.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::ballot {

// Who was reached with the warning and is silent: nothing counts for them, no ruling struck what
// did, they did not object before the close to what counts for them, and no paper of theirs was
// handed in, whoever voided it since. Who perhaps is: a paper of theirs was read by one kind of
// office alone. Nobody where the terms do not say that the silent follow the majority, or where
// what they rest on stands no more.
Silent silent_in(const state::StateView& view, const Id16& ballot, const v1::CallBallot& call);

// Whether a ruling said that it reached nobody.
bool is_struck(const v1::Delivery& row);

// Whether a delivery to this head may be disputed. Refusal: DELIVERY_UNKNOWN.
Result<> check_disputable(const state::StateView& view, const Id16& ballot, const Hash32& head);

// Strikes what was said to have reached this head, by an objection that was upheld; nothing where
// it was struck since that one was raised. Needs a delivery on record.
void strike_delivery(machine::Context& context, const Id16& objection, const v1::Objection& upheld);

}  // namespace linlian::ballot
