// The keeper of the one node stops it from before the opening until after the close: who could have
// voted loses nothing by it.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

struct Stopped : PaperTown {
    Stopped() { four_flats(); }
    void vote_of_all(const Id16& ballot) {
        for (const auto* name : {"ana", "bo", "chu"}) when(name, vote(ballot, name)).then_done();
    }
    void stands_still_until(std::int64_t ms) { when_stood_still(ms - now().ms); }
};

TEST(StoodStill, over_the_whole_window_leaves_all_of_it_to_vote) {
    Stopped s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    const auto said = s.poll(ballot);
    s.stands_still_until(said.closes_ms() + ms_per_day);
    s.then_events({"TimeGivenBack"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::NOTICE);
    EXPECT_EQ(s.poll(ballot).opens_ms(), s.now().ms + ms_per_day);
    s.pass_to(s.poll(ballot).opens_ms());
    s.then_events({"BallotOpened"});
    EXPECT_EQ(s.poll(ballot).closes_ms() - s.now().ms, said.closes_ms() - said.opens_ms());
    s.vote_of_all(ballot);
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), tally::v1::PASSED);
}

// The roll is not frozen before somebody could object to it.
TEST(StoodStill, over_the_notice_leaves_a_day_to_object_to_the_roll_once) {
    Stopped s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    const auto said = s.poll(ballot);
    s.stands_still_until(said.opens_ms() + 2 * ms_per_hour);
    s.then_events({"TimeGivenBack"});
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    s.stands_still_until(s.poll(ballot).opens_ms() + ms_per_day);
    s.then_events({"TimeGivenBack", "BallotOpened"});
    EXPECT_EQ(s.poll(ballot).closes_ms() - s.now().ms, said.closes_ms() - said.opens_ms());
}

TEST(StoodStill, for_less_than_an_hour_moves_no_opening) {
    Stopped s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.stands_still_until(s.poll(ballot).opens_ms() + 59 * ms_per_minute);
    s.then_events({"BallotOpened"});
}

TEST(StoodStill, at_the_close_leaves_a_day_once) {
    Stopped s;
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.stands_still_until(s.poll(ballot).closes_ms() + 2 * ms_per_minute * 60);
    s.then_events({"TimeGivenBack"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::OPEN);
    EXPECT_EQ(s.poll(ballot).closes_ms(), s.now().ms + ms_per_day);
    s.vote_of_all(ballot);
    s.stands_still_until(s.poll(ballot).closes_ms() + ms_per_day);
    s.then_events({"BallotClosed", "ResultPublished"});
    EXPECT_EQ(s.verdict(ballot).casts(), 3U);
}

TEST(StoodStill, for_less_than_an_hour_changes_nothing) {
    Stopped s;
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.stands_still_until(s.poll(ballot).closes_ms() + 59 * ms_per_minute);
    s.then_events({"BallotClosed", "ResultPublished"});
}

TEST(StoodStill, leaves_a_day_to_enter_papers_and_a_day_to_object) {
    Stopped s;
    const Id16 ballot = s.opened(s.paper_call());
    s.vote_of_all(ballot);
    s.close(ballot);
    s.stands_still_until(s.poll(ballot).due_ms() + ms_per_day);
    s.then_events({"TimeGivenBack"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::COUNTING);
    s.pass_to(s.poll(ballot).due_ms());
    s.then_events({"ResultPublished"});
    s.stands_still_until(s.poll(ballot).settles_ms() + ms_per_day);
    s.then_events({"TimeGivenBack"});
    EXPECT_EQ(s.poll(ballot).settles_ms(), s.now().ms + ms_per_day);
    s.when("ana", s.objection(ballot, v1::RESULT)).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    s.settle(ballot);
    s.then_events({"ResultFinal"});
}

// An objection to the roll waits for its ruling, and nobody could rule.
TEST(StoodStill, is_no_day_of_those_that_an_opening_moves) {
    Stopped s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    const auto said = s.poll(ballot);
    s.stands_still_until(said.opens_ms() + 5 * ms_per_day);
    s.then_events({"TimeGivenBack"});
    EXPECT_EQ(s.poll(ballot).postponed_days(), 0U);
    s.stands_still_until(s.poll(ballot).opens_ms() + 5 * ms_per_day);
    s.then_events({"BallotPostponed"});
    EXPECT_EQ(s.poll(ballot).opens_ms(), s.now().ms + ms_per_day);
    EXPECT_EQ(s.poll(ballot).postponed_days(), 1U);
    EXPECT_EQ(s.poll(ballot).closes_ms() - s.poll(ballot).opens_ms(),
              said.closes_ms() - said.opens_ms());
    s.when("bo", s.objection(ballot, v1::ROLL)).then_done();
}

}  // namespace
}  // namespace linlian::ballot
