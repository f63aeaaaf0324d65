// What counts for one's own lines, as it is proven to their member and to nobody else.
#include "client/vote/own_votes.h"

#include "client/shown/screen_for_tests.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "client/vote/casting.h"
#include "kit/code_of.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// What is said of a member's lines, for people.
std::string said_of(const AtBallot& at) {
    const ScreenForTests screen;
    const auto shown = show_own_votes(screen, at);
    EXPECT_TRUE(shown) << shown.error().code;
    return screen.taken();
}

// The same for programs, line by line.
nlohmann::json lines_told(const AtBallot& at) {
    const ScreenForTests screen{true};
    const auto shown = show_own_votes(screen, at);
    EXPECT_TRUE(shown) << shown.error().code;
    const auto told = nlohmann::json::parse(screen.taken(), nullptr, false);
    return told.is_object() ? told["lines"] : nlohmann::json::array();
}

std::string refused(const AtBallot& at) {
    return kit::code_of(show_own_votes(ScreenForTests{}, at));
}

bool has(const std::string& said, const std::string& words) {
    return said.find(words) != std::string::npos;
}

TEST(OwnVotes, are_proven_absent_until_one_is_cast_and_then_proven) {
    BallotDesk desk;
    const auto view = desk.opened();
    const auto ana = desk.person("ana");
    const AtBallot at{desk.ledger, ana.key, ana.member, view};
    const auto before = lines_told(at);
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before[0]["head"], to_hex(desk.head_of("ana")));
    EXPECT_EQ(before[0]["told"], true) << "that nothing counts is an answer too";
    EXPECT_TRUE(before[0]["counted"].is_null());
    EXPECT_TRUE(has(said_of(at), "nothing is counted yet"));

    const auto vote = vote_with(view, must(lines_of(desk.ledger, ana.key, view, ana.member)),
                                BallotDesk::choice(bal::DISAGREE));
    std::vector<Receipt> receipts;
    ASSERT_TRUE(send_vote(desk.ledger, ana.key, vote, receipts));
    EXPECT_FALSE(lines_told(at).at(0)["counted"].is_null());
    EXPECT_TRUE(has(said_of(at), "反对")) << said_of(at);

    const auto bo = desk.person("bo");
    const auto of_bo = lines_told({desk.ledger, bo.key, bo.member, view});
    ASSERT_EQ(of_bo.size(), 1U) << "the line of another is none of theirs";
    EXPECT_EQ(of_bo[0]["head"], to_hex(desk.head_of("bo")));
    EXPECT_TRUE(of_bo[0]["counted"].is_null());
}

TEST(OwnVotes, of_another_member_are_not_told) {
    BallotDesk desk;
    const auto view = desk.opened();
    const auto ana = desk.person("ana");
    const auto bo = desk.person("bo");
    EXPECT_EQ(refused({desk.ledger, bo.key, ana.member, view}), "ballot.NOT_FOR_YOU");
}

// A node with one line of the roll, which is this member's.
class OwnVotesOfNode : public ::testing::Test {
  protected:
    OwnVotesOfNode() {
        head_.data.fill('h');
        view_.row.mutable_call()->add_items()->set_form(bal::YES_OR_NO);
        auto& line = lines_.emplace_back();
        line.set_head(head_.bytes());
        line.set_area_centi(9'000);
        view_.poll.set_roll_root(registry::roll_root(lines_).bytes());
        view_.poll.set_roll_lines(1);
        said_.add_lines();
        *said_.mutable_lines(0)->mutable_voter()->mutable_line() = line;
        node_.say(said_);
    }
    void prove(const Bytes& row) { node_.proven[ballot::casts.key(view_.id, head_)] = row; }
    static Bytes salted(const bal::CastRow& row) {
        return Bytes(Hash32::size, 's') + codec::encode(row);
    }
    AtBallot at() { return {node_, key_, member_, view_}; }
    std::string said() { return said_of(at()); }

    KeyPair key_ = kit::key_of("ana");
    Bytes member_ = Bytes(Id16::size, 'm');
    HostileLedger node_;
    BallotView view_;
    Hash32 head_;
    std::vector<registry::v1::RollLine> lines_;
    bal::MyLinesReply said_;
};

// The node says that it counts, and how; the row that it proves says otherwise.
TEST_F(OwnVotesOfNode, are_what_is_proven_whatever_the_node_says) {
    auto& line = *said_.mutable_lines(0);
    line.set_voted(true);
    line.set_channel(bal::PAPER);
    node_.say(said_);
    EXPECT_TRUE(has(said(), "nothing is counted yet"));
    bal::CastRow row;
    row.add_choices()->mutable_open()->set_mark(bal::AGREE);
    row.set_channel(bal::PHONE);
    prove(salted(row));
    EXPECT_TRUE(has(said(), "赞成"));
    row.set_struck(true);
    prove(salted(row));
    EXPECT_TRUE(has(said(), "struck by a ruling"));
    EXPECT_FALSE(has(said(), "赞成"));
}

TEST_F(OwnVotesOfNode, are_not_believed_where_the_row_is_none_or_the_line_is_not_on_the_roll) {
    for (const auto& row : {Bytes{"short"}, Bytes(Hash32::size, 's') + "no row"}) {
        prove(row);
        EXPECT_EQ(refused(at()), "client.ANSWER_DIFFERS");
    }
    said_.mutable_lines(0)->mutable_voter()->mutable_line()->set_area_centi(1);
    node_.say(said_);
    EXPECT_EQ(refused(at()), "client.LINE_NOT_PROVEN");
}

// A vote that a co-owner cast is proven to them, and what a clerk read is told with the result.
TEST_F(OwnVotesOfNode, of_a_line_that_is_proven_to_others_are_not_shown) {
    bal::CastRow row;
    row.add_choices()->mutable_open()->set_mark(bal::AGREE);
    prove(salted(row));
    node_.is_for_others = true;
    const auto told = lines_told(at());
    EXPECT_EQ(told.at(0)["told"], false);
    EXPECT_TRUE(told.at(0)["counted"].is_null());
    EXPECT_TRUE(has(said(), "proves nothing to you"));
    said_.mutable_lines(0)->set_voted(true);
    said_.mutable_lines(0)->set_channel(bal::PAPER);
    node_.say(said_);
    EXPECT_TRUE(has(said(), "as the node says"));
    EXPECT_FALSE(has(said(), "赞成"));
}

}  // namespace
}  // namespace linlian::client
