// Effects of acts on the charter that name a law by its name: what stands in it, from then on and
// now, as the ledger proves both.
#include "apps/effects/effects.h"
#include "apps/proven_rows.h"
#include "apps/wrap.h"
#include "modules/charter/charter.pb.h"
#include "modules/charter/state.h"

#include <fmt/format.h>

#include <map>

namespace linlian::apps {
namespace {

namespace cha = charter::v1;

std::string value_of(const cha::Setting& setting) {
    return setting.value_case() == cha::Setting::kNumber ? std::to_string(setting.number())
                                                         : setting.text();
}

std::map<std::string, std::string> settings_of(const std::optional<cha::PresetRow>& row) {
    std::map<std::string, std::string> settings;
    if (row)
        for (const auto& setting : row->preset().settings())
            settings[setting.name()] = value_of(setting);
    return settings;
}

// Each setting that would be another one, "–" for none.
void tell_changes(const std::optional<cha::PresetRow>& now, const cha::PresetRow& then,
                  Effects& effects) {
    const auto before = settings_of(now);
    const auto after = settings_of(then);
    auto names = before;
    names.insert(after.begin(), after.end());
    const auto value_in = [](const auto& settings, const std::string& name) {
        const auto found = settings.find(name);
        return found == settings.end() ? std::string{"–"} : found->second;
    };
    std::size_t unchanged = 0;
    for (const auto& [name, ignored] : names) {
        const auto from = value_in(before, name);
        const auto to = value_in(after, name);
        if (from == to)
            ++unchanged;
        else
            effects.says(behind_bar(fmt::format("{}: {} → {}", name, from, to)));
    }
    effects.says(styled("其余 {} 项不变 the other settings stay: {}", unchanged, unchanged));
}

Result<> effect(const cha::UsePreset& act, Effects& effects) {
    Id16 estate;
    if (!Id16::parse(act.estate(), estate)) return {};
    const auto then =
        find_proven(effects.door, charter::presets, nullptr, act.name(), act.version());
    if (!then) return tl::unexpected(then.error());
    const auto used = find_proven(effects.door, charter::in_use, nullptr, estate, act.purpose());
    if (!used) return tl::unexpected(used.error());
    if (act.replaces() != (*used ? (*used)->set_by() : Bytes{}))
        effects.says(
            "它要替换的不是现在启用的记录，会不予受理 It does not replace what is in use now, and "
            "would be refused");
    if (!*then) {
        effects.says(
            "账本上没有采用过这个预设，会不予受理 No preset of this name and version was adopted: "
            "it would be refused");
        return {};
    }
    std::optional<cha::PresetRow> now;
    if (*used) {
        auto row = find_proven(effects.door, charter::presets, nullptr, (*used)->name(),
                               (*used)->version());
        if (!row) return tl::unexpected(row.error());
        now = std::move(*row);
    }
    const auto& law = (*then)->preset();
    effects.says(behind_bar(fmt::format("{} {}（{} {} {} {}）", law.title().zh(), law.title().en(),
                                        law.place(), law.source(), law.article(), law.dated())));
    tell_changes(now, **then, effects);
    return {};
}

}  // namespace

Result<bool> tell_charter_effect(const Message& act, Effects& effects) {
    return tell_one_of<cha::UsePreset>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::apps
