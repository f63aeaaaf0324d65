// What must hold of ballots: after each change, and over the whole state in tests and `verify`.
#pragma once

#include "modules/ballot/ballot.h"
#include "modules/ballot/objections.pb.h"

namespace linlian::ballot {

using machine::Broken;

Broken call_stays(const std::optional<v1::CallRow>& before,
                  const std::optional<v1::CallRow>& after);
Broken poll_goes_on(const std::optional<v1::Poll>& before, const std::optional<v1::Poll>& after);
Broken final_verdict_stays(const std::optional<v1::VerdictRow>& before,
                           const std::optional<v1::VerdictRow>& after);
Broken cast_stays(const std::optional<v1::CastRow>& before,
                  const std::optional<v1::CastRow>& after);
Broken ruling_stays(const std::optional<v1::Objection>& before,
                    const std::optional<v1::Objection>& after);

Broken turnout_equals_casts(const state::StateView& view);
Broken pending_equals_objections(const state::StateView& view);
Broken disputes_equal_objections(const state::StateView& view);
Broken live_ones_have_due_work(const state::StateView& view);
Broken rolls_add_up(const state::StateView& view);
Broken lists_are_true(const state::StateView& view);
Broken running_are_counted(const state::StateView& view);
Broken covenants_stand(const state::StateView& view);

}  // namespace linlian::ballot
