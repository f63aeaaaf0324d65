// Mandates as acts, one a line: given by oneself, ended, or entered by clerks from a paper. Each
// names the mandate that it replaces, so that what changed meanwhile makes it fail.
#include "client/vote/mandating.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "client/vote/choices.h"
#include "client/vote/typed_head.h"
#include "codec/refusal.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Who may vote, on which items, and how they are told to. Items are sorted and count from 0 in the
// act; none means all. Instructions may leave items open, where the holder decides.
Result<bal::MandateTerms> terms_of(const MandateOrder& order, const bal::CallBallot& call) {
    bal::MandateTerms terms;
    const auto holder = TRY(read_id(order.holder, "HOLDER"));
    terms.set_holder(holder.bytes());
    auto items = order.items;
    std::ranges::sort(items);
    for (const auto item : items) {
        if (item == 0 || item > static_cast<std::uint32_t>(call.items_size()))
            return tl::unexpected(wrong_command(fmt::format(
                "--items 应为 1 至 {0} 的序号 takes numbers from 1 to {0}", call.items_size())));
        terms.add_items(item - 1);
    }
    auto instructed = TRY(read_choices(order.instructed, call, {.is_whole = false}));
    *terms.mutable_instructed() = std::move(instructed);
    terms.set_document(order.document);
    return terms;
}

// What a mandate of this line replaces: the transaction of the one there is.
// Empty where there is none yet.
Result<Bytes> replaced_mandate(const AtBallot& at, const Bytes& member, const Bytes& head) {
    bal::MandatesQuery query;
    query.set_ballot(at.ballot.id.bytes());
    query.set_member(member);
    bal::MandatesReply reply;
    TRY(at.ledger.ask(query, reply));
    for (const auto& entry : reply.given())
        if (entry.head() == head) return entry.mandate().transaction();
    return Bytes{};
}

// The lines of a member themself, not those that they hold as a proxy: the one of --head, or all.
Result<std::vector<bal::ProvenLine>> own_lines(const AtBallot& at, const std::string& head) {
    const auto all = TRY(lines_of(at.ledger, at.author, at.ballot, at.member));
    std::vector<bal::ProvenLine> own;
    for (const auto& line : all)
        if (!line.by_proxy()) own.push_back(line.voter());
    // Lines that they hold as a proxy alone are none of theirs to hand on.
    if (own.empty()) return refuse(v1::NO_LINE_OF_YOURS);
    if (head.empty()) return own;
    const auto one = TRY(head_typed(
        heads_of(own, [](const bal::ProvenLine& line) { return line.line().head(); }), head));
    return std::vector{own[one]};
}

// One act a line.
Result<std::vector<bal::GiveMandate>> mandates_of(const AtBallot& at, const MandateOrder& order) {
    // Lines first: whoever has none is told so, whatever else they typed.
    const auto lines = TRY(own_lines(at, order.head));
    const auto terms = TRY(terms_of(order, at.ballot.call()));
    std::vector<bal::GiveMandate> acts;
    for (const auto& line : lines) {
        auto& act = acts.emplace_back(act_on<bal::GiveMandate>(at.ballot));
        *act.mutable_voter() = line;
        *act.mutable_terms() = terms;
        act.set_replaces(TRY(replaced_mandate(at, at.member, line.line().head())));
    }
    return acts;
}

// Of the lines those that have a mandate.
Result<std::vector<bal::EndMandate>> endings_of(const AtBallot& at, const std::string& head) {
    const auto lines = TRY(own_lines(at, head));
    std::vector<bal::EndMandate> acts;
    for (const auto& line : lines) {
        const auto replaces = TRY(replaced_mandate(at, at.member, line.line().head()));
        // Of several lines those that have one.
        // A single line without a mandate goes on, and the ledger says what is wrong with it.
        if (replaces.empty() && lines.size() > 1) continue;
        auto& act = acts.emplace_back(act_on<bal::EndMandate>(at.ballot));
        act.set_head(line.line().head());
        act.set_replaces(replaces);
    }
    if (acts.empty())
        return tl::unexpected(wrong_command("没有可撤销的委托 none of your lines has a mandate"));
    return acts;
}

