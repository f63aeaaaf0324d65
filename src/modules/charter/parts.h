// What the files of the charter give to its table of contents (module.cpp), and to nobody else.
#pragma once

#include "modules/charter/charter.h"

namespace linlian::charter {

// acts.cpp
Result<> set_authority(machine::Context& context, const v1::SetAuthority& act);
Result<> adopt_preset(machine::Context& context, const v1::AdoptPreset& act);
Result<> use_preset(machine::Context& context, const v1::UsePreset& act);
Result<> schedule_amendment(machine::Context& context, const v1::ScheduleAmendment& act);
Result<> cancel_amendment(machine::Context& context, const v1::CancelAmendment& act);

// queries.cpp
Result<v1::AuthorityReply> authority_query(const machine::Reading& reading,
                                           const v1::AuthorityQuery& query);
Result<v1::AuthoritiesReply> authorities_query(const machine::Reading& reading,
                                               const v1::AuthoritiesQuery& query);
Result<v1::PresetsReply> presets_query(const machine::Reading& reading,
                                       const v1::PresetsQuery& query);
Result<v1::InUseReply> in_use_query(const machine::Reading& reading, const v1::InUseQuery& query);

// invariants.cpp
machine::Broken authority_is_sound(const std::optional<v1::AuthorityRow>& before,
                                   const std::optional<v1::AuthorityRow>& after);
machine::Broken preset_never_changes(const std::optional<v1::PresetRow>& before,
                                     const std::optional<v1::PresetRow>& after);
machine::Broken acts_exist(const state::StateView& view);
machine::Broken used_presets_exist(const state::StateView& view);

// genesis.cpp
std::vector<Refusal> genesis(machine::Context& context, const v1::Genesis& start);

}  // namespace linlian::charter
