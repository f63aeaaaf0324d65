// What local rules say, read from the presets that a call carries: the most local one first, then
// what it adds to. A setting that several of them name is that of the first.
#include "modules/ballot/call/presets.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/ballot/rules.h"
#include "modules/charter/charter.h"
#include "tally/tally.h"

namespace linlian::ballot {
namespace {

// What a preset is used for, as the charter knows it.
const char* purpose_of(const v1::CallBallot& act) {
    return is_of_assembly(act) ? "residents_assembly" : "owners_vote";
}

// The preset that this one adds to; empty: none.
std::string base_of(const charter::v1::Preset& preset) {
    for (const auto& setting : preset.settings())
        if (setting.name() == "base") return setting.text();
    return {};
}

Result<> check_same(const charter::v1::Preset& carried,
                    const std::optional<charter::v1::Preset>& adopted) {
    if (adopted && codec::encode(carried) == codec::encode(*adopted)) return {};
    return refuse(v1::PRESET_DIFFERS, {{"name", carried.name()}});
}

// A threshold of the law as the presets write it: participate_num, agree_major_strict. One that
// asks for less than the law, or for what cannot be, leaves the law's.
void set_threshold(const v1::CallBallot& act, const std::string& prefix,
                   tally::v1::Threshold& threshold) {
    const auto num = number_of(act, prefix + "_num");
    const auto den = number_of(act, prefix + "_den");
    if (!num || !den || *num <= 0 || *den < *num) return;
    if (*den > static_cast<std::int64_t>(tally::threshold_den_max)) return;
    tally::v1::Threshold local;
    local.set_num(static_cast<std::uint64_t>(*num));
    local.set_den(static_cast<std::uint64_t>(*den));
    local.set_strict(rule_holds(act, prefix + "_strict") && *num < *den);
    if (tally::asks_as_much(local, threshold)) threshold = local;
}

// The first text that the presets set under this name; empty: none.
std::string text_of(const v1::CallBallot& act, const std::string& name) {
    for (const auto& preset : act.presets())
        for (const auto& setting : preset.settings())
            if (setting.name() == name) return setting.text();
    return {};
}

// As the presets write it.
// Empty for convenors whom no preset names.
const char* convenor_word(v1::Convenor convenor) {
    switch (convenor) {
        case v1::OWNERS_COMMITTEE:
            return "committee";
        case v1::PREPARATORY_GROUP:
            return "preparatory_group";
        case v1::REELECTION_GROUP:
            return "reelection_group";
        case v1::STREET_STANDING_IN:
            return "street";
        case v1::PROPERTY_MANAGEMENT_COMMITTEE:
            return "property_management_committee";
        default:
            return "";
    }
}

// Matters 6 to 8 of article 278, with the higher threshold.
bool is_major(v1::Matter matter) {
    return matter == v1::RAISE_REPAIR_FUND || matter == v1::REBUILD ||
           matter == v1::CHANGE_COMMON_USE;
}

}  // namespace

std::optional<std::int64_t> number_of(const v1::CallBallot& act, const std::string& name) {
    for (const auto& preset : act.presets())
        if (const auto number = charter::number_of(preset, name)) return number;
    return std::nullopt;
}

bool rule_holds(const v1::CallBallot& act, const std::string& name) {
    return number_of(act, name).value_or(0) != 0;
}

Result<> check_convenor_named(const v1::CallBallot& act) {
    const std::string named = text_of(act, "convenors");
    const std::string word = convenor_word(act.convenor());
    if (named.empty() || ("," + named + ",").find("," + word + ",") != std::string::npos) return {};
    return refuse(v1::CONVENOR_MAY_NOT, {{"convenor", v1::Convenor_Name(act.convenor())},
                                         {"matter", v1::Matter_Name(act.items(0).matter())}});
}

// The call carries the whole chain, from the preset in use to the last that it adds to, byte for
// byte as adopted: voters sign what they were shown, and later presets change nothing of it.
Result<> check_presets(const state::StateView& view, const v1::CallBallot& act) {
    if (act.presets().empty()) return {};  // no law rules these matters (rules.cpp, check_items)
    const Id16 estate = id_of(act.electorate().estate());
    const auto used = charter::preset_in_use(view, estate, purpose_of(act));
    if (!used) return refuse(v1::PRESET_MISSING, {{"name", purpose_of(act)}});
    TRY(check_same(act.presets(0), used));
    for (int i = 1; i < act.presets_size(); ++i) {
        const auto& carried = act.presets(i);
        if (base_of(act.presets(i - 1)) != carried.name())
            return refuse(v1::PRESET_DIFFERS, {{"name", carried.name()}});
        const auto base = charter::base_in_use(view, estate, purpose_of(act), carried.name());
        TRY(check_same(carried, base));
    }
    const auto lacking = base_of(*act.presets().rbegin());
    if (!lacking.empty()) return refuse(v1::PRESET_MISSING, {{"name", lacking}});
    return {};
}

// What the law asks, raised where presets ask for more. No checks: nothing is decided.
tally::v1::Rule rule_of(const v1::CallBallot& act, const v1::Item& item) {
    if (item.matter() == v1::CHARTER_DEFINED) return item.rule();
    if (!is_statutory(item.matter())) return {};
    const std::string name = item.matter() == v1::RESIDENTS_ASSEMBLY
                                 ? "assembly"
                                 : "278." + std::to_string(item.matter());
    auto rule = tally::rule_of_matter(name);
    CHECK(rule.has_value());
    for (auto& check : *rule->mutable_checks()) {
        const bool takes_part = check.counted() == tally::v1::PARTICIPATING;
        const std::string agree = is_major(item.matter()) ? "agree_major" : "agree_ordinary";
        set_threshold(act, takes_part ? "participate" : agree, *check.mutable_threshold());
    }
    return std::move(*rule);
}

}  // namespace linlian::ballot
