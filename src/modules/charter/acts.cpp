// The acts of the charter. Whether an authority leaves every act within somebody's reach is not
// asked here but by the registry, which knows the offices (registry::check_set_authority).
#include "codec/refusal.h"
#include "contract/amendments.h"
#include "contract/program.h"
#include "modules/charter/holidays.h"
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

// What the preset builds on binds as well: whoever signs names the versions, which are the newest,
// so that nothing binds that somebody else adopted unseen.
Result<> check_bases(const state::StateView& view, const v1::UsePreset& act, v1::Preset preset) {
    int named = 0;
    for (auto base = base_of(preset); !base.empty(); base = base_of(preset)) {
        auto newest = newest_preset(view, base);
        if (!newest) return refuse(v1::PRESET_UNKNOWN, {{"name", base}, {"version", ""}});
        if (named >= act.base_versions_size() || act.base_versions(named) != newest->version())
            return refuse(v1::BASE_DIFFERS, {{"name", base}, {"version", newest->version()}});
        ++named;
        preset = std::move(*newest);
    }
    if (named == act.base_versions_size()) return {};
    return refuse(v1::VALUE_WRONG, {{"field", "base_versions"}});
}

}  // namespace

// From rules about the act to the row that it replaces. `replaces` is empty while the default of
// the schema is in force.
Result<> set_authority(machine::Context& context, const v1::SetAuthority& act) {
    if (!context.has_act(act.act_type()))
        return refuse(v1::ACT_TYPE_UNKNOWN, {{"act_type", act.act_type()}});
    const auto& type = *context.program().find_act(act.act_type())->type;
    TRY(check_not_fixed(type));
    TRY(check_charter_guard(act.act_type(), act.authority()));
    TRY(check_admission(type, act.authority()));
    TRY(check_admission_notice(type, act.authority()));
    const auto before = authorities.find(context.view(), act.act_type());
    if (act.replaces() != (before ? before->set_by() : Bytes{})) return refuse(v1::REPLACES_OTHER);
    put_authority(context.state(), act, context.height(), context.id());

    v1::AuthoritySet event;
    event.set_act_type(act.act_type());
    *event.mutable_authority() = act.authority();
    context.emit(event);
    return {};
}

// Apart from the act, so that the registry can try it in an overlay that is dropped.
void put_authority(state::Overlay& state, const v1::SetAuthority& act, Height height,
                   const Hash32& set_by) {
    v1::AuthorityRow row;
    *row.mutable_authority() = act.authority();
    row.set_since_height(height);
    row.set_set_by(set_by.bytes());
    authorities.put(state, act.act_type(), row);
}

// A preset is written first and checked for runs of rest days after: the check reads all notices of
// holidays from the rows, and a refusal drops them again.
Result<> adopt_preset(machine::Context& context, const v1::AdoptPreset& act) {
    const auto& preset = act.preset();
    if (presets.has(context.view(), preset.name(), preset.version()))
        return refuse(v1::PRESET_EXISTS, {{"name", preset.name()}, {"version", preset.version()}});

    v1::PresetRow row;
    *row.mutable_preset() = preset;
    row.set_since_height(context.height());
    row.set_adopted_by(context.id().bytes());
    presets.put(context.state(), preset.name(), preset.version(), row);
    TRY(check_runs(context.view(), preset.name()));

    v1::PresetAdopted event;
    event.set_name(preset.name());
    event.set_version(preset.version());
    context.emit(event);
    return {};
}

Result<> use_preset(machine::Context& context, const v1::UsePreset& act) {
    Id16 estate;
    // The limits of the schema hold the field to 16 bytes.
    CHECK(Id16::parse(act.estate(), estate));
    const auto preset = presets.find(context.view(), act.name(), act.version());
    if (!preset)
        return refuse(v1::PRESET_UNKNOWN, {{"name", act.name()}, {"version", act.version()}});
    TRY(check_bases(context.view(), act, preset->preset()));
    const auto before = in_use.find(context.view(), estate, act.purpose());
    if (act.replaces() != (before ? before->set_by() : Bytes{})) return refuse(v1::REPLACES_OTHER);

    v1::InUseRow row;
    row.set_name(act.name());
    row.set_version(act.version());
    row.set_since_height(context.height());
    row.set_set_by(context.id().bytes());
    *row.mutable_base_versions() = act.base_versions();
    in_use.put(context.state(), estate, act.purpose(), row);

    v1::PresetUsed event;
    event.set_estate(act.estate());
    event.set_purpose(act.purpose());
    event.set_name(act.name());
    event.set_version(act.version());
    context.emit(event);
    return {};
}

// Any name may be scheduled: which amendments a program knows differs between releases, and acts
// must not come out differently by that. The seats say what they know (rule 8).
Result<> schedule_amendment(machine::Context& context, const v1::ScheduleAmendment& act) {
    if (machine::amendments.has(context.view(), act.name()))
        return refuse(v1::AMENDMENT_SCHEDULED, {{"name", act.name()}});
    const auto ahead = act.time_ms() - context.now().ms;
    if (ahead < min_amendment_notice_days * ms_per_day)
        return refuse(v1::NOTICE_TOO_SHORT, {{"days", std::to_string(min_amendment_notice_days)}});
    if (ahead > max_amendment_notice_days * ms_per_day)
        return refuse(v1::AMENDMENT_TOO_FAR, {{"days", std::to_string(max_amendment_notice_days)}});
    machine::schedule_amendment(context, act.name(), Timestamp{act.time_ms()});

    v1::AmendmentScheduled event;
    event.set_name(act.name());
    event.set_time_ms(act.time_ms());
    context.emit(event);
    return {};
}

// Names its time too, so that a held-back act takes back no later schedule of the same name.
Result<> cancel_amendment(machine::Context& context, const v1::CancelAmendment& act) {
    const auto at = machine::scheduled_for(context.view(), act.name());
    if (!at || at->ms != act.time_ms())
        return refuse(v1::AMENDMENT_NOT_SCHEDULED, {{"name", act.name()}});
    machine::cancel_amendment(context, act.name());

    v1::AmendmentCancelled event;
    event.set_name(act.name());
    context.emit(event);
    return {};
}

}  // namespace linlian::charter
