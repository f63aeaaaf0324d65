// What the files of this module give to its table of contents (module.cpp), and to nobody else.
#pragma once

#include "modules/ballot/ballot.h"
#include "modules/ballot/objections.pb.h"

namespace linlian::ballot {

// acts.cpp
Result<> call_ballot(machine::Context& context, const v1::CallBallot& act);
Result<> withdraw_ballot(machine::Context& context, const v1::WithdrawBallot& act);

// casting.cpp
Result<> cast(machine::Context& context, const v1::Cast& act);

// objections.cpp, rulings.cpp
Result<> object(machine::Context& context, const v1::Object& act);
Result<> rule_on_objection(machine::Context& context, const v1::RuleOnObjection& act);
Result<> uphold_objection(machine::Context& context, const v1::UpholdObjection& act);

// standing.cpp
Result<> mark_result(machine::Context& context, const v1::MarkResult& act);

// opening.cpp: schedules the opening of what was just called.
void set_opening(machine::Context& context, const Id16& ballot, v1::Poll& poll);

// opening.cpp, closing.cpp: due work.
Result<> open_due(machine::Context& context, const Hash32& key);
Result<> close_due(machine::Context& context, const Hash32& key);
Result<> count_due(machine::Context& context, const Hash32& key);
Result<> settle_due(machine::Context& context, const Hash32& key);
// due_cost.cpp
std::uint64_t cost_of_due(const machine::Program&, const state::StateView& view, const Hash32& key);
// What opening and counting what is called will cost once each, paid beforehand.
std::uint64_t cost_of_call(const state::StateView& view, const v1::CallBallot& act);
// What these cost where they count a published result again.
std::uint64_t cost_of_objection(const state::StateView& view, const v1::Object& act);
std::uint64_t cost_of_ruling(const state::StateView& view, const v1::RuleOnObjection& act);
std::uint64_t cost_of_upholding(const state::StateView& view, const v1::UpholdObjection& act);

}  // namespace linlian::ballot
