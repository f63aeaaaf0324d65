// Effects of acts on who votes for a line of a ballot: mandates, and sales while it is open.
#include "apps/effects/effects.h"
#include "apps/inputs.h"
#include "apps/proven_rows.h"
#include "apps/wrap.h"
#include "codec/refusal.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

#include <fmt/format.h>

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

// What is voted on, as the ledger proves it.
Result<> tell_ballot(const Bytes& ballot, Effects& effects) {
    Id16 id;
    if (!Id16::parse(ballot, id)) return refuse(bal::BALLOT_UNKNOWN);
    const auto call = find_proven(effects.door, ballot::calls, nullptr, id);
    if (!call) return tl::unexpected(call.error());
    if (!*call) return refuse(bal::BALLOT_UNKNOWN);
    effects.says(styled("在此表决中 in this ballot: {}", behind_bar((*call)->call().title().zh())));
    return {};
}

// "第 1、3 项 items 1, 3" or all.
std::string items_told(const bal::MandateTerms& terms) {
    if (terms.items().empty()) return "全部事项 all items";
    std::string zh, en;
    for (const auto item : terms.items()) {
        zh += (zh.empty() ? "" : "、") + std::to_string(item + 1);
        en += (en.empty() ? "" : ", ") + std::to_string(item + 1);
    }
    return fmt::format("第 {} 项 items {}", zh, en);
}

// The proxy of now, whom the mandate replaces.
Result<> tell_replaced(const bal::EnterMandate& act, Effects& effects) {
    bal::MandatesQuery query;
    query.set_ballot(act.ballot());
    query.set_member(act.giver());
    bal::MandatesReply said;
    const auto told = is_told(effects, query, said);
    if (!told) return tl::unexpected(told.error());
    if (!*told && !act.replaces().empty())
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

Result<> effect(const bal::EnterMandate& act, Effects& effects) {
    effects.gets(
        styled("{}：代 {} 投票，面积 {}，{} votes for them with this area, on these items{}",
               effects.names.of(act.terms().holder()), effects.names.of(act.giver()),
               square_metres(act.voter().line().area_centi()), items_told(act.terms()),
               act.terms().instructed().empty()
                   ? ""
                   : "，有指示的事项只能照办 and as instructed where it says so"));
    TRY(tell_replaced(act, effects));
    effects.says(
        "委托人自己投票的，以本人的为准，并可用本人密钥撤回委托 the giver's own vote displaces the "
        "proxy's, and their key ends the mandate");
    return tell_ballot(act.ballot(), effects);
}

Result<> effect(const bal::ReplaceVoter& act, Effects& effects) {
    const auto& line = act.voter().line();
    const auto area = square_metres(line.area_centi());
    for (const auto& owner : line.owners())
        effects.loses(styled("{}：不再对该 {} 投票 votes no longer with this area",
                             effects.names.of(owner), area));
    for (const auto& owner : act.owners())
        effects.gets(
            styled("{}：对该 {} 投票 votes with this area", effects.names.of(owner), area));
    effects.says(
        "原业主的纸质票和委托随之作废；已经投过票的，该操作不予受理 papers and a mandate of the "
        "old "
        "owners end; where the line was voted for already, it is refused");
    return tell_ballot(act.ballot(), effects);
}

}  // namespace

Result<bool> tell_line_effect(const Message& act, Effects& effects) {
    return tell_one_of<bal::EnterMandate, bal::ReplaceVoter>(
        act, [&effects](const auto& typed) { return effect(typed, effects); });
}

}  // namespace linlian::apps
