// Effects of acts on the charter that name a law by its name: what stands in it, from then on and
// now, as the ledger proves both.
#include "client/client.pb.h"
#include "client/effects/effects.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace linlian::client {
namespace {

namespace cha = charter::v1;

// A preset and those that it builds on, the own one first.
using Chain = std::vector<cha::PresetRow>;

// What binds of it, as a ballot reads it (modules/ballot/call/presets.cpp): the first number, and
// the text of the first setting, of each name.
struct Binding {
    std::map<std::string, std::string> numbers;
    std::map<std::string, std::string> texts;
};

// The first text of a name counts, also where it is empty: then it hides what a base says, so empty
// ones are dropped only at the end.
Binding binding_of(const Chain& chain) {
    Binding binding;
    for (const auto& row : chain) {
        for (const auto& setting : row.preset().settings()) {
            if (setting.has_number())
                binding.numbers.try_emplace(setting.name(), std::to_string(setting.number()));
            binding.texts.try_emplace(setting.name(), setting.text());
        }
    }
    std::erase_if(binding.texts, [](const auto& text) { return text.second.empty(); });
    return binding;
}

// Each setting that would be another one, "–" for none; how many stay.
std::size_t show_differences(const std::map<std::string, std::string>& before,
                             const std::map<std::string, std::string>& after, Effects& effects) {
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
    return unchanged;
}

// Numbers and texts of one name are compared apart, because ballots read them apart.
void show_changes(const Chain& now, const Chain& then, Effects& effects) {
    const auto before = binding_of(now);
    const auto after = binding_of(then);
    const auto unchanged = show_differences(before.numbers, after.numbers, effects) +
                           show_differences(before.texts, after.texts, effects);
    effects.says(styled("其余 {} 项不变 the other settings stay: {}", unchanged, unchanged));
}

// The preset of this name with those of the named versions on which it builds, as far as the ledger
// has them.
// A chain whose last preset still names a base is not whole.
Result<Chain> proven_chain(Ledger& ledger, std::string name, const std::string& version,
                           const google::protobuf::RepeatedPtrField<std::string>& base_versions) {
    std::vector<std::string> versions{version};
    versions.insert(versions.end(), base_versions.begin(), base_versions.end());
    Chain chain;
    for (const auto& wanted : versions) {
        auto row = TRY(find_proven(ledger, charter::presets, nullptr, name, wanted));
        if (!row) break;
        chain.push_back(std::move(*row));
        name = charter::base_of(chain.back().preset());
    }
    return chain;
}

// Title in both languages, then place, source, article and date: words of whoever adopted it, so it
// is shown behind a bar.
std::string law_words(const cha::Preset& law) {
    return fmt::format("{} {}（{} {} {} {}）", law.title().zh(), law.title().en(), law.place(),
                       law.source(), law.article(), law.dated());
}

// What it builds on, where that is not the version of now too.
void show_bases(const Chain& now, const Chain& then, Effects& effects) {
    for (std::size_t i = 1; i < then.size(); ++i) {
        const auto& base = then[i].preset();
        const auto same = std::ranges::find_if(
            now, [&](const auto& row) { return row.preset().name() == base.name(); });
        const auto from = same == now.end() ? std::string{"–"} : same->preset().version();
        if (from == base.version()) continue;
        effects.says(styled("所依据的规则改用另一版本 what it builds on becomes another one: {}",
                            behind_bar(fmt::format("{}: {} → {} {}", base.name(), from,
                                                   base.version(), law_words(base)))));
    }
}

// Two reasons for which the ledger would refuse it are said before the differences: the act
// replaces another record than the one in use, or its chain is not whole.
Result<> effect(const cha::UsePreset& act, Effects& effects) {
    Id16 estate;
    if (!Id16::parse(act.estate(), estate)) return {};
    const auto used =
        TRY(find_proven(effects.ledger, charter::in_use, nullptr, estate, act.purpose()));
    if (act.replaces() != (used ? used->set_by() : Bytes{}))
        effects.says(
            "它要替换的不是现在启用的记录，会不予受理 It does not replace what is in use now, and "
            "would be refused");
    const auto then =
        TRY(proven_chain(effects.ledger, act.name(), act.version(), act.base_versions()));
    if (then.empty() || !charter::base_of(then.back().preset()).empty()) {
        effects.says(
            "账本上没有采用过这个预设，或没有写明其所依据的规则，会不予受理 No preset of this name "
            "and version was adopted, or what it builds on is not named: it would be refused");
        return {};
    }
    Result<Chain> now = Chain{};
    if (used)
        now = proven_chain(effects.ledger, used->name(), used->version(), used->base_versions());
    if (!now) return tl::unexpected(now.error());
    effects.says(behind_bar(law_words(then.front().preset())));
    show_bases(*now, then, effects);
    show_changes(*now, then, effects);
    return {};
}

// The version of this name that was adopted last; only the node says that there is no newer one.
Result<Chain> newest_adopted(Ledger& ledger, const std::string& name) {
    Chain newest;
    const auto take = [&](const cha::PresetsReply& page) -> Result<bool> {
        for (const auto& listed : page.presets()) {
            if (listed.preset().name() != name) continue;
            auto row = TRY(
                find_proven(ledger, charter::presets, nullptr, name, listed.preset().version()));
            if (!row) return refuse(v1::ANSWER_DIFFERS, {{"what", "preset"}});
            if (newest.empty() || row->since_height() >= newest.front().since_height())
                newest = {std::move(*row)};
        }
        return true;
    };
    cha::PresetsQuery query;
    query.set_limit(200);
    TRY(each_page<cha::PresetsReply>(ledger, query, {"presets", max_listed}, take));
    return newest;
}

// Those on which the last of the chain builds, each by the version that was adopted last.
Result<> add_newest_bases(Ledger& ledger, Chain& chain) {
    // Bases that name each other in a ring would never end.
    constexpr std::size_t most = 8;
    while (!chain.empty() && chain.size() < most) {
        const auto base = charter::base_of(chain.back().preset());
        if (base.empty()) break;
        auto newest = TRY(newest_adopted(ledger, base));
        if (newest.empty()) break;
        chain.push_back(std::move(newest.front()));
    }
    return {};
}

// What it builds on, and so all that comes of it, may be another law than before.
Result<> show_changes(Chain before, Chain after, Ledger& ledger, Effects& effects) {
    const auto base_in = [](const Chain& chain) {
        return chain.empty() ? std::string{} : charter::base_of(chain.front().preset());
    };
    if (base_in(before) != base_in(after)) {
        TRY(add_newest_bases(ledger, before));
        TRY(add_newest_bases(ledger, after));
    }
    if (!before.empty()) {
        const auto from = law_words(before.front().preset());
        const auto to = law_words(after.front().preset());
        if (from != to)
            effects.says(styled("名称或出处改变 another title or source:\n{}",
                                behind_bar(from + " → " + to)));
    }
    show_changes(before, after, effects);
    return {};
}

// Compared with the newest version of the same name; that there is none newer is the node's word,
// and is said to be that.
Result<> effect(const cha::AdoptPreset& act, Effects& effects) {
    cha::PresetRow adopted;
    *adopted.mutable_preset() = act.preset();
    const auto newest = TRY(newest_adopted(effects.ledger, act.preset().name()));
    if (newest.empty())
        effects.says(
            "节点称尚未收录过此名称的预设 The node says that none of this name was adopted yet");
    else
        effects.says(
            styled("与节点所列此前最新的版本相比 compared with the newest version that the node "
                   "lists: {}",
                   behind_bar(newest.front().preset().version())));
    TRY(show_changes(newest, {adopted}, effects.ledger, effects));
    effects.says(
        "收录后，凡启用以它为依据的规则，即同时启用这一版；放假通知收录即用于计算期限 From then on "
        "whoever puts a rule that builds on it in use puts this version in use, too; a notice of "
        "holidays counts at once");
    return {};
}

}  // namespace

Result<bool> show_charter_effect(const Message& act, Effects& effects) {
    return show_one_of<cha::UsePreset, cha::AdoptPreset>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
