// The roll is posted some days before the opening: what is registered later has no place on it, so
// that nobody loses a vote by what nobody could object to any more.
#include "kit/papers.h"
#include "modules/ballot/limits.h"

namespace linlian::ballot {
namespace {

struct Posted : PaperTown {
    Id16 ballot;
    std::int64_t opens = 0;

    Posted() {
        four_flats();
        person("fay");
        ballot = called(paper_call());
        opens = poll(ballot).opens_ms();
    }
    void sold_before_the_opening(std::int64_t ms) {
        pass_to(opens - ms);
        when("ben", sale("flat of ana", "fay")).then_done();
    }
    bool is_on_roll(const std::string& name) const {
        return !voter(ballot, name).line().head().empty();
    }
};

TEST(PostedRoll, has_no_sale_of_the_last_days) {
    Posted s;
    s.sold_before_the_opening(2 * ms_per_minute);
    s.pass_to(s.opens);
    s.then_events({"BallotOpened"});
    EXPECT_TRUE(s.is_on_roll("ana"));
    EXPECT_FALSE(s.is_on_roll("fay"));
    // It goes over as a sale does while people vote, and whoever never sold says so.
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.when("ana", s.with_document(s.dispute(s.ballot, "ana", {v1::AGREE}))).then_done();
    s.when_upheld("ren", s.made()).then_done();
    EXPECT_EQ(s.counted(s.ballot, "ana")->choices(0).open().mark(), v1::AGREE);
}

TEST(PostedRoll, has_what_was_on_record_before) {
    Posted s;
    s.sold_before_the_opening(posted_days * ms_per_day + ms_per_hour);
    s.pass_to(s.opens - posted_days * ms_per_day);
    const auto shown = s.ask<v1::RollReply>(about<v1::RollQuery>(s.ballot), "ana");
    EXPECT_FALSE(shown->frozen());
    s.pass_to(s.opens);
    EXPECT_TRUE(s.is_on_roll("fay"));
    EXPECT_FALSE(s.is_on_roll("ana"));
    const auto frozen = s.ask<v1::RollReply>(about<v1::RollQuery>(s.ballot), "ana");
    EXPECT_TRUE(frozen->frozen());
    EXPECT_EQ(frozen->height(), s.poll(s.ballot).roll_height());
}

TEST(PostedRoll, is_posted_anew_for_as_long_where_an_objection_to_it_is_upheld) {
    Posted s;
    s.pass_to(s.opens - 2 * ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::ROLL)).then_done();
    const Id16 objection = s.made();
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when("ren", s.ruling(objection, v1::UPHELD)).then_done();
    s.pass_to(s.opens);
    s.then_events({"BallotPostponed"});
    EXPECT_EQ(s.poll(s.ballot).opens_ms(), s.opens + posted_days * ms_per_day);
    s.when("chu", s.objection(s.ballot, v1::ROLL)).then_done();
    s.when("ren", s.ruling(s.made(), v1::REJECTED)).then_done();
    s.pass_to(s.poll(s.ballot).opens_ms());
    s.then_events({"BallotOpened"});
    EXPECT_TRUE(s.is_on_roll("fay"));
}

// Who sits still while the days run out brings nothing onto it that nobody could object to.
TEST(PostedRoll, is_posted_anew_however_many_objections_wait) {
    Posted s;
    s.pass_to(s.opens - 2 * ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::ROLL)).then_done();
    s.when("ren", s.ruling(s.made(), v1::UPHELD)).then_done();
    s.when("chu", s.objection(s.ballot, v1::ROLL)).then_done();
    s.pass_to(s.opens);
    EXPECT_EQ(s.poll(s.ballot).opens_ms(), s.opens + posted_days * ms_per_day);
    while (s.poll(s.ballot).postponed_days() < max_postponed_days)
        s.pass_to(s.poll(s.ballot).opens_ms());
    s.sold_before_the_opening(-15 * ms_per_day + ms_per_hour);
    s.pass_to(s.poll(s.ballot).opens_ms());
    s.then_events({"BallotOpened"});
    EXPECT_TRUE(s.is_on_roll("ana"));
    EXPECT_FALSE(s.is_on_roll("fay"));
}

// The days are used up: what is upheld then brings nobody onto the roll an hour before it opens.
TEST(PostedRoll, stays_where_no_days_are_left_to_post_another) {
    Posted s;
    s.when("bo", s.objection(s.ballot, v1::ROLL)).then_done();
    while (s.poll(s.ballot).postponed_days() < max_postponed_days)
        s.pass_to(s.poll(s.ballot).opens_ms());
    for (const auto* who : {"chu", "dan"}) {
        s.pass_to(s.poll(s.ballot).opens_ms() - ms_per_hour);
        s.when(who, s.objection(s.ballot, v1::ROLL)).then_done();
        const Id16 objection = s.made();
        if (who == std::string{"dan"}) s.when("ben", s.sale("flat of ana", "fay")).then_done();
        s.when("ren", s.ruling(objection, v1::UPHELD)).then_done();
        s.pass_to(s.poll(s.ballot).opens_ms());
    }
    EXPECT_EQ(s.poll(s.ballot).postponed_days(), max_postponed_days + posted_days);
    s.then_events({"BallotOpened"});
    EXPECT_TRUE(s.is_on_roll("ana"));
    EXPECT_FALSE(s.is_on_roll("fay"));
}

// Who calls a ballot of the office's own members lets nobody go before it opens.
TEST(PostedRoll, of_a_short_notice_is_that_of_the_call) {
    Posted s;
    auto act = s.call({s.item("paint", v1::SURVEY)});
    act.set_convenor(v1::OFFICE_ITSELF);
    act.mutable_electorate()->Clear();
    act.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    act.mutable_electorate()->set_office(act.as_office());
    act.clear_presets();
    act.mutable_terms()->set_opens_ms(s.now().ms + ms_per_day);
    PaperTown::by_phone_alone(act);
    const Id16 asked = s.called(act);
    EXPECT_EQ(s.poll(asked).roll_ms(), s.now().ms);
    EXPECT_EQ(s.poll(asked).due_ms(), act.terms().opens_ms());
}

}  // namespace
}  // namespace linlian::ballot
