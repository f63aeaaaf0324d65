// The charter's section of a genesis document: authorities and presets of the first day. They are
// checked by the same rules as those of the acts, and every fault is told with its place in the
// document.
#include "codec/refusal.h"
#include "contract/program.h"
#include "contract/state.pb.h"
#include "modules/charter/holidays.h"
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

// A fault at its place in the section, said with the text of the rule it breaks.
Refusal fault_at(const std::string& path, const Refusal& broken) {
    const auto text = codec::refusal_text(broken, codec::Language::en);
    return codec::make_refusal(
        machine::v1::GENESIS_FAULT,
        {{"path", "charter." + path}, {"reason", text.value_or(broken.code)}});
}

// As set_authority(), but that nothing is replaced. An act that is given twice is a fault.
Result<> start_authority(machine::Context& context, const v1::AuthorityStart& start) {
    if (!context.has_act(start.act_type()))
        return refuse(v1::ACT_TYPE_UNKNOWN, {{"act_type", start.act_type()}});
    const auto& type = *context.program().find_act(start.act_type())->type;
    TRY(check_not_fixed(type));
    TRY(check_authority(start.authority()));
    TRY(check_admission(type, start.authority()));
    TRY(check_admission_notice(type, start.authority()));
    TRY(check_charter_guard(start.act_type(), start.authority()));
    if (authorities.has(context.view(), start.act_type())) return refuse(v1::REPLACES_OTHER);

    v1::AuthorityRow row;
    *row.mutable_authority() = start.authority();
    row.set_set_by(context.id().bytes());
    authorities.put(context.state(), start.act_type(), row);
    return {};
}

// As adopt_preset().
Result<> start_preset(machine::Context& context, const v1::Preset& preset) {
    TRY(check_preset(preset));
    if (presets.has(context.view(), preset.name(), preset.version()))
        return refuse(v1::PRESET_EXISTS, {{"name", preset.name()}, {"version", preset.version()}});

    v1::PresetRow row;
    *row.mutable_preset() = preset;
    row.set_adopted_by(context.id().bytes());
    presets.put(context.state(), preset.name(), preset.version(), row);
    return check_runs(context.view(), preset.name());
}

}  // namespace

std::vector<Refusal> genesis(machine::Context& context, const v1::Genesis& start) {
    std::vector<Refusal> faults;
    const auto note = [&faults](const char* list, int index, const Result<>& outcome) {
        if (outcome) return;
        const auto path = std::string{list} + "[" + std::to_string(index) + "]";
        faults.push_back(fault_at(path, outcome.error()));
    };
    for (int i = 0; i < start.authorities_size(); ++i)
        note("authorities", i, start_authority(context, start.authorities(i)));
    for (int i = 0; i < start.presets_size(); ++i)
        note("presets", i, start_preset(context, start.presets(i)));
    return faults;
}

}  // namespace linlian::charter
