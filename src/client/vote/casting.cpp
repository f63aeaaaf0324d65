// A vote in the order of its steps: lines_to_vote, vote_with, show_vote, then the caller asks, and
// send_vote sends the very acts that were shown.
#include "client/vote/casting.h"

#include "base/hex.h"
#include "client/call/call_work.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "client/vote/special_reviews.h"
#include "client/vote/typed_head.h"
#include "client/words/enum_words.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"
#include "ops/time/beijing_time.h"

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

}  // namespace linlian::client
