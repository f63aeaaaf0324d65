#include "codec/refusal.h"
#include "machine/amendments.h"
#include "machine/registry.h"
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {

Result<> set_authority(machine::Context& context, const v1::SetAuthority& act) {
    if (context.registry().find_act(act.act_type()) == nullptr)
        return refuse(v1::ACT_TYPE_UNKNOWN, {{"act_type", act.act_type()}});
    const auto before = authorities.find(context.view(), act.act_type());
    if (act.replaces() != (before ? before->set_by() : Bytes{})) return refuse(v1::REPLACES_OTHER);

    v1::AuthorityRow row;
    *row.mutable_authority() = act.authority();
    row.set_since_height(context.height());
    row.set_set_by(context.id().bytes());
    authorities.put(context.state(), act.act_type(), row);

    v1::AuthoritySet event;
    event.set_act_type(act.act_type());
    *event.mutable_authority() = act.authority();
    context.emit(event);
    return {};
}

Result<> adopt_preset(machine::Context& context, const v1::AdoptPreset& act) {
    const auto& preset = act.preset();
    if (presets.has(context.view(), preset.name(), preset.version()))
        return refuse(v1::PRESET_EXISTS, {{"name", preset.name()}, {"version", preset.version()}});

    v1::PresetRow row;
    *row.mutable_preset() = preset;
    row.set_since_height(context.height());
    row.set_adopted_by(context.id().bytes());
    presets.put(context.state(), preset.name(), preset.version(), row);

    v1::PresetAdopted event;
    event.set_name(preset.name());
    event.set_version(preset.version());
    context.emit(event);
    return {};
}

Result<> use_preset(machine::Context& context, const v1::UsePreset& act) {
    Id16 estate;
    CHECK(Id16::parse(act.estate(), estate));
    if (!presets.has(context.view(), act.name(), act.version()))
        return refuse(v1::PRESET_UNKNOWN, {{"name", act.name()}, {"version", act.version()}});
    const auto before = in_use.find(context.view(), estate, act.purpose());
    if (act.replaces() != (before ? before->set_by() : Bytes{})) return refuse(v1::REPLACES_OTHER);

    v1::InUseRow row;
    row.set_name(act.name());
    row.set_version(act.version());
    row.set_since_height(context.height());
    row.set_set_by(context.id().bytes());
    in_use.put(context.state(), estate, act.purpose(), row);

    v1::PresetUsed event;
    event.set_estate(act.estate());
    event.set_purpose(act.purpose());
    event.set_name(act.name());
    event.set_version(act.version());
    context.emit(event);
    return {};
}

Result<> schedule_amendment(machine::Context& context, const v1::ScheduleAmendment& act) {
    const auto before = machine::amendments.find(context.view(), act.name());
    if (before)
        return refuse(v1::AMENDMENT_SCHEDULED,
                      {{"name", act.name()}, {"height", std::to_string(before->height())}});
    const Height earliest = context.height() + min_amendment_notice_heights;
    if (act.height() < earliest)
        return refuse(v1::NOTICE_TOO_SHORT, {{"needed", std::to_string(earliest)}});

    machine::v1::Amendment row;
    row.set_height(act.height());
    machine::amendments.put(context.state(), act.name(), row);

    v1::AmendmentScheduled event;
    event.set_name(act.name());
    event.set_height(act.height());
    context.emit(event);
    return {};
}

}  // namespace linlian::charter
