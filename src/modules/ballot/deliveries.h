// To whom a ballot was delivered: the figures of the silence rule. Called by the count; it never
// decides whether the rule holds.
#pragma once

#include "modules/ballot/count.h"
#include "state/state_view.h"

namespace linlian::ballot {

// Who was reached with the warning and is silent: nothing counts for him, and no paper of his was
// handed in. Nobody where the terms do not say that the silent follow the majority.
Voices silent_voices(const state::StateView& view, const Id16& ballot, const v1::Terms& terms);

}  // namespace linlian::ballot
