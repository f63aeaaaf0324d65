// From what somebody typed to an objection on the ledger (object), the list of all of them
// (show_objections), and a ruling (rule). What is signed carries the hash of what was shown,
// which the machine compares with its own bytes.
#include "client/dispute/objecting.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/dispute/objection_text.h"
#include "client/proof/typed.h"
#include "client/shown/json_of.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/choices.h"
#include "client/vote/special_reviews.h"
#include "client/vote/typed_head.h"
#include "client/words/enum_words.h"
#include "ops/time/beijing_time.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What an objection is about, filled in: head, claim and the proof of the line.
// To a vote or a delivery the objector shows their own line with its proof. To the roll or the
// result a head may be named, and is only a name.
Result<> put_subject(const AtBallot& at, const ObjectionOrder& order, bal::Object& act) {
    if (act.about() != bal::BALLOT && !order.claim.empty())
        return tl::unexpected(
            wrong_command("--claim 只与 --about ballot 同用 goes with --about ballot only"));
    const bool of_voter = act.about() == bal::BALLOT || act.about() == bal::DELIVERY;
    if (order.head.empty()) {
        if (of_voter)
            return tl::unexpected(
                wrong_command("--about ballot 和 --about delivery 须给出 --head（表决人） need "
                              "--head, the voter's line"));
        return {};
    }
    if (!of_voter) {
        const auto head = TRY(read_hash(order.head, "--head"));
        act.set_head(head.bytes());
        return {};
    }
    // An objection to a vote without --claim asks that nothing be counted; with one it must answer
    // every item, for it takes the place of the whole vote.
    auto claim =
        TRY(read_choices(order.claim, at.ballot.call(), {.is_whole = !order.claim.empty()}));
    *act.mutable_claim() = std::move(claim);
    // Only lines for which the objector may vote are offered, so a typed head cannot mean a
    // neighbour's.
    const auto lines = TRY(lines_of(at.ledger, at.author, at.ballot, at.member));
    const auto one = TRY(head_typed(
        heads_of(lines, [](const auto& line) { return line.voter().line().head(); }), order.head));
    *act.mutable_voter() = lines[one].voter();
    act.set_head(act.voter().line().head());
    return {};
}

// More than the poll proves, or other rulings, is a node's lie.
// Fewer are none: whom the node shows which is by who asks.
Result<> check_listed(const BallotView& ballot, const std::vector<NumberedObjection>& objections) {
    std::vector<bal::PublishedObjection> published;
    for (const auto& objection : objections)
        published.emplace_back().set_ruling(objection.row.ruling());
    return check_objections(ballot.poll, published);
}

// Of others' the list tells neither whose they are nor what they claim.
Row row_of(const BallotView& ballot, const NumberedObjection& objection) {
    const auto& row = objection.row;
    const bool is_told = row.about() == bal::BALLOT && !row.member().empty();
    return {to_hex(objection.id.view()),
            ops::beijing_text(Timestamp{row.time_ms()}),
            words_of(row.about()).both(),
            row.head().empty() ? "–" : to_hex(row.head()).substr(0, 16),
            is_told ? claim_words(ballot.call(), row.claim()) : "–",
            words_of(row.ruling()).both(),
            behind_bar(row.reason()),
            row.ruling_reason().empty() ? Styled{} : behind_bar(row.ruling_reason())};
}

void say_proven(const Screen& screen, const bal::Poll& poll, bool has_rows) {
    if (has_rows)
        screen.say(
            "所列时间、对象、主张、理由为节点所述 times, claims and reasons as listed are what the "
            "node says");
    screen.say(styled("有证明 proven: 共 {} 件 in all，成立 {} upheld，待裁定 {} waiting",
                      poll.objections(), poll.upheld(), poll.pending()));
}

// The objection that is decided, and the hash of what is shown of it.
struct AskedObjection {
    bal::Objection row;
    Bytes shown;
};

// The node gives the objection, but the act names its hash: bytes that are not those of the ledger
// are refused there, and so is a ruling on them.
Result<AskedObjection> ask_objection(Ledger& ledger, const Author& author, const Id16& objection) {
    bal::ObjectionQuery query;
    query.set_objection(objection.bytes());
    bal::ObjectionReply said;
    TRY(ledger.ask(author, query, said));
    return AskedObjection{said.row(), ballot::shown_hash(said.row()).bytes()};
}

// A ruling that changes no vote: it needs one office, and is recorded at once.
Result<AskedStep> rule_alone(const Review& review, Ledger& ledger, const Author& author,
                             const AskedObjection& asked, const bal::RuleOnObjection& act) {
    const auto ballot = TRY(look_at_ballot(ledger, to_hex(asked.row.ballot())));
    const auto& screen = review.screen();
    screen.heading("异议 The objection");
    screen.table({"", ""}, objection_rows(ballot.call(), asked.row), "");
    screen.heading("裁定 The ruling");
    screen.table({"", ""}, ruling_rows(ballot.call(), asked.row, act), "");
    TRY(review.confirm("裁定不能再改。签名？ A ruling is not changed again. Sign it?"));
    auto receipt = TRY(perform(ledger, author, act));
    return AskedStep{{{}, true, std::move(receipt)}, {}};
}

