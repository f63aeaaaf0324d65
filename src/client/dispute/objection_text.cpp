// Objections and rulings in words. The sentences on what a ruling does say what the ballot module
// does with it; whoever changes one of them changes the other.
#include "client/dispute/objection_text.h"

#include "client/ballot/ballot_figures.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

std::string id_or_none(const Bytes& id) { return id.empty() ? "–" : in_fours(id); }

// Of an objection to a counted vote. An empty claim means that nothing counts. After a sale it
// holds whoever voted since; else a vote by phone that is newer than the objection stands.
std::string effect_on_a_vote(const bal::CallBallot& call, const bal::Objection& objection,
                             bal::Ruling ruling) {
    if (ruling != bal::UPHELD)
        return "该表决人的票按已计入的计 what was counted for this voter stays as it is";
    const auto what =
        objection.claim().empty()
            ? "该表决人的票不再计入，纸质票取代的票也不恢复 nothing counts for this voter any "
              "more, not even what a paper had displaced"
            : "该表决人的票改为 this counts for the voter from then on: " +
                  claim_words(call, objection.claim());
    return what + (objection.against_sale()
                       ? "（不论过户后由谁投票 whoever voted for it since the sale）"
                       : "（提出后本人用手机另行投票或房屋易主的，不起作用 it does nothing where "
                         "they voted anew by phone since it was raised, or the line went over）");
}

}  // namespace

std::string claim_words(const bal::CallBallot& call,
                        const google::protobuf::RepeatedPtrField<bal::ItemChoice>& claim) {
    if (claim.empty())
        return "不计入（纸质票取代的票也不恢复） nothing should count, not even what a paper "
               "displaced";
    std::string text;
    for (const auto& choice : claim) {
        // A row of a node may name an item that the call does not have: it is shown as unknown, for
        // nothing is read beyond the end of the list.
        const bool is_known = choice.item() < static_cast<std::uint32_t>(call.items_size());
        const auto told =
            is_known ? choice_words(call.items(static_cast<int>(choice.item())), choice.open())
                     : Bilingual{"？", "?"};
        text += fmt::format("{}第 {} 项 {} item {}: {}", text.empty() ? "" : "；",
                            choice.item() + 1, told.zh, choice.item() + 1, told.en);
    }
    return text;
}

Rows objection_rows(const bal::CallBallot& call, const bal::Objection& objection) {
    const bool is_about_vote = objection.about() == bal::BALLOT;
    Rows rows{{"表决 ballot", behind_bar(call.title().zh())},
              {"表决编号 its id", in_fours(objection.ballot())},
              {"对象 about", words_of(objection.about()).both()},
              {"表决人 voter", id_or_none(objection.head())}};
    if (!objection.head().empty())
        rows.push_back({"面积 area", square_metres(objection.area_centi())});
    if (is_about_vote) {
        rows.push_back({"主张 claim", behind_bar(claim_words(call, objection.claim()))});
        rows.push_back(
            {"若成立 if upheld", "该表决人不能再投票或改投 the voter can vote for it no more"});
    }
    if (!objection.premises().empty())
        rows.push_back({"所涉房产 premises", in_fours(objection.premises())});
    rows.push_back({"理由 reason", behind_bar(objection.reason())});
    rows.push_back({"材料 document", id_or_none(objection.document())});
    rows.push_back({"提出人 raised by", id_or_none(objection.member())});
    // 0 before it is raised: the ledger sets the time.
    if (objection.time_ms() != 0)
        rows.push_back({"提出时间 at", ops::beijing_text(Timestamp{objection.time_ms()})});
    return rows;
}

std::string ruling_effect(const bal::CallBallot& call, const bal::Objection& objection,
                          bal::Ruling ruling) {
    // What a ruling does depends on what the objection is about.
    const bool is_upheld = ruling == bal::UPHELD;
    switch (objection.about()) {
        case bal::BALLOT:
            return effect_on_a_vote(call, objection, ruling);
        case bal::DELIVERY:
            return is_upheld ? "该次送达不作数：其未表决不视为随多数 the delivery does not stand: "
                               "this voter's silence follows nobody"
                             : "该次送达仍然有效 the delivery stands";
        case bal::ROLL:
            return is_upheld
                       ? "名册本身不由裁定改动，须先更正登记；开始前按登记重新公示，表决顺延（可顺"
                         "延的天数用完的，名册不再变） the "
                         "ruling changes no line of the roll: the registry is corrected first; "
                         "where it has not opened the roll is posted anew and the opening moves, "
                         "as "
                         "long as days for it are left"
                       : "名册不变；表决不再因此顺延 the roll stays as it is; the opening waits "
                         "for "
                         "it no longer";
        default:
            return "裁定随结果公布，本身不改变结果 the ruling is published with the result and "
                   "does not itself change it";
    }
}

}  // namespace linlian::client
