#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

namespace t = tally::v1;

TEST(Opening, freezes_the_roll_as_it_was_posted) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.then_events({"RollPosted", "BallotOpened"});
    const auto poll = s.poll(ballot);
    EXPECT_EQ(poll.stage(), v1::OPEN);
    EXPECT_EQ(poll.roll_height(), s.height() - 2) << "the block before it was posted";
    EXPECT_EQ(poll.roll_lines(), 4U);
    EXPECT_EQ(poll.roll_area_centi(), 33'000U);
    EXPECT_EQ(s.row(rolls_of, ballot, id("east"))->heads(), 3U);
    EXPECT_EQ(s.row(rolls_of, ballot, id("west"))->area_centi(), 6'000U);
}

TEST(Opening, ends_a_ballot_in_which_nobody_could_vote) {
    BallotTown s;
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.then_events({"RollPosted", "BallotVoid"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::WITHDRAWN);
}

TEST(Closing, counts_and_publishes_what_was_decided) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("bo", s.vote(ballot, "bo")).then_done();
    s.when("dan", s.vote(ballot, "dan", v1::DISAGREE)).then_done();
    s.close(ballot);
    s.then_events({"BallotClosed", "ResultPublished"});
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.outcome(), t::PASSED);
    EXPECT_EQ(row.casts(), 3U);
    EXPECT_EQ(row.roll_lines(), 4U);
    EXPECT_EQ(check_named(row, "participation.heads").have().value(), 3U);
    EXPECT_EQ(check_named(row, "participation.heads").needed().value(), 3U);
    EXPECT_EQ(check_named(row, "participation.area").have().value(), 25'000U);
    EXPECT_EQ(check_named(row, "participation.area").needed().value(), 22'000U);
    EXPECT_EQ(check_named(row, "agreement.area").have().value(), 19'000U);
    ASSERT_EQ(row.by_channel_size(), 1);
    EXPECT_EQ(row.by_channel(0).by(), "phone");
    EXPECT_EQ(row.by_channel(0).heads(), 3U);
}

TEST(Closing, fails_where_too_few_took_part) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), t::FAILED);
    EXPECT_EQ(check_named(s.verdict(ballot), "participation.heads").holds(), t::FAILS);
}

TEST(Closing, goes_on_once_where_too_few_took_part) {
    BallotTown s;
    s.four_flats();
    auto call = s.call({s.item("roof")});
    call.mutable_terms()->set_extend_days(5);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    s.then_events({"BallotExtended"});
    s.when("bo", s.vote(ballot, "bo")).then_done();
    s.close(ballot);
    s.then_events({"BallotClosed", "ResultPublished"});
    EXPECT_EQ(s.verdict(ballot).casts(), 2U);
}

TEST(Closing, does_not_go_on_where_enough_took_part) {
    BallotTown s;
    s.four_flats();
    auto call = s.call({s.item("roof")});
    call.mutable_terms()->set_extend_days(5);
    const Id16 ballot = s.opened(call);
    for (const auto* name : {"ana", "bo", "chu"}) s.when(name, s.vote(ballot, name)).then_done();
    s.close(ballot);
    s.then_events({"BallotClosed", "ResultPublished"});
}

TEST(Closing, waits_for_papers_that_came_in_time) {
    BallotTown s;
    s.four_flats();
    auto call = s.call({s.item("roof")});
    call.mutable_terms()->set_paper_entry_days(3);
    const Id16 ballot = s.opened(call);
    s.close(ballot);
    s.then_events({"BallotClosed"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::COUNTING);
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::STAGE_WRONG, {{"stage", "COUNTING"}});
    s.pass_to(s.poll(ballot).due_ms());
    s.then_events({"ResultPublished"});
}

TEST(Settling, makes_the_result_final_when_nobody_objects) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    for (const auto* name : {"ana", "bo", "chu"}) s.when(name, s.vote(ballot, name)).then_done();
    s.close(ballot);
    s.pass_to(s.poll(ballot).settles_ms() - 1);
    EXPECT_EQ(s.poll(ballot).stage(), v1::PRELIMINARY);
    s.when_passed(1).then_events({"ResultFinal"});
    EXPECT_EQ(s.poll(ballot).stage(), v1::FINAL);
    EXPECT_EQ(s.verdict(ballot).stage(), v1::FINAL);
    EXPECT_EQ(s.verdict(ballot).outcome(), t::PASSED);
}

// Shenzhen: what failed does not come back within twelve months, under no other number either.
TEST(Settling, lets_what_failed_rest) {
    BallotTown s{"ballot", "shenzhen"};
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.close(ballot);
    s.settle(ballot);
    s.then_events({"ResultFinal"});
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
    auto renamed = s.item("roof");
    renamed.set_subject(id_bytes("a new number"));
    s.when("cai", s.call({renamed})).then_refused(v1::SUBJECT_RESTS);
    const auto rest = *s.row(rests, id("garden"), id("subject roof"));
    EXPECT_GE(rest.until_ms(), s.now().ms + 364 * ms_per_day);
    s.pass_to(rest.until_ms());
    s.when("cai", s.call({s.item("roof")})).then_done();
}

TEST(Verdict, elects_by_heads_and_leaves_a_tie_as_it_is) {
    BallotTown s;
    s.four_flats();
    auto committee = s.item("committee", v1::COMMITTEE);
    committee.set_form(v1::ELECT);
    committee.set_seats(2);
    s.add_options(committee, 3);
    const Id16 ballot = s.opened(s.call({committee}));
    s.when("ana", s.vote(ballot, "ana", v1::AGREE, {0, 1})).then_done();
    s.when("bo", s.vote(ballot, "bo", v1::AGREE, {0, 2})).then_done();
    s.when("chu", s.vote(ballot, "chu", v1::AGREE, {0})).then_done();
    s.when("dan", s.vote(ballot, "dan", v1::DISAGREE)).then_done();
    s.close(ballot);
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.election().seated(), 1U);
    EXPECT_EQ(row.election().vacancies(), 1U);
    EXPECT_EQ(row.election().results(0).candidate(), "0");
    EXPECT_EQ(row.options(0).figures().heads().value(), 3U);
    EXPECT_EQ(row.options(1).figures().heads().value(), 1U);
    EXPECT_EQ(row.outcome(), t::PASSED);
}

TEST(Verdict, of_one_among_options_needs_more_than_half_for_it) {
    BallotTown s;
    s.four_flats();
    auto manager = s.item("manager", v1::MANAGER);
    manager.set_form(v1::ONE_OF);
    s.add_options(manager, 2);
    const Id16 ballot = s.opened(s.call({manager}));
    s.when("ana", s.vote(ballot, "ana", v1::AGREE, {0})).then_done();
    s.when("bo", s.vote(ballot, "bo", v1::AGREE, {0})).then_done();
    s.when("chu", s.vote(ballot, "chu", v1::AGREE, {1})).then_done();
    s.when("dan", s.vote(ballot, "dan", v1::DISAGREE)).then_done();
    s.close(ballot);
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.outcome(), t::FAILED) << "two of four heads are not more than half";
    EXPECT_EQ(row.options(0).figures().area_centi().value(), 19'000U);
    EXPECT_EQ(row.input().agree().heads().value(), 3U) << "for the item: for any of its options";
}

TEST(Verdict, of_a_survey_counts_and_decides_nothing) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("colours", v1::SURVEY)}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), t::OUTCOME_UNSPECIFIED);
    EXPECT_EQ(s.verdict(ballot).input().agree().heads().value(), 1U);
}

}  // namespace
}  // namespace linlian::ballot
