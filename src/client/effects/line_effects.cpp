// Effects of acts on who votes for a line of a ballot: mandates, and sales while it is open.
#include "client/effects/effects.h"
#include "client/shown/value_text.h"
#include "modules/ballot/papers.pb.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// "第 1、3 项 items 1, 3" or all.
std::string items_words(const bal::MandateTerms& terms) {
    if (terms.items().empty()) return "全部事项 all items";
    std::string zh, en;
    for (const auto item : terms.items()) {
        zh += (zh.empty() ? "" : "、") + std::to_string(item + 1);
        en += (en.empty() ? "" : ", ") + std::to_string(item + 1);
    }
    return fmt::format("第 {} 项 items {}", zh, en);
}

// The proxy of now, whom the mandate replaces.
// Of the same line alone, and not where the proxy is the same person. A node that may not tell
// leaves only the act's own word that it replaces one.
Result<> show_replaced(const bal::EnterMandate& act, Effects& effects) {
    bal::MandatesQuery query;
    query.set_ballot(act.ballot());
    query.set_member(act.giver());
    bal::MandatesReply said;
    const auto told = TRY(is_told(effects, query, said));
    if (!told && !act.replaces().empty())
        effects.loses(styled("现在的受托人 the proxy of now {}", untold));
    for (const auto& entry : said.given()) {
        const auto& mandate = entry.mandate();
        if (entry.head() != act.voter().line().head() || mandate.ended()) continue;
        if (mandate.terms().holder() != act.terms().holder())
            effects.loses(styled("{}：不再受托 is the proxy no longer{}",
                                 effects.names.of(mandate.terms().holder()), unproven));
    }
    return {};
}

// Who gets a vote, with which area and on which items; then whose earlier mandate ends.
Result<> effect(const bal::EnterMandate& act, Effects& effects) {
    effects.gets(
        styled("{}：代 {} 投票，面积 {}，{} votes for them with this area, on these items{}",
               effects.names.of(act.terms().holder()), effects.names.of(act.giver()),
               square_metres(act.voter().line().area_centi()), items_words(act.terms()),
               act.terms().instructed().empty()
                   ? ""
                   : "，有指示的事项只能照办 and as instructed where it says so"));
    TRY(show_replaced(act, effects));
    effects.says(
        "委托人自己投票的，以本人的为准；受托人投票前可用本人密钥撤回委托 the giver's own vote "
        "displaces the proxy's, and their key ends the mandate until the proxy has voted");
    return {};
}

// Who votes for the line until now: of a line that was sold before not those whom the roll names.
// Later successors displace the owners of the roll.
Result<> show_who_loses(const bal::ReplaceVoter& act, Effects& effects) {
    bal::SuccessorsQuery query;
    query.set_ballot(act.ballot());
    bal::SuccessorsReply said;
    const auto told = TRY(is_told(effects, query, said));
    auto owners = act.voter().line().owners();
    for (const auto& entry : said.successors())
        if (entry.head() == act.voter().line().head()) owners = entry.row().owners();
    const auto area = square_metres(act.voter().line().area_centi());
    for (const auto& owner : owners)
        effects.loses(styled("{}：不再对该 {} 投票 votes no longer with this area{}",
                             effects.names.of(owner), area, unproven));
    if (!told) effects.loses(styled("此后买受该房产的人 whoever bought it since then {}", untold));
    return {};
}

// The same act records a sale and says that one never was (`undoes`), which strikes a vote that was
// cast by it.
Result<> effect(const bal::ReplaceVoter& act, Effects& effects) {
    TRY(show_who_loses(act, effects));
    const auto area = square_metres(act.voter().line().area_centi());
    for (const auto& owner : act.owners())
        effects.gets(
            styled("{}：对该 {} 投票 votes with this area", effects.names.of(owner), area));
    if (act.undoes().empty())
        effects.says(
            "原业主的纸质票和委托随之作废（仍为共有人的，已交的票和其委托保留）；已经投过票的，"
            "该操作不予受理 papers and a mandate of the old owners end, but for what a co-owner "
            "who "
            "stays handed in or gave; where the line was voted for already, it is refused");
    else
        effects.says(
            "该操作认定已登记的那次变更不成立：凭它投出的票作废 it says that the sale on record "
            "never was: THE VOTE THAT WAS CAST BY IT IS STRUCK, and its papers and mandate end");
    return {};
}

}  // namespace

Result<bool> show_line_effect(const Message& act, Effects& effects) {
    return show_one_of<bal::EnterMandate, bal::ReplaceVoter>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::client
