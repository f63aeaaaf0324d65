// A motion as it is shown before somebody signs, and the offices that stand on either side of it.
// Names are proven ones; what others wrote stands behind a bar.
#include "client/motion/motion_show.h"

#include "base/hex.h"
#include "client/act/act_review.h"
#include "client/act/opened_names.h"
#include "client/ballot/ballot_figures.h"
#include "client/call/call_work.h"
#include "client/client.pb.h"
#include "client/motion/carried_act.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "client/read/proven_lists.h"
#include "client/read/proven_rows.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/shown/value_text.h"
#include "client/words/authority_words.h"
#include "client/words/enum_words.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "modules/registry/state.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace linlian::client {

namespace {

// The name is proven by its row, so a node cannot show the name of one office and have another
// signed for.
Result<> say_office(const Review& review, Ledger& ledger, const Bytes& office,
                    std::string_view what) {
    Id16 id;
    if (!Id16::parse(office, id)) return refuse(v1::ANSWER_DIFFERS, {{"what", "office"}});
    const auto row = TRY(find_proven(ledger, registry::offices, nullptr, id));
    if (!row) return refuse(v1::OFFICE_NOT_FOUND, {{"office", to_hex(office)}, {"names", "–"}});
    review.screen().say(
        styled("{}\n{}", what, behind_bar(fmt::format("{}（{}）", row->name(), in_fours(office)))));
    return {};
}

// Names by id of the offices whose kind the charter has for the act.
Result<std::map<Bytes, std::string>> askable_offices(Ledger& ledger,
                                                     const google::protobuf::Descriptor& act) {
    const auto authority = TRY(proven_authority(ledger, act.full_name()));
    const auto kinds = kinds_in(authority);
    const bool is_for_any = kinds.empty() || kinds.contains("");
    const auto offices = TRY(proven_offices(ledger));
    std::map<Bytes, std::string> names;
    for (const auto& entry : offices.offices())
        if (is_for_any || kinds.contains(entry.row().kind()))
            names.emplace(entry.office(), entry.row().name());
    return names;
}

// The sentence of the refusal, with the offices that could count.
std::string whom_to_ask(const std::map<Bytes, std::string>& askable) {
    std::vector<std::string> names;
    for (const auto& [id, name] : askable) names.push_back(name);
    return fmt::format(
        "此操作涉及个人信息，请用 --ask 组织 指明请哪个组织附议，只有其可附议的人员能读到；须与您的"
        "组织不同类，且不是召集该表决的组织 This act is about persons: name with --ask OFFICE "
        "whose "
        "support you ask; its people alone read it. Take one of another kind than yours, and not "
        "the office that called the ballot: {}",
        all_in_brackets(names));
}

}  // namespace

// Said before the review: it is part of what is signed.
Result<Bytes> acting_office(const Review& review, Ledger& ledger, const Author& key,
                            const std::string& given) {
    const auto wanted = TRY(read_office(given));
    const auto office = TRY(office_of(ledger, key, wanted));
    TRY(say_office(review, ledger, office, "您代表的组织 You sign for the office"));
    return office;
}

// A motion about persons is for the offices that it asks, so one at least has to be named; any
// other motion everybody reads, and naming somebody would promise what is not so.
Result<std::vector<Bytes>> asked_offices(const Review& review, Ledger& ledger,
                                         const google::protobuf::Descriptor& act,
                                         const std::vector<std::string>& given) {
    const bool is_personal = act.options().GetExtension(codec::v1::act).personal();
    if (!is_personal && given.empty()) return std::vector<Bytes>{};
    if (!is_personal)
        return tl::unexpected(wrong_command(
            "--ask 只用于涉及个人信息的操作，此操作人人可读 --ask is for acts about persons; this "
            "one everybody reads"));
    const auto askable = TRY(askable_offices(ledger, act));
    if (given.empty()) return tl::unexpected(wrong_command(whom_to_ask(askable)));
    std::vector<Bytes> asks;
    for (const auto& typed : given) {
        const auto office = TRY(find_office(ledger, typed));
        if (!askable.contains(office.id))
            return tl::unexpected(wrong_command(
                fmt::format("{0} 不能附议此操作 {0} cannot stand behind this act. {1}",
                            in_brackets(office.name), whom_to_ask(askable))));
        asks.push_back(office.id);
        TRY(say_office(review, ledger, asks.back(), "您请其附议的组织 You ask the support of"));
    }
    return asks;
}