// What changes a vote two kinds of office do together: the first proposes it, the next one who
// gives the same reasons and document stands behind it.
Result<AskedStep> uphold_together(const Review& review, Ledger& ledger, const Author& author,
                                  const bal::UpholdObjection& act, const RulingOrder& order) {
    const auto office = TRY(acting_office(review, ledger, author, order.as.office));
    return ask_together(
        review, ledger, author, act,
        {office,
         order.as.ask,
         {},
         "认定成立后即按上述后果办理，不能再改；须另一类组织的人员附议。签名？ Upheld, "
         "it has the effect above, for good; somebody of another kind of office must "
         "stand behind it. Sign it?"});
}

// `about` is set first, for put_subject goes by it.
Result<bal::Object> objection_of(const AtBallot& at, const ObjectionOrder& order) {
    auto act = act_on<bal::Object>(at.ballot);
    act.set_about(order.about);
    act.set_reason(order.reason);
    act.set_document(order.document);
    if (!order.premises.empty()) {
        const auto premises = TRY(read_id(order.premises, "--premises"));
        act.set_premises(premises.bytes());
    }
    TRY(put_subject(at, order, act));
    return act;
}

}  // namespace

Result<bal::About> read_about(const std::string& text) {
    if (const auto about = typed_enum<bal::About>(text)) return *about;
    return tl::unexpected(
        wrong_command("--about 可取以下之一 takes roll, ballot, delivery or result"));
}

Result<> object(const Screen& screen, const Review& review, const AtBallot& at,
                const ObjectionOrder& order) {
    const auto act = TRY(objection_of(at, order));
    review.screen().table({"", ""}, object_rows(at.ballot.call(), act), "");
    TRY(review.confirm(
        "理由和裁定将公布；主张、表决人和您是谁只给有权裁定的人看。签名提出？ Reason and ruling "
        "are "
        "published; the claim, the voter and who you are only whoever may rule reads. Sign and "
        "object?"));
    return say_receipt(screen, perform(at.ledger, at.author, act));
}

Result<> show_objections(const Screen& screen, Ledger& ledger, const Author& reader,
                         const BallotView& ballot) {
    const auto objections = TRY(fetch_objections(ledger, reader, ballot));
    TRY(check_listed(ballot, objections));
    Rows rows;
    auto entries = nlohmann::json::array();
    for (const auto& objection : objections) {
        auto entry = json_of(objection.row);
        // The id is the key of the row and no field of it, so it is put in.
        entry["objection"] = to_hex(objection.id.view());
        entries.push_back(std::move(entry));
        rows.push_back(row_of(ballot, objection));
    }
    const auto hidden = objections_of_others(ballot.poll, objections.size());
    screen.json_value(
        nlohmann::json{{"objections", entries}, {"raised", ballot.poll.objections()}});
    // None is said where the poll proves that there is none.
    screen.table({"异议 objection", "时间 time", "对象 about", "表决人 head", "主张 claim",
                  "裁定 ruling", "异议人所写 reason", "裁定理由 reasons of the ruling"},
                 rows, hidden ? "没有您的 None of yours." : "没有异议 None were raised.");
    say_proven(screen, ballot.poll, !rows.empty());
    if (hidden) screen.warning(styled("{} {}", hidden->zh, hidden->en));
    return {};
}

Result<bal::Ruling> read_ruling(const std::string& text) {
    const auto ruling = typed_enum<bal::Ruling>(text);
    // What somebody rules, not what becomes of it where nobody does.
    if (ruling && *ruling != bal::UNRULED) return *ruling;
    return tl::unexpected(wrong_command(
        "裁定可取以下之一 a ruling is upheld 成立 or rejected 不成立, not “" + text + "”"));
}

Result<> rule(const Screen& screen, const Review& review, Ledger& ledger, const Author& author,
              const RulingOrder& order) {
    // Upholding and all other rulings are two acts of one shape: the first needs two kinds of
    // office.
    const auto asked = TRY(ask_objection(ledger, author, order.objection));
    const auto fill = [&](auto act) {
        act.set_objection(order.objection.bytes());
        act.set_shown(asked.shown);
        act.set_document(order.document);
        act.set_reason(order.reason);
        return act;
    };
    const auto about = asked.row.about();
    if (order.ruling == bal::UPHELD && (about == bal::BALLOT || about == bal::DELIVERY))
        return say_step(
            screen, ledger,
            uphold_together(review, ledger, author, fill(bal::UpholdObjection{}), order));
    auto act = fill(bal::RuleOnObjection{});
    act.set_ruling(order.ruling);
    return say_step(screen, ledger, rule_alone(review, ledger, author, asked, act));
}

}  // namespace linlian::client
