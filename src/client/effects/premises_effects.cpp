// Effects of acts on premises: who owns what from then on, and with how much of it they vote.
#include "base/hex.h"
#include "client/effects/effects.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "modules/registry/rules.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// "房产 premises 3f2a …，住宅 flat，88.50 m²".
Styled place_words(const Effects& effects, const Bytes& id, reg::PremisesKind kind,
                   std::uint64_t area_centi) {
    return styled("房产 premises {}，{}，{}", effects.names.of(id), enum_text_of(kind),
                  square_metres(area_centi));
}

// The area with which its owners vote.
// Parking and storage count in no vote (registry rule 3), so theirs is 0.
std::uint64_t voting_area(reg::PremisesKind kind, std::uint64_t area_centi) {
    return registry::counts_in_votes(kind) ? area_centi : 0;
}

// Of acts that change premises and not who owns them; the owners are the node's word.
void show_owners_stay(const reg::PremisesReply& now, Effects& effects) {
    for (const auto& owner : now.holding().owners())
        effects.says(
            styled("{} 仍是业主 owns all of it as before{}", effects.names.of(owner), unproven));
}

// An act that names another record than the one in force would be refused.
void show_if_other(const Bytes& named, const Bytes& in_force, Effects& effects) {
    if (named != in_force)
        effects.says(styled(
            "该操作取代的不是节点所述的现有记录 it replaces another record than the one that "
            "the node shows; if the node is right, it would be refused"));
}

// The owners of now lose it, those in the act get it; whoever is both is told as both.
Result<> effect(const reg::TransferPremises& act, Effects& effects) {
    const auto now = TRY(premises_now(effects, act.premises()));
    if (!now) effects.loses(styled("现在的业主 the owners of now {}", untold));
    if (now)
        for (const auto& owner : now->holding().owners())
            effects.loses(styled("{}{}", effects.names.of(owner), unproven));
    for (const auto& owner : act.owners()) effects.gets(effects.names.of(owner.owner()));
    effects.says(now ? styled("房产 premises {}，{}{}", effects.names.of(act.premises()),
                              square_metres(now->row().area_centi()), unproven)
                     : styled("房产 premises {}{}", effects.names.of(act.premises()), untold));
    return {};
}

// The whole ends and the parts begin, of the same owners. The act names the record that it
// replaces: another one in force means that somebody changed it meanwhile.
Result<> effect(const reg::SplitPremises& act, Effects& effects) {
    const auto now = TRY(premises_now(effects, act.premises()));
    if (now) {
        const auto& row = now->row();
        effects.loses(place_words(effects, act.premises(), row.kind(), row.area_centi()) +
                      styled("：不再存在 is there no longer{}", unproven));
        show_owners_stay(*now, effects);
        show_if_other(act.replaces_premises(), row.written_by(), effects);
    } else {
        effects.loses(styled("房产 premises {}：不再存在 is there no longer {}",
                             effects.names.of(act.premises()), untold));
    }
    for (const auto& part : act.parts())
        effects.gets(styled("现在的业主 the owners of now: {}",
                            place_words(effects, part.premises(), part.kind(), part.area_centi())));
    effects.says("业主相同，计票人数不变 the same owners: they stay one head in votes");
    return {};
}

// The sum of the areas is told only where the node told all parts.
Result<> effect(const reg::MergePremises& act, Effects& effects) {
    std::uint64_t sum = 0;
    bool is_whole = true;
    auto kind = reg::PREMISES_KIND_UNSPECIFIED;
    for (const auto& premises : act.premises()) {
        const auto now = TRY(premises_now(effects, premises));
        is_whole = is_whole && now.has_value();
        if (!now) {
            effects.loses(styled("房产 premises {}：不再存在 is there no longer {}",
                                 effects.names.of(premises), untold));
            continue;
        }
        const auto& row = now->row();
        sum += row.area_centi();
        kind = row.kind();
        effects.loses(place_words(effects, premises, row.kind(), row.area_centi()) +
                      styled("：不再存在 is there no longer{}", unproven));
        if (premises == act.premises(0)) show_owners_stay(*now, effects);
    }
    effects.gets(is_whole ? styled("现在的业主 the owners of now: {}{}",
                                   place_words(effects, act.into(), kind, sum), unproven)
                          : styled("现在的业主 the owners of now: 房产 premises {} {}",
                                   effects.names.of(act.into()), untold));
    effects.says(
        "各部分推举的投票代表相同才保留；面积来源取其中最弱的 the named voter stays where all "
        "parts "
        "have the same one; the area is as sure as the weakest of their sources");
    return {};
}

