// A vote in the order of its steps: lines_to_vote, vote_with, show_vote, then the caller asks, and
// send_vote sends the very acts that were shown. `cast` is such a caller.
#include "client/vote/casting.h"

#include "base/hex.h"
#include "client/call/call_work.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "client/people/enrol_work.h"
#include "client/shown/value_text.h"
#include "client/vote/special_reviews.h"
#include "client/vote/typed_head.h"
#include "client/words/enum_words.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"
#include "ops/time/beijing_time.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Why the node would refuse a vote for this line, in both languages.
// It is the node's word: a code that this program does not know is shown itself.
std::string reason_words(const OwnLine& line) {
    const auto said = said_by_node(line.refusal(), line.figures());
    const auto told = refusal_words(said);
    return "节点称 the node says: " + (told.zh.empty() ? said.code : told.zh) + " " + told.en;
}

// What was recorded, line by line; of a vote that ended early the lines before.
void say_recorded(const Screen& screen, const std::vector<OwnLine>& lines,
                  const std::vector<Receipt>& receipts) {
    auto votes = nlohmann::json::array();
    for (std::size_t i = 0; i < receipts.size(); ++i) {
        const auto& leaf = receipts[i].leaf();
        const auto head = to_hex(lines[i].voter().line().head());
        votes.push_back({{"head", head},
                         {"transaction", to_hex(leaf.id())},
                         {"height", leaf.height()},
                         {"replaced", lines[i].voted()}});
        screen.say(styled("{} 已收到 recorded: {}… 高度 height {}  {}", screen.good("✓"),
                          head.substr(0, 8), leaf.height(), local_time(Timestamp{leaf.time_ms()})));
        screen.say(styled("  回执 receipt  {}", to_hex(leaf.id())));
        screen.say(screen.faint(styled("  linlian bundle --tx {} -o FILE", to_hex(leaf.id()))));
    }
    screen.json_value(nlohmann::json{{"votes", votes}});
}

}  // namespace

Result<std::vector<OwnLine>> lines_to_vote(const Screen& screen, const std::vector<OwnLine>& lines,
                                           const std::string& typed_head) {
    if (lines.empty()) return refuse(v1::NO_LINE_OF_YOURS);
    auto asked = lines;
    if (!typed_head.empty()) {
        const auto one = TRY(head_typed(
            heads_of(lines, [](const OwnLine& line) { return line.voter().line().head(); }),
            typed_head));
        asked = {lines[one]};
    }
    // Kept for the refusal, since what is refused is taken out below.
    const auto first = asked.front();
    const auto is_refused = [](const OwnLine& line) { return !line.refusal().empty(); };
    // A line that is left out unseen is a vote that its owner believes to have cast.
    if (!std::ranges::all_of(asked, is_refused))
        for (const auto& line : asked)
            if (is_refused(line))
                screen.warning(styled("不为 {}… 投票 No vote is cast for this line: {}",
                                      to_hex(line.voter().line().head()).substr(0, 8),
                                      reason_words(line)));
    std::erase_if(asked, is_refused);
    if (!asked.empty()) return asked;
    return refuse(v1::LINE_REFUSED, {{"head", to_hex(first.voter().line().head()).substr(0, 8)},
                                     {"reason", reason_words(first)}});
}

Vote vote_with(const BallotView& ballot, std::vector<OwnLine> lines, const Choices& choices) {
    Vote vote{std::move(lines), {}};
    for (const auto& line : vote.lines) {
        auto& act = vote.acts.emplace_back(act_on<bal::Cast>(ballot));
        *act.mutable_voter() = line.voter();
        *act.mutable_choices() = choices;
        // The vote that stands now, by its transaction; empty: none yet. Another one meanwhile
        // makes the act fail, so nobody overwrites a vote that they have not seen.
        act.set_replaces(line.replaces());
    }
    return vote;
}

Result<> show_vote(const Screen& screen, Ledger& ledger, const BallotView& ballot,
                   const Vote& vote) {
    const auto& [lines, acts] = vote;
    // The call is made anew from its proven row, so a voter reads what its convenor signed.
    const auto called = TRY(prepared_again(ledger, ballot));
    screen.heading("表决内容 What is voted on");
    screen.table({"", ""}, rows_of(review_of(called, Timestamp{ballot.row.called_ms()}), screen),
                 "");
    for (std::size_t i = 0; i < acts.size(); ++i) {
        // Whether it is by proxy, and the way of an earlier vote, the node says; the line is
        // proven.
        screen.heading(lines[i].by_proxy()
                           ? "您作为代理人签名（节点所述）You sign as a proxy, as the node says"
                           : "您签名的内容 What you sign");
        screen.table({"", ""}, cast_rows(acts[i], ballot.call()), "");
        if (lines[i].voted()) {
            const auto way = words_of(lines[i].channel());
            screen.say(
                styled("取代此前通过{}投的票（节点所述）It replaces the vote by {}, as the "
                       "node says",
                       way.zh, way.en));
        }
    }
    screen.say(styled("截止 {}（北京时间）前可以改投。 You may change it until then.",
                      ops::beijing_text(Timestamp{ballot.poll.closes_ms()})));
    return {};
}

Result<> send_vote(Ledger& ledger, const Author& voter, const Vote& vote,
                   std::vector<Receipt>& receipts) {
    // One after the other, each waiting for its receipt.
    for (const auto& act : vote.acts) {
        auto receipt = TRY(perform(ledger, voter, act));
        receipts.push_back(std::move(receipt));
    }
    return {};
}

Result<> cast(const Screen& screen, const Review& review, const AtBallot& at,
              const CastOrder& order) {
    Id16 member;
    CHECK(Id16::parse(at.member, member));
    TRY(warn_of_recovery(screen, at.ledger, at.author, member));
    const auto all = TRY(lines_of(at.ledger, at.author, at.ballot, at.member));
    // What was typed is looked at first; a question is asked only of who may vote.
    auto choices = read_choices(order.choices, at.ballot.call(), {});
    if (!choices && !order.choices.empty()) return tl::unexpected(choices.error());
    auto lines = TRY(lines_to_vote(screen, all, order.head));
    if (order.choices.empty() && order.ask) choices = ask_choices(order.ask, at.ballot.call());
    if (!choices) return tl::unexpected(choices.error());
    const auto vote = vote_with(at.ballot, std::move(lines), *choices);
    TRY(show_vote(review.screen(), at.ledger, at.ballot, vote));
    if (order.head.empty()) review.screen().say(lines_as_listed);
    TRY(review.confirm("签名投票？ Sign and vote?"));
    std::vector<Receipt> receipts;
    auto done = send_vote(at.ledger, at.author, vote, receipts);
    // What was recorded before a refusal stays recorded, so it is told.
    if (done || !receipts.empty()) say_recorded(screen, vote.lines, receipts);
    return done;
}

}  // namespace linlian::client