// While a notice runs, the act is carried out at its end without anybody's doing.
std::optional<Bilingual> notice_words(const motion::v1::Motion& motion) {
    if (motion.state() != motion::v1::OPEN || motion.notice_until_ms() == 0) return std::nullopt;
    const auto from = local_time(Timestamp{motion.notice_from_ms()});
    const auto until = local_time(Timestamp{motion.notice_until_ms()});
    const bool is_longer = motion.given_back();
    return Bilingual{
        fmt::format("附议已齐，公示自 {} 至 {}{}，届时自动执行，无须再附议", from, until,
                    is_longer ? "（曾顺延）" : ""),
        fmt::format("Its support is complete and its notice runs from {} to {}{}: then it "
                    "is carried out by itself.",
                    from, until, is_longer ? " (made longer once)" : "")};
}

// At most 12 supports and 12 declines are named; their numbers are always told.
Rows motion_rows(const motion::v1::MotionReply& seen, const LedgerNames& names) {
    const auto& motion = seen.motion();
    const auto by = [&names](const Bytes& office, const Bytes& member) {
        return (office.empty() ? "" : names.of(office) + " ") + names.of(member);
    };
    Rows rows{{"提请事项 motion", names.of(seen.id())},
              {"提请人 proposed by", by(motion.as_office(), motion.proposer())},
              {"理由 reason", behind_bar(motion.reason())},
              {"有效期至 expires", local_time(Timestamp{motion.expires_ms()})},
              {"状态 state", enum_text_of(motion.state())}};
    if (const auto notice = notice_words(motion)) rows.push_back({"公示 notice", notice->zh});
    for (const auto& office : motion.asks())
        rows.push_back({"请附议 asks the support of", names.of(office)});
    constexpr int most = 12;
    rows.push_back({"附议 supports", std::to_string(seen.supports_size())});
    for (int i = 0; i < std::min(most, seen.supports_size()); ++i) {
        const auto& support = seen.supports(i);
        rows.push_back({"", by(support.row().as_office(), support.member())});
    }
    if (seen.declines_size() > most)
        rows.push_back({"不附议 declined", std::to_string(seen.declines_size())});
    for (int i = 0; i < std::min(most, seen.declines_size()); ++i) {
        const auto& decline = seen.declines(i);
        rows.push_back({"不附议 declined", by(decline.as_office(), decline.row().member())});
    }
    return rows;
}

Result<> show_proposal(const Review& review, Ledger& ledger, const motion::v1::MotionReply& seen,
                       const NamesAtHand& names) {
    const auto known = TRY(LedgerNames::gather(ledger, names));
    review.screen().table({"", ""}, motion_rows(seen, known), "");
    return {};
}

// The act is opened before anything is shown: one that this program cannot read is refused, and
// nobody is asked to sign it.
Result<> show_motion(const Review& review, Ledger& ledger, const motion::v1::MotionReply& seen,
                     const NamesAtHand& names) {
    const auto act = TRY(carried_act(seen.motion().act_type(), seen.motion().act()));
    const auto known = TRY(LedgerNames::gather(ledger, names));
    review.screen().table({"", ""}, motion_rows(seen, known), "");
    return show_act(review, ledger, *act, known);
}