// The giver is named on the paper and is not who signs here, so what is replaced is asked of them.
Result<bal::EnterMandate> mandate_on_paper(const AtBallot& at, const PaperMandate& paper) {
    const auto giver = TRY(read_id(paper.giver, "--giver"));
    auto terms = TRY(terms_of(paper.order, at.ballot.call()));
    auto act = act_on<bal::EnterMandate>(at.ballot);
    act.set_replaces(TRY(replaced_mandate(at, giver.bytes(), paper.line.line().head())));
    *act.mutable_voter() = paper.line;
    *act.mutable_terms() = std::move(terms);
    act.set_giver(giver.bytes());
    return act;
}

// Acts name items by their numbers, from 1 as they are shown.
void show_items(const Screen& screen, const bal::CallBallot& call) {
    Rows rows{{"表决 ballot", behind_bar(call.title().zh())}};
    for (int i = 0; i < call.items_size(); ++i)
        rows.push_back(
            {styled("第 {} 项 item {}", i + 1, i + 1), behind_bar(call.items(i).title().zh())});
    screen.table({"", ""}, rows, "");
}

// Shows acts of one's own, asks, and sends one after the other; then the receipts.
template <class Act>
Result<> do_for_lines(const Screen& screen, const Review& review, const AtBallot& at,
                      const std::vector<Act>& acts, const MandateOrder& order,
                      const Styled& question) {
    const auto known = TRY(LedgerNames::gather(at.ledger, order.names));
    for (const auto& act : acts) TRY(show_act(review, at.ledger, act, known));
    if (order.head.empty()) review.screen().say(lines_as_listed);
    TRY(warn_of_names(review.screen(), at.ledger, order.names));
    TRY(review.confirm(question));
    std::vector<Receipt> receipts;
    for (const auto& act : acts) receipts.push_back(TRY(perform(at.ledger, at.author, act)));
    for (const auto& receipt : receipts) print_receipt(screen, receipt);
    return {};
}

Rows mandate_rows(const bal::MandatesReply& reply) {
    Rows rows;
    const auto add = [&rows](const char* which, const auto& entries) {
        for (const auto& entry : entries)
            // Sixteen digits of a head are what tables print; head_typed takes them back.
            rows.push_back({which, to_hex(entry.head()).substr(0, 16),
                            to_hex(entry.mandate().giver()),
                            to_hex(entry.mandate().terms().holder()),
                            entry.mandate().ended() ? "已终止 ended"
                            : entry.used()          ? "已用 used"
                                                    : "有效 in force"});
    };
    add("委托他人 given", reply.given());
    add("受人委托 held", reply.held());
    return rows;
}

}  // namespace

Result<> give_mandates(const Screen& screen, const Review& review, const AtBallot& at,
                       const MandateOrder& order) {
    const auto acts = TRY(mandates_of(at, order));
    show_items(review.screen(), at.ballot.call());
    return do_for_lines(screen, review, at, acts, order, "委托其代为投票？ Appoint this proxy?");
}

Result<> end_mandates(const Screen& screen, const Review& review, const AtBallot& at,
                      const MandateOrder& order) {
    const auto acts = TRY(endings_of(at, order.head));
    return do_for_lines(screen, review, at, acts, order, "撤销委托，自己投票？ End the mandate?");
}

Result<> enter_mandate(const Screen& screen, const Review& review, const AtBallot& at,
                       const PaperMandate& paper) {
    const auto act = TRY(mandate_on_paper(at, paper));
    const auto office = TRY(acting_office(review, at.ledger, at.author, paper.as.office));
    show_items(review.screen(), at.ballot.call());
    return say_step(screen, at.ledger,
                    ask_together(review, at.ledger, at.author, act,
                                 {office, paper.as.ask, paper.as.names,
                                  "已核对委托书原件？ Have you seen the written mandate?"}));
}

Result<> show_mandates(const Screen& screen, Ledger& ledger, const BallotView& ballot,
                       const Id16& member) {
    bal::MandatesQuery query;
    query.set_ballot(ballot.id.bytes());
    query.set_member(member.bytes());
    bal::MandatesReply reply;
    TRY(ledger.ask(query, reply));
    if (screen.json()) {
        screen.message(reply);
        return {};
    }
    screen.table({"", "表决人 head", "委托人 giver", "受托人 holder", ""}, mandate_rows(reply),
                 "没有委托 There are no mandates.");
    say_unproven(screen);
    return {};
}

}  // namespace linlian::client
