// A vote from the lines that may vote to its receipts, on a ledger of all modules.
#include "client/vote/casting.h"

#include "client/shown/screen_for_tests.h"
#include "client/tests/ballot_desk_for_tests.h"
#include "kit/code_of.h"
#include "modules/ballot/state.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

OwnLine line(char head, const std::string& refusal = {}) {
    OwnLine made;
    made.mutable_voter()->mutable_line()->set_head(Bytes(Hash32::size, head));
    made.set_refusal(refusal);
    return made;
}

TEST(LinesToVote, are_those_that_may_vote_and_what_is_left_out_is_warned_of) {
    const ScreenForTests screen;
    EXPECT_EQ(kit::code_of(lines_to_vote(screen, {}, "")), "client.NO_LINE_OF_YOURS");
    const auto all = lines_to_vote(screen, {line('\x11'), line('\x22')}, "");
    ASSERT_TRUE(all);
    EXPECT_EQ(all->size(), 2U);
    EXPECT_EQ(screen.taken(), "");
    const auto some = lines_to_vote(screen, {line('\x11'), line('\x22', "ballot.VOTER_NAMED")}, "");
    ASSERT_TRUE(some);
    ASSERT_EQ(some->size(), 1U);
    EXPECT_EQ(some->at(0).voter().line().head(), Bytes(Hash32::size, '\x11'));
    EXPECT_NE(screen.taken().find("22222222"), std::string::npos) << "its owner would not know";
}

TEST(LinesToVote, are_the_one_that_was_typed_alone_and_never_one_that_is_refused) {
    const ScreenForTests screen;
    const std::vector lines{line('\x11'), line('\x22', "ballot.VOTER_NAMED")};
    const auto one = lines_to_vote(screen, lines, "1111");
    ASSERT_TRUE(one);
    EXPECT_EQ(one->size(), 1U);
    EXPECT_EQ(screen.taken(), "") << "the other line was not asked for";
    EXPECT_EQ(kit::code_of(lines_to_vote(screen, lines, "22")), "client.LINE_REFUSED");
    EXPECT_EQ(kit::code_of(lines_to_vote(screen, lines, "33")), "client.COMMAND_WRONG");
}

class Casting : public ::testing::Test {
  protected:
    std::vector<OwnLine> lines() {
        return must(lines_of(desk_.ledger, ana_.key, view_, ana_.member));
    }
    Vote vote(bal::Mark mark) { return vote_with(view_, lines(), BallotDesk::choice(mark)); }
    std::string sent(const Vote& vote, std::vector<Receipt>& receipts) {
        return kit::code_of(send_vote(desk_.ledger, ana_.key, vote, receipts));
    }
    bal::Mark counted() {
        const auto row = ballot::casts.find(desk_.ledger.rows(), view_.id, desk_.head_hash("ana"));
        return row ? row->choices(0).open().mark() : bal::MARK_UNSPECIFIED;
    }

    BallotDesk desk_;
    BallotView view_ = desk_.opened();
    Person ana_ = desk_.person("ana");
};

TEST_F(Casting, replaces_the_vote_that_was_seen_and_no_other) {
    std::vector<Receipt> receipts;
    const auto stale = vote(bal::DISAGREE);
    EXPECT_EQ(sent(vote(bal::AGREE), receipts), "");
    EXPECT_EQ(receipts.size(), 1U);
    EXPECT_EQ(counted(), bal::AGREE);
    EXPECT_EQ(sent(stale, receipts), "ballot.REPLACES_OTHER") << "it was made before the first";
    EXPECT_EQ(receipts.size(), 1U) << "what was recorded before stays told";
    EXPECT_EQ(counted(), bal::AGREE);
    const auto fresh = vote(bal::ABSTAIN);
    EXPECT_EQ(fresh.acts.at(0).replaces(), receipts[0].leaf().id());
    EXPECT_EQ(sent(fresh, receipts), "");
    EXPECT_EQ(counted(), bal::ABSTAIN);
}

TEST_F(Casting, is_of_the_call_that_was_shown) {
    auto other = view_;
    other.row.mutable_call()->mutable_title()->set_zh("另一次表决");
    const auto vote = vote_with(other, lines(), BallotDesk::choice(bal::AGREE));
    std::vector<Receipt> receipts;
    EXPECT_EQ(sent(vote, receipts), "ballot.SHOWN_DIFFERS");
    EXPECT_EQ(counted(), bal::MARK_UNSPECIFIED);
}

TEST_F(Casting, shows_call_and_choices_before_it_is_signed) {
    const ScreenForTests screen;
    ASSERT_TRUE(show_vote(screen, desk_.ledger, view_, vote(bal::DISAGREE)));
    const auto shown = screen.taken();
    for (const auto* part : {"装充电桩", "充电桩装在哪里", "业委会", "反对"})
        EXPECT_NE(shown.find(part), std::string::npos) << part;
    EXPECT_EQ(shown.find("取代此前"), std::string::npos) << "there is no earlier vote";
}

TEST_F(Casting, sends_nothing_that_nobody_agreed_to) {
    const ScreenForTests screen;
    ReviewForTests review;
    const AtBallot at{desk_.ledger, ana_.key, ana_.member, view_};
    const auto sent_before = desk_.ledger.sent;
    review.agrees = false;
    EXPECT_EQ(kit::code_of(cast(screen, review, at, {{"1=agree"}})), "client.NOT_CONFIRMED");
    review.agrees = true;
    EXPECT_EQ(kit::code_of(cast(screen, review, at, {{"1=perhaps"}})), "client.COMMAND_WRONG");
    EXPECT_EQ(desk_.ledger.sent, sent_before);
    EXPECT_EQ(kit::code_of(cast(screen, review, at, {{"1=agree"}})), "");
    EXPECT_EQ(counted(), bal::AGREE);
}

}  // namespace
}  // namespace linlian::client