// What the node only counts is said to be that. Nothing of a motion that is not open any more.
std::vector<Bilingual> outlook_of(const motion::v1::MotionReply& seen) {
    const auto& motion = seen.motion();
    if (motion.state() != motion::v1::OPEN) return {};
    if (seen.proposer_gone())
        return {
            {"节点称提请人已不再支持（签名的密钥已停用，或其组织不附议）：若属实，该提请永远不会执"
             "行，附议也无用。请以现在的密钥重新提请（linlian motion propose）",
             "The node says that its proposer does not stand behind it any more (the key that "
             "signed it was retired, or the office declined): if so it can never run, whoever "
             "supports it. Propose it anew with a key of now (linlian motion propose)."}};
    std::vector<Bilingual> outlook;
    if (auto notice = notice_words(motion)) outlook.push_back(std::move(*notice));
    if (seen.has_authority()) {
        const auto words = authority_words(seen.authority());
        outlook.push_back({"须有 " + words.zh(), "It needs: " + words.en()});
    }
    if (!seen.still_missing().empty())
        outlook.push_back(
            {"按节点计算，附议尚不足", "As the node counts, the support is not enough yet."});
    if (seen.objected())
        outlook.push_back({"节点称有足够组织提出异议，公示中止",
                           "The node says that enough bodies object: its notice does not run."});
    if (seen.still_missing().empty() && motion.notice_until_ms() == 0 && !seen.objected())
        outlook.push_back({"按节点计算，章程所需的附议已齐，但该操作本身还要求更多附议",
                           "As the node counts, the charter's authority is there; the act itself "
                           "asks for more support: see what its title and law require."});
    return outlook;
}

void say_outlook(const Screen& screen, const motion::v1::MotionReply& seen) {
    for (const auto& told : outlook_of(seen)) {
        const auto text = styled("{}\n  {}", told.zh, told.en);
        const bool is_red = seen.proposer_gone() || seen.motion().notice_until_ms() != 0;
        screen.say(is_red ? screen.bad(text) : text);
    }
}

Result<Bytes> ask_about_motion(const Review& review, Ledger& ledger, const Author& author,
                               const motion::v1::MotionReply& seen, const NamesAtHand& names,
                               const MotionQuestion& asked) {
    TRY(show_motion(review, ledger, seen, names));
    say_outlook(review.screen(), seen);
    const auto& motion = seen.motion();
    if (motion.state() != motion::v1::OPEN)
        return refuse(motion::v1::MOTION_CLOSED,
                      {{"state", motion::v1::MotionState_Name(motion.state())}});
    if (asked.is_support) {
        const auto act = TRY(carried_act(motion.act_type(), motion.act()));
        TRY(check_reviewed_here(*act));
    }
    Bytes office;
    if (asked.office) {
        auto as_office = TRY(acting_office(review, ledger, author, *asked.office));
        office = std::move(as_office);
    }
    TRY(warn_of_names(review.screen(), ledger, names));
    TRY(review.confirm(asked.question));
    return office;
}

Result<motion::v1::MotionReply> look_or_ask(const Screen& screen, Ledger& ledger,
                                            const Bytes& motion) {
    auto seen = look_at_motion(ledger, nullptr, motion);
    if (seen || !is_not_for_reader(seen.error())) return seen;
    screen.warning(
        "未经证明：以下是节点的说法。任职人员和提请人加 --as 密钥名 可读到有证明的内容 "
        "UNPROVEN: what follows is what the node says. Its proposer and whoever holds a role in an "
        "office read it with proofs: --as NAME");
    motion::v1::MotionQuery query;
    query.set_motion(motion);
    motion::v1::MotionReply said;
    TRY(ledger.ask(query, said));
    if (said.id() != motion) return refuse(v1::ANSWER_DIFFERS, {{"what", "motion"}});
    return said;
}

void say_motion_step(const Screen& screen, const MotionStep& step) {
    print_receipt(screen, step.receipt);
    if (const auto notice = event_of<motion::v1::NoticeBegun>(step.receipt)) {
        const auto until = local_time(Timestamp{notice->until_ms()});
        return screen.say(styled(
            "附议已齐，公示至 {}，届时自动执行 Its support is complete: its notice runs until {}, "
            "then it is carried out by itself.",
            until, until));
    }
    screen.say(step.completed
                   ? screen.good("提请已完成并执行 The motion is complete and its act was "
                                 "carried out.")
                   : styled("等待其他组织附议 It waits for others: linlian motion support {} "
                            "--as NAME",
                            to_hex(step.motion)));
}

}  // namespace linlian::client
