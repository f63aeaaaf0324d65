// Tables of two columns, for whoever is about to sign. They are made from the act itself and not
// from what was typed, so that what is shown is what is signed; texts of people stand behind a bar.
#include "client/vote/special_reviews.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/dispute/objection_text.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What the ledger will have of it, as far as the objector says it.
// So an objection looks the same to whoever raises it and to whoever rules on it.
bal::Objection as_row(const bal::Object& act) {
    bal::Objection row;
    row.set_ballot(act.ballot());
    row.set_about(act.about());
    row.set_head(act.head());
    *row.mutable_claim() = act.claim();
    row.set_reason(act.reason());
    row.set_document(act.document());
    row.set_premises(act.premises());
    row.set_area_centi(act.voter().line().area_centi());
    return row;
}

}  // namespace

// A vote: for which line and area, what it replaces, and each choice with the title of its item.
Rows cast_rows(const bal::Cast& act, const bal::CallBallot& call) {
    const auto& line = act.voter().line();
    Rows rows{
        {"表决编号 ballot", in_fours(act.ballot())},
        {"所见表决的哈希 hash of the call as shown", to_hex(act.shown())},
        {"表决人 for the line", to_hex(line.head())},
        {"面积 area", square_metres(line.area_centi())},
        {"房产数 premises", std::to_string(line.premises())},
        {"取代的投票 replaces the vote", act.replaces().empty() ? "–" : to_hex(act.replaces())}};
    for (const auto& choice : act.choices()) {
        const auto number = choice.item() + 1;
        const auto item = static_cast<int>(choice.item());
        if (item >= call.items_size()) continue;  // none of these is ever signed: choices.h
        const auto told = choice_words(call.items(item), choice.open());
        rows.push_back({styled("第 {} 项 item {}", number, number),
                        behind_bar(call.items(item).title().zh())});
        rows.push_back({"  您的选择 your choice", behind_bar(told.zh)});
        if (told.en != told.zh) rows.push_back({"", behind_bar(told.en)});
    }
    return rows;
}

// What becomes of a result: as it is marked now, and from then on.
Rows mark_rows(const BallotView& ballot, const bal::MarkResult& act) {
    const auto now = ballot.poll.standing();
    return {
        {"表决 ballot", behind_bar(ballot.call().title().zh())},
        {"表决编号 its id", in_fours(act.ballot())},
        {"阶段 stage", words_of(ballot.poll.stage()).both()},
        {"现在 as it is marked now", now == bal::STANDING_UNSPECIFIED ? "–" : words_of(now).both()},
        {"今后 from then on", words_of(act.standing()).both()},
        {"文书 document", to_hex(act.document())},
        {"取代的记录 replaces the mark", act.replaces().empty() ? "–" : to_hex(act.replaces())},
        {"所见表决的哈希 hash of the call as shown", to_hex(act.shown())}};
}

// An objection as the ledger will have it, and what the act has besides.
Rows object_rows(const bal::CallBallot& call, const bal::Object& act) {
    auto rows = objection_rows(call, as_row(act));
    // Of other matters there is no claim: the machine takes none.
    if (act.about() != bal::BALLOT && !act.claim().empty())
        rows.push_back({"主张 claim", behind_bar(claim_words(call, act.claim()))});
    rows.push_back({"所见表决的哈希 hash of the call as shown", to_hex(act.shown())});
    if (act.has_voter())
        rows.push_back({"依据您的表决人 by your line", to_hex(act.voter().line().head())});
    return rows;
}

Row entry_heading() {
    return {"编号 serial", "签名 signed", "收到 received",        "协助 helper",
            "代理 proxy",  "扫描件 scan", "所读内容 what it says"};
}

// A paper as this clerk read it. One without a signature is entered all the same, and is no vote.
Row entry_row(const Id16& serial, const bal::PaperEntry& entry, const bal::CallBallot& call) {
    const auto id = [](const Bytes& bytes) { return bytes.empty() ? "–" : to_hex(bytes); };
    return {to_hex(serial.view()),
            entry.is_signed() ? "已签名 signed" : "未签名，不计票 NOT signed: no vote",
            ops::beijing_text(Timestamp{entry.received_ms()}),
            id(entry.helper()),
            id(entry.proxy()),
            id(entry.scan()),
            behind_bar(claim_words(call, entry.choices()))};
}

// A ruling, with what it does to the vote or delivery in words.
Rows ruling_rows(const bal::CallBallot& call, const bal::Objection& objection,
                 const bal::RuleOnObjection& act) {
    return {{"异议编号 objection", in_fours(act.objection())},
            {"所见异议的哈希 hash of it as shown", to_hex(act.shown())},
            {"裁定 ruling", words_of(act.ruling()).both()},
            {"由此 what it does", behind_bar(ruling_effect(call, objection, act.ruling()))},
            {"理由 reason", behind_bar(act.reason())},
            {"裁定书 document", to_hex(act.document())}};
}

}  // namespace linlian::client
