// What is always true of the charter's rows. Authorities are checked by the rules of form again, so
// that no way around an act leaves one that cannot be counted.
#include "codec/wire.h"
#include "modules/charter/parts.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"

namespace linlian::charter {

using machine::Broken;

// Nothing erases a row: an act whose authority was set once never falls back to the schema unseen.
Broken authority_is_sound(const std::optional<v1::AuthorityRow>&,
                          const std::optional<v1::AuthorityRow>& after) {
    if (!after) return "an authority was erased";
    if (!check_authority(after->authority())) return "an authority is not sound";
    if (after->set_by().size() != Hash32::size) return "an authority has no origin";
    return std::nullopt;
}

// Compared as encoded: a row has one encoding.
Broken preset_never_changes(const std::optional<v1::PresetRow>& before,
                            const std::optional<v1::PresetRow>& after) {
    if (!after) return "a preset was erased";
    if (before && codec::encode(*before) != codec::encode(*after)) return "a preset was changed";
    if (!check_preset(after->preset())) return "a preset is not sound";
    return std::nullopt;
}

// Rule 4 holds for rows of genesis too.
Broken acts_exist(const state::StateView& view) {
    Broken broken;
    authorities.scan(view, [&](const auto& parts, const v1::AuthorityRow& row) {
        const auto& name = std::get<0>(parts);
        const auto* type =
            google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(name);
        if (type == nullptr || !type->options().HasExtension(codec::v1::act))
            broken = name + " is no act";
        else if (!check_charter_guard(name, row.authority()))
            broken = name + " is too open";
        return !broken;
    });
    return broken;
}

Broken used_presets_exist(const state::StateView& view) {
    Broken broken;
    in_use.scan(view, [&](const auto&, const v1::InUseRow& row) {
        if (!presets.has(view, row.name(), row.version()))
            broken = row.name() + " " + row.version() + " was never adopted";
        return !broken;
    });
    return broken;
}

}  // namespace linlian::charter
