// Turnout leaks nowhere: what anybody may read is the same before and after a vote, what is
// published each midnight is at least ten people more than the day before, and until there is a
// result nothing tells whose area takes part, or in which building.
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
    EXPECT_EQ(s.poll(s.ballot).area_centi(), 0U) << "areas are public line by line";
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
    s.vote_from(13, 9);
    s.pass_midnight();
    s.then_events({});
    EXPECT_EQ(s.poll(s.ballot).heads(), 13U);
    s.vote_from(22, 1);
    s.pass_midnight();
    s.then_events({"TurnoutPublished"});
    EXPECT_EQ(s.poll(s.ballot).heads(), 23U);
}

TEST(Turnout, is_whole_with_the_result_and_not_before) {
    Street s;
    s.when("ben", s.issue(s.ballot, {Street::neighbour(5)})).then_done();
    s.vote_from(0, 3);
    s.close(s.ballot);
    EXPECT_EQ(s.poll(s.ballot).stage(), v1::COUNTING);
    EXPECT_EQ(s.poll(s.ballot).heads(), 0U) << "three are too few, also after the close";
    EXPECT_EQ(s.poll(s.ballot).heads_phone(), 0U);
    EXPECT_FALSE(s.row(turnouts, s.ballot, id("east")));
    auto read = s.entry(s.ballot);
    read.set_received_ms(s.poll(s.ballot).closes_ms() - 1);
    s.when_entered(s.ballot, Street::neighbour(5), read, read);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.poll(s.ballot).heads(), 4U);
    EXPECT_EQ(s.poll(s.ballot).area_centi(), 20'000U);
    EXPECT_EQ(s.poll(s.ballot).heads_paper(), 1U);
    EXPECT_EQ(s.row(turnouts, s.ballot, id("east"))->heads(), 4U);
    EXPECT_EQ(s.poll(s.ballot).turnout_due_ms(), 0);
}

// One home stands alone in the west: what is left of a total would say whether it voted.
TEST(Turnout, of_buildings_waits_for_the_result_and_never_leaves_few_over) {
    PaperTown s;
    for (int i = 0; i < 15; ++i) s.owner(Street::neighbour(i), 5'000 + static_cast<unsigned>(i));
    s.owner("alone", 6'123, "west");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("alone", s.vote(ballot, "alone")).then_done();
    for (int i = 0; i < 11; ++i)
        s.when(Street::neighbour(i), s.vote(ballot, Street::neighbour(i))).then_done();
    s.close(ballot);
    EXPECT_EQ(s.poll(ballot).stage(), v1::COUNTING);
    auto reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot));
    EXPECT_EQ(reply->buildings_size(), 0);
    EXPECT_EQ(reply->total().area_centi(), 0U);
    s.pass_to(s.poll(ballot).due_ms());
    reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot));
    EXPECT_EQ(reply->total().heads(), 12U);
    ASSERT_EQ(reply->buildings_size(), 1);
    EXPECT_EQ(reply->buildings(0).building(), "");
    EXPECT_EQ(reply->buildings(0).roll().heads(), 16U);
}

TEST(Turnout, of_large_buildings_is_told_with_the_result_and_small_ones_stand_together) {
    PaperTown s;
    const auto homes = [&s](const std::string& where, int count) {
        s.building(where, "garden");
        for (int i = 0; i < count; ++i) s.owner(where + std::to_string(i), 5'000, where);
    };
    homes("tower", 30);
    homes("middle", 12);
    homes("cottage", 4);
    const Id16 ballot = s.opened(s.paper_call());
    s.when("tower0", s.vote(ballot, "tower0")).then_done();
    s.when("cottage0", s.vote(ballot, "cottage0")).then_done();
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    const auto reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot));
    ASSERT_EQ(reply->buildings_size(), 2);
    EXPECT_EQ(reply->buildings(0).building(), id_bytes("tower"));
    EXPECT_EQ(reply->buildings(0).turnout().heads(), 1U);
    EXPECT_EQ(reply->buildings(1).building(), "") << "four homes and, so that ten are, twelve";
    EXPECT_EQ(reply->buildings(1).roll().heads(), 16U);
    EXPECT_EQ(reply->buildings(1).turnout().heads(), 1U);
}

TEST(Turnout, of_a_withdrawn_ballot_is_told_with_it_where_many_took_part) {
    for (const int voters : {3, 12}) {
        Street s;
        s.vote_from(0, voters);
        s.when("cai", s.withdrawal(s.ballot)).then_done();
        EXPECT_EQ(s.poll(s.ballot).heads(), voters == 3 ? 0U : 12U);
        EXPECT_EQ(s.poll(s.ballot).heads_phone(), 0U);
        EXPECT_FALSE(s.row(turnouts, s.ballot, id("east")));
        s.when_passed(20 * ms_per_day).then_events({});
    }
}

}  // namespace
}  // namespace linlian::ballot
