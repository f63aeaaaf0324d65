// Turnout leaks nowhere: what anybody may read is the same before and after a vote, and what is
// published each midnight is at least ten people more than the day before.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Thirty neighbours with a flat each.
struct Street : PaperTown {
    explicit Street(const std::string& vectors = "") : PaperTown(vectors) {
        for (int i = 0; i < 40; ++i) owner(neighbour(i), 5'000);
        auto act = paper_call();
        ballot = opened(act);
    }
    static std::string neighbour(int number) { return "neighbour " + std::to_string(number); }
    void vote_from(int first, int count) {
        for (int i = first; i < first + count; ++i)
            when(neighbour(i), vote(ballot, neighbour(i))).then_done().then_events({});
    }
    void pass_midnight() { pass_to(poll(ballot).turnout_due_ms()); }
    // Every row of the module that anybody may read and prove, and every answer that asks nobody.
    std::map<Bytes, Bytes> public_rows() const {
        std::map<Bytes, Bytes> found;
        for (const auto& table : ballot::module().tables) {
            if (table.privacy != state::Privacy::open) continue;
            rows().scan(table.path, state::end_of_prefix(table.path), [&](auto key, auto value) {
                found[Bytes{key}] = Bytes{value};
                return true;
            });
        }
        return found;
    }
    std::string public_answers() {
        std::string all;
        all += ask<v1::BallotReply>(about<v1::BallotQuery>(ballot))->poll().DebugString();
        all += ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot))->DebugString();
        all += ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot))->DebugString();
        all += ask<v1::PaperFiguresReply>(about<v1::PaperFiguresQuery>(ballot))->DebugString();
        all += ask<v1::DeliveriesReply>(about<v1::DeliveriesQuery>(ballot))->DebugString();
        return all;
    }
    Id16 ballot;
};

TEST(Turnout, of_one_vote_is_in_no_row_event_or_answer_for_everybody) {
    Street s;
    s.when("ben", s.issue(s.ballot, {Street::neighbour(1)})).then_done();
    const auto rows = s.public_rows();
    const auto answers = s.public_answers();
    s.vote_from(0, 1);
    EXPECT_EQ(s.public_rows(), rows);
    EXPECT_EQ(s.public_answers(), answers);
    const auto read = s.entry(s.ballot);
    const auto name = Street::neighbour(1);
    s.when_entered(s.ballot, name, read, read);
    EXPECT_EQ(s.voted(s.ballot, v1::PAPER), 1U) << "it counts";
    EXPECT_EQ(s.public_rows(), rows);
    EXPECT_EQ(s.public_answers(), answers);
}

TEST(Turnout, is_published_at_midnight_where_ten_more_take_part) {
    Street s{"ballot"};
    s.vote_from(0, 9);
    s.pass_midnight();
    s.then_events({});
    EXPECT_EQ(s.poll(s.ballot).heads(), 0U) << "nine are too few";
    s.vote_from(9, 1);
    EXPECT_EQ(s.poll(s.ballot).heads(), 0U) << "not at once";
    s.pass_midnight();
    s.then_events({"TurnoutPublished"});
    EXPECT_EQ(s.poll(s.ballot).heads(), 10U);
    EXPECT_EQ(s.poll(s.ballot).area_centi(), 50'000U);
    EXPECT_EQ(s.poll(s.ballot).turnout_ms(), s.now().ms);
    EXPECT_EQ(s.poll(s.ballot).heads_phone(), 0U) << "by which channel waits for the close";
    const auto reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(s.ballot));
    EXPECT_EQ(reply->total().heads(), 10U);
    EXPECT_EQ(reply->published_ms(), s.now().ms);
    EXPECT_EQ(reply->buildings_size(), 0);
}

TEST(Turnout, is_not_told_again_for_a_few_more) {
    Street s;
    s.vote_from(0, 13);
    s.pass_midnight();
    EXPECT_EQ(s.poll(s.ballot).heads(), 13U);
    EXPECT_EQ(s.poll(s.ballot).area_centi(), 64'000U) << "65,000 of 200,000, in whole per cent";
    s.vote_from(13, 9);
    s.pass_midnight();
    s.then_events({});
    EXPECT_EQ(s.poll(s.ballot).heads(), 13U);
    s.vote_from(22, 1);
    s.pass_midnight();
    s.then_events({"TurnoutPublished"});
    EXPECT_EQ(s.poll(s.ballot).heads(), 23U);
}

TEST(Turnout, is_whole_at_the_close_and_after_the_count) {
    Street s;
    s.when("ben", s.issue(s.ballot, {Street::neighbour(5)})).then_done();
    s.vote_from(0, 3);
    s.close(s.ballot);
    EXPECT_EQ(s.poll(s.ballot).stage(), v1::COUNTING);
    EXPECT_EQ(s.poll(s.ballot).heads_phone(), 3U);
    EXPECT_EQ(s.row(turnouts, s.ballot, id("east"))->heads(), 3U);
    auto read = s.entry(s.ballot);
    read.set_received_ms(s.poll(s.ballot).closes_ms() - 1);
    s.when_entered(s.ballot, Street::neighbour(5), read, read);
    EXPECT_EQ(s.poll(s.ballot).heads(), 3U) << "what is entered now waits for the result";
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.poll(s.ballot).heads(), 4U);
    EXPECT_EQ(s.poll(s.ballot).heads_paper(), 1U);
    EXPECT_EQ(s.poll(s.ballot).turnout_due_ms(), 0);
}

TEST(Turnout, of_a_withdrawn_ballot_is_told_with_it_where_many_took_part) {
    for (const int voters : {3, 12}) {
        Street s;
        s.vote_from(0, voters);
        v1::WithdrawBallot act;
        act.set_ballot(s.ballot.bytes());
        act.set_shown(s.shown_of(s.ballot));
        act.set_document(document());
        act.set_reason("the offer was withdrawn");
        s.when("cai", act).then_done();
        EXPECT_EQ(s.poll(s.ballot).heads(), voters == 3 ? 0U : 12U);
        EXPECT_EQ(s.poll(s.ballot).heads_phone(), 0U);
        EXPECT_FALSE(s.row(turnouts, s.ballot, id("east")));
        s.when_passed(20 * ms_per_day).then_events({});
    }
}

}  // namespace
}  // namespace linlian::ballot