// Nothing where both are the same: only what changes is a reason to look.
void show_change(const char* what, const Styled& before, const Styled& after, Effects& effects) {
    if (before.bytes() != after.bytes())
        effects.says(styled("{}：{} → {}{}", what, before, after, unproven));
}

// What people wrote ends its line.
void show_grid(const std::string& before, const std::string& after, Effects& effects) {
    if (before == after) return;
    effects.says(styled("网格，现在 grid cell now{}：{}", unproven, behind_bar(before)));
    effects.says(styled("网格，今后 grid cell from then on：{}", behind_bar(after)));
}

// More or less of a voice for each owner.
void show_voice(const reg::PremisesReply& now, const reg::CorrectPremises& act, Effects& effects) {
    const auto before = voting_area(now.row().kind(), now.row().area_centi());
    const auto after = voting_area(act.kind(), act.area_centi());
    for (const auto& owner : now.holding().owners()) {
        const auto name = effects.names.of(owner);
        if (after > before)
            effects.gets(styled("{}：计票面积增加 more area in votes, by {}{}", name,
                                square_metres(after - before), unproven));
        if (after < before)
            effects.loses(styled("{}：计票面积减少 less area in votes, by {}{}", name,
                                 square_metres(before - after), unproven));
    }
    if (before > 0 && after == 0)
        effects.says("该房产不再计入表决 the premises count in no vote any more");
}

// What differs, field by field; then what that makes of each owner's weight in votes.
Result<> effect(const reg::CorrectPremises& act, Effects& effects) {
    const auto now = TRY(premises_now(effects, act.premises()));
    if (!now) {
        effects.says(styled("房产现在的情况 what the premises are now {}", untold));
        return {};
    }
    const auto& row = now->row();
    show_change("用途 kind", enum_text_of(row.kind()), enum_text_of(act.kind()), effects);
    show_change("面积 area", square_metres(row.area_centi()), square_metres(act.area_centi()),
                effects);
    show_change("面积来源 source of the area", enum_text_of(row.source()),
                enum_text_of(act.source()), effects);
    show_grid(row.grid_cell(), act.grid_cell(), effects);
    if (effects.rows.empty())
        effects.says(styled("与现在相同 nothing of it differs from now{}", unproven));
    show_voice(*now, act, effects);
    show_if_other(act.replaces(), row.written_by(), effects);
    return {};
}

Result<> effect(const reg::AdoptRoster& act, Effects& effects) {
    effects.says(
        styled("名册第 {} 版取代上一版：谁是业主、面积多少，从此以它为准 version {} replaces "
               "the one before: it says from then on who owns what",
               act.version(), act.version()));
    // Hashes tell nobody who owns what: whoever is given the motion alone is led to the comparison.
    effects.says(styled(
        "以上没有与任何名册核对；请改用 linlian roster adopt {} --file 名册 --names 姓名文件 "
        "核对后确认 nothing of it was compared here: support it with linlian roster adopt {} "
        "--file ROSTER --names NAMES, which compares each line and each name",
        to_hex(act.draft()), to_hex(act.draft())));
    return {};
}

}  // namespace

Result<bool> show_premises_effect(const Message& act, Effects& effects) {
    return show_one_of<reg::TransferPremises, reg::SplitPremises, reg::MergePremises,
                       reg::CorrectPremises, reg::AdoptRoster>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
