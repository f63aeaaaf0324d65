// Deliveries with their proofs, and the silence of those who were reached and warned.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Liaocheng leaves the silence rule to the covenant.
v1::CallBallot silent_call(const PaperTown& s) {
    auto call = s.paper_call();
    call.mutable_terms()->set_silence_follows_majority(true);
    call.mutable_terms()->set_silence_document(document('c'));
    return call;
}

void close_and_count(PaperTown& s, const Id16& ballot) {
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
}

TEST(Deliveries, are_kept_by_head_with_their_proofs) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.delivery(ballot, {"ana", "bo"}, false, v1::REGISTERED_POST))
        .then_done()
        .then_events({"DeliveriesRecorded"});
    s.when("gus", s.delivery(ballot, {"ana"})).then_done();
    const auto row = s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head()));
    EXPECT_EQ(row->latest().kind(), v1::HANDED_OVER);
    EXPECT_TRUE(row->has_warned());
    EXPECT_EQ(row->records(), 2U);
    // An older proof that comes in later hides neither the newer one nor the warning.
    auto older = s.delivery(ballot, {"ana"}, false, v1::MESSAGE_REPORT);
    older.mutable_deliveries(0)->mutable_proof()->set_time_ms(s.poll(ballot).opens_ms());
    s.when("ben", older).then_done();
    const auto after = s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head()));
    EXPECT_EQ(after->latest().kind(), v1::HANDED_OVER);
    EXPECT_TRUE(after->has_warned());
}

TEST(Deliveries, lie_between_the_call_and_the_close) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.paper_call());
    s.when("ben", s.delivery(ballot, {"ana"})).then_refused(v1::STAGE_WRONG, {{"stage", "NOTICE"}});
    s.pass_to(s.poll(ballot).opens_ms());
    const auto called_ms = s.row(calls, ballot)->called_ms();
    const auto at = [&s, &ballot](std::int64_t ms) {
        auto act = s.delivery(ballot, {"ana"});
        act.mutable_deliveries(0)->mutable_proof()->set_time_ms(ms);
        return act;
    };
    const std::vector<Figure> first{{"number", "1"}};
    s.when("ben", at(called_ms - 1)).then_refused(v1::DELIVERY_TIME_WRONG, first);
    s.when("ben", at(called_ms)).then_done();
    s.when("ben", at(s.now().ms + ms_per_hour)).then_refused(v1::DELIVERY_TIME_WRONG, first);
    s.when("ana", s.delivery(ballot, {"ana"})).then_refused(reg::AUTHORITY_MISSING);
    const auto closes_ms = s.poll(ballot).closes_ms();
    s.close(ballot);
    s.when("ben", at(closes_ms)).then_refused(v1::DELIVERY_TIME_WRONG, first);
    s.when("ben", at(closes_ms - 1)).then_done();
}

TEST(Silence, follows_the_majority_of_those_who_voted) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when("ben", s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    close_and_count(s, ballot);
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.delivered_silent(), 2U);
    EXPECT_EQ(check_named(row, "participation.heads").have().value(), 3U);
    EXPECT_EQ(check_named(row, "agreement.area").have().value(), 27'000U);
    EXPECT_EQ(row.outcome(), tally::v1::PASSED);
}

TEST(Silence, counts_nobody_where_the_call_did_not_say_so) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 0U);
    EXPECT_EQ(s.verdict(ballot).outcome(), tally::v1::FAILED);
}

TEST(Silence, is_only_of_those_who_were_warned_and_handed_nothing_in) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when("ben", s.delivery(ballot, {"ana", "bo", "dan"})).then_done();
    s.when("ben", s.delivery(ballot, {"chu"}, false)).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    // Bo's paper is there and was not entered to the end: he was not silent.
    s.when("ben", s.issue(ballot, {"bo", "dan"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "bo", s.entry(ballot, v1::DISAGREE))).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U) << "dan and eve alone";
}

TEST(Silence, takes_part_so_that_a_ballot_need_not_go_on) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    auto call = silent_call(s);
    call.mutable_terms()->set_extend_days(5);
    const Id16 ballot = s.opened(call);
    s.when("ben", s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    s.then_events({"BallotClosed"});
}

// The worked examples: 100 flats of 90 m²; X has three of them, the developer twelve.
struct Estate : PaperTown {
    Estate() : PaperTown("", "liaocheng") {
        person("x");
        person("developer");
        for (int i = 0; i < 3; ++i) flat("x" + std::to_string(i), "east", 9'000, {"x"});
        for (int i = 0; i < 12; ++i)
            flat("d" + std::to_string(i), "east", 9'000, {"developer"}, reg::UNSOLD);
        for (int i = 0; i < 85; ++i) owner(single(i), 9'000, "west");
    }
    static std::string single(int number) { return "single " + std::to_string(number); }
    // Forty single owners vote by phone, thirty for it; of the other 47 heads 42 were reached and
    // warned, X and the developer among them.
    Id16 voted(const v1::CallBallot& act) {
        const Id16 ballot = opened(act);
        for (int i = 0; i < 40; ++i) {
            const auto name = single(i);
            when(name, vote(ballot, name, i < 30 ? v1::AGREE : v1::DISAGREE)).then_done();
        }
        std::vector<std::string> reached{"x", "developer"};
        for (int i = 40; i < 80; ++i) reached.push_back(single(i));
        when("ben", delivery(ballot, {reached.begin(), reached.begin() + 40})).then_done();
        when("ben", delivery(ballot, {reached.begin() + 40, reached.end()})).then_done();
        return ballot;
    }
};

// Five of 87 heads were not reached; they stay in the denominator alone.
TEST(WorkedExample, E7_the_silent_join_the_majority_and_the_unreached_do_not) {
    Estate s;
    const Id16 ballot = s.voted(silent_call(s));
    close_and_count(s, ballot);
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.roll_lines(), 87U);
    EXPECT_EQ(row.delivered_silent(), 42U);
    EXPECT_EQ(check_named(row, "participation.heads").have().value(), 82U);
    EXPECT_EQ(check_named(row, "participation.heads").needed().value(), 58U);
    EXPECT_EQ(check_named(row, "agreement.heads").have().value(), 72U);
    EXPECT_EQ(row.input().disagree().heads().value(), 10U);
    EXPECT_EQ(row.outcome(), tally::v1::PASSED);
}

TEST(WorkedExample, E8_without_the_rule_forty_of_eighty_seven_are_too_few) {
    Estate s;
    const Id16 ballot = s.voted(s.paper_call());
    close_and_count(s, ballot);
    const auto row = s.verdict(ballot);
    EXPECT_EQ(check_named(row, "participation.heads").have().value(), 40U);
    EXPECT_EQ(row.outcome(), tally::v1::FAILED);
}

// E5: one ballot, one head, 270 m².
TEST(WorkedExample, E5_three_flats_of_one_owner_are_one_paper) {
    Estate s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "x");
    EXPECT_EQ(s.poll(ballot).heads_paper(), 1U);
    EXPECT_EQ(s.poll(ballot).area_centi(), 27'000U);
}

}  // namespace
}  // namespace linlian::ballot
