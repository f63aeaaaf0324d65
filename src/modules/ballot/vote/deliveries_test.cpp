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
    s.when_cosigned(s.delivery(ballot, {"ana", "bo"}, false, v1::REGISTERED_POST))
        .then_done()
        .then_events({"DeliveriesRecorded", "Supported", "Completed"});
    s.when_cosigned(s.delivery(ballot, {"ana"})).then_done();
    const auto row = s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head()));
    EXPECT_EQ(row->latest().kind(), v1::HANDED_OVER);
    EXPECT_TRUE(row->has_warned());
    EXPECT_EQ(row->records(), 2U);
    std::vector<Bytes> both{id_bytes("ben"), id_bytes("gus")};
    std::ranges::sort(both);
    EXPECT_EQ((std::vector<Bytes>{row->recorded_by().begin(), row->recorded_by().end()}), both);
    // An older proof that comes in later hides neither the newer one nor the warning.
    auto older = s.delivery(ballot, {"ana"}, false, v1::MESSAGE_REPORT);
    older.mutable_deliveries(0)->mutable_proof()->set_time_ms(s.poll(ballot).opens_ms());
    s.when_cosigned(older).then_done();
    const auto after = s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head()));
    EXPECT_EQ(after->latest().kind(), v1::HANDED_OVER);
    EXPECT_TRUE(after->has_warned());
}

TEST(Deliveries, lie_between_the_call_and_the_close) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.paper_call());
    s.when_cosigned(s.delivery(ballot, {"ana"}))
        .then_refused(v1::STAGE_WRONG, {{"stage", "NOTICE"}});
    s.pass_to(s.poll(ballot).opens_ms());
    const auto called_ms = s.row(calls, ballot)->called_ms();
    const auto at = [&s, &ballot](std::int64_t ms) {
        auto act = s.delivery(ballot, {"ana"});
        act.mutable_deliveries(0)->mutable_proof()->set_time_ms(ms);
        return act;
    };
    const std::vector<Figure> first{{"number", "1"}};
    s.when_cosigned(at(called_ms - 1)).then_refused(v1::DELIVERY_TIME_WRONG, first);
    s.when_cosigned(at(called_ms)).then_done();
    s.when_cosigned(at(s.now().ms + ms_per_hour)).then_refused(v1::DELIVERY_TIME_WRONG, first);
    s.when("ana", s.delivery(ballot, {"ana"})).then_refused(reg::AUTHORITY_MISSING);
    const auto closes_ms = s.poll(ballot).closes_ms();
    s.close(ballot);
    s.when_cosigned(at(closes_ms - 1)).then_refused(v1::STAGE_WRONG, {{"stage", "COUNTING"}});
}

// Which line a serial is of, the clerk is told by a node.
TEST(Deliveries, are_of_the_voter_whose_paper_the_table_names) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana", "bo"})).then_done();
    auto act = s.delivery(ballot, {"ana", "bo"});
    act.mutable_deliveries(0)->set_serial(PaperTown::serial_of("ana"));
    act.mutable_deliveries(1)->set_serial(PaperTown::serial_of("ana"));
    s.when_cosigned(act).then_refused(v1::SERIAL_OF_OTHER, {{"number", "2"}});
    act.mutable_deliveries(1)->set_serial(PaperTown::serial_of("chu"));
    s.when_cosigned(act).then_refused(v1::PAPER_UNKNOWN, {{"number", "2"}});
    act.mutable_deliveries(1)->set_serial(PaperTown::serial_of("bo"));
    s.when_cosigned(act).then_done();
}

TEST(Deliveries, take_clerks_of_two_offices) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.delivery(ballot, {"ana"}))
        .then_refused(reg::AUTHORITY_MISSING,
                      {{"needed", "cosign:2:clerk:residents:street:owners:preparatory"}});
    s.when_proposed("gus", "street", s.delivery(ballot, {"ana"})).then_done();
    const Id16 motion = s.made();
    s.when_supported("hua", "street", motion).then_done();
    EXPECT_FALSE(s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head())));
    s.when_supported("ben", "residents", motion).then_done();
    const auto row = s.row(deliveries, ballot, hash_of(s.voter(ballot, "ana").line().head()));
    EXPECT_EQ(row->recorded_by_size(), 3) << "all who stood behind it";
}

// Neither as the proposer nor as who completes it.
TEST(Deliveries, are_recorded_by_nobody_with_an_interest) {
    PaperTown s;
    s.four_flats();
    s.flat("flat of gus", "east", 5'000, {"gus"});
    const Id16 ballot = s.opened(s.paper_call());
    const auto act = s.delivery(ballot, {"ana", "gus"});
    const std::vector<Figure> second{{"number", "2"}};
    s.when_proposed("ben", "residents", act).then_done();
    const Id16 motion = s.made();
    s.when_supported("gus", "street", motion).then_refused(v1::CLERK_INTERESTED, second);
    s.when_proposed("gus", "street", act).then_done();
    const Id16 own = s.made();
    s.when_supported("ben", "residents", own).then_refused(v1::CLERK_INTERESTED, second);
    // A third clerk makes two without an interest.
    s.when_supported("hua", "street", motion).then_done();
    EXPECT_TRUE(s.row(deliveries, ballot, hash_of(s.voter(ballot, "gus").line().head())));
}

// A flat of somebody who says that nothing came.
struct Unreached : PaperTown {
    Unreached() : PaperTown("ballot", "liaocheng") {
        four_flats();
        ballot = opened(silent_call(*this));
        when_cosigned(delivery(ballot, {"ana", "bo", "chu"})).then_done();
        when("ana", vote(ballot, "ana")).then_done();
    }
    v1::Object complaint(const std::string& owner) const {
        auto act = dispute(ballot, owner);
        act.set_about(v1::DELIVERY);
        return act;
    }
    Id16 complained(const std::string& owner) {
        when(owner, complaint(owner)).then_done();
        return made();
    }
    v1::Delivery delivered(const std::string& owner) const {
        return *row(deliveries, ballot, hash_of(voter(ballot, owner).line().head()));
    }
    Id16 ballot;
};

TEST(ObjectionToADelivery, that_is_upheld_takes_the_voter_out_of_the_silent) {
    Unreached s;
    const Id16 objection = s.complained("bo");
    s.when("bo", s.complaint("bo")).then_refused(v1::DISPUTED_ALREADY);
    s.when("ana", s.complaint("chu")).then_refused(v1::NOT_YOUR_LINE);
    s.when("dan", s.complaint("dan")).then_refused(v1::DELIVERY_UNKNOWN);
    auto claims = s.complaint("chu");
    PaperTown::add_choice(*claims.mutable_claim(), v1::AGREE);
    s.when("chu", claims).then_refused(v1::VALUE_WRONG, {{"field", "claim"}});
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(s.delivered("bo").struck_by(), objection.bytes());
    s.when("bo", s.complaint("bo")).then_refused(v1::DELIVERY_UNKNOWN);
    close_and_count(s, s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 1U) << "chu alone";
}

TEST(ObjectionToADelivery, after_the_close_has_the_result_counted_anew) {
    Unreached s;
    close_and_count(s, s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 2U);
    const Id16 of_bo = s.complained("bo");
    const Id16 of_chu = s.complained("chu");
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 2U) << "until the ruling";
    s.when_upheld("ren", of_bo)
        .then_done()
        .then_events({"ObjectionRuled", "ResultRecounted", "Supported", "Completed"});
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 1U);
    EXPECT_EQ(s.verdict(s.ballot).outcome(), tally::v1::FAILED) << "two of four heads take part";
    s.when("ren", s.ruling(of_chu, v1::REJECTED)).then_done();
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 1U);
    EXPECT_EQ(s.delivered("chu").struck_by(), "");
    s.settle(s.ballot);
    s.when("chu", s.complaint("chu")).then_refused(v1::STAGE_WRONG, {{"stage", "FINAL"}});
}

TEST(ObjectionToADelivery, leaves_room_for_a_real_one_later) {
    Unreached s;
    const auto before = s.delivery(s.ballot, {"bo"});
    const Id16 objection = s.complained("bo");
    s.when_upheld("ren", objection).then_done();
    s.when_cosigned(before).then_refused(v1::RULED_ALREADY);
    s.when_passed(ms_per_hour);
    s.when_cosigned(s.delivery(s.ballot, {"bo"})).then_done();
    EXPECT_EQ(s.delivered("bo").struck_by(), "");
    s.when_cosigned(before).then_refused(v1::RULED_ALREADY);
    close_and_count(s, s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).delivered_silent(), 2U);
}

TEST(Silence, follows_the_majority_of_those_who_voted) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
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
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 0U);
    EXPECT_EQ(s.verdict(ballot).outcome(), tally::v1::FAILED);
}

TEST(Silence, is_only_of_those_who_were_warned_and_handed_nothing_in) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "dan"})).then_done();
    s.when_cosigned(s.delivery(ballot, {"chu"}, false)).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    // Bo's paper was entered by two offices and not shown to the end: they were not silent. What
    // one clerk alone says of dan may be made up, or left lying by the others.
    const auto read = s.entry(ballot, v1::DISAGREE);
    s.when("ben", s.issue(ballot, {"bo", "dan"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "bo", read)).then_done();
    s.when("gus", s.sealed(ballot, "gus", "bo", read)).then_done();
    s.when("ben", s.sealed(ballot, "ben", "dan", read)).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 0U);
    EXPECT_EQ(s.verdict(ballot).input().silence().perhaps().heads().value(), 1U) << "dan";
}

// One clerk of one kind makes nothing of a voter's: neither a vote nor that they handed something
// in.
TEST(Silence, is_not_ended_by_two_clerks_of_one_kind_of_office) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"ana", "bo"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
    for (const auto* clerk : {"gus", "hua"})
        s.when(clerk, s.sealed(ballot, clerk, "bo", s.entry(ballot))).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).input().silence().perhaps().heads().value(), 1U) << "bo";
}

// Else two clerks void what somebody handed in and say that its voter follows the majority.
TEST(Silence, is_not_made_by_voiding_what_was_handed_in) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    s.third_kind();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    const auto read = s.entry(ballot, v1::DISAGREE);
    s.when("ben", s.issue(ballot, {"bo", "chu"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "bo", read)).then_done();
    for (const auto* voter : {"bo", "chu"}) {
        s.when("gus", s.sealed(ballot, "gus", voter, read)).then_done();
        s.when_by_others(s.voiding(ballot, voter)).then_done();
    }
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U) << "chu, of whom one kind says so";
}

TEST(Silence, of_a_buyer_is_not_ended_by_what_the_seller_handed_in) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    s.third_kind();
    s.person("kim");
    const Id16 ballot = s.opened(silent_call(s));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    const auto read = s.entry(ballot, v1::DISAGREE);
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "bo", read)).then_done();
    s.when("gus", s.sealed(ballot, "gus", "bo", read)).then_done();
    s.when_by_others(s.voiding(ballot, "bo")).then_done();
    s.when("ben", s.sale("flat of bo", "kim")).then_done();
    s.when_cosigned(s.replacing(ballot, "bo", {"flat of bo"}, "kim")).then_done();
    s.when_passed(ms_per_hour);
    s.when_cosigned(s.delivery(ballot, {"bo"})).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U);
}

// Bo and chu voted and had it struck by a ruling: they said something, and nobody says for them
// that they follow the majority.
TEST(Silence, is_not_of_those_whose_vote_a_ruling_struck) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("bo", s.vote(ballot, "bo", v1::DISAGREE)).then_done();
    s.when_counted(ballot, "chu", v1::DISAGREE);
    for (const auto* voter : {"bo", "chu"}) {
        s.when(voter, s.dispute(ballot, voter)).then_done();
        s.when_upheld("ren", s.made()).then_done();
        EXPECT_TRUE(s.counted(ballot, voter)->struck());
    }
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).casts(), 1U);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 0U);
}

// Nobody found the paper that they speak of; that they were for it they did not say.
TEST(Silence, is_not_of_those_who_said_before_the_close_what_they_chose) {
    PaperTown s{"", "liaocheng"};
    s.four_flats();
    const Id16 ballot = s.opened(silent_call(s));
    s.when_cosigned(s.delivery(ballot, {"bo", "chu"})).then_done();
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("bo", s.dispute(ballot, "bo", {v1::DISAGREE})).then_done();
    s.when("ren", s.ruling(s.made(), v1::REJECTED)).then_done();
    close_and_count(s, ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U);
    s.when("chu", s.dispute(ballot, "chu", {v1::DISAGREE})).then_done();
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U) << "with the result before their eyes";
}

TEST(Silence, takes_part_so_that_a_ballot_need_not_go_on) {
    PaperTown s{"ballot", "liaocheng"};
    s.four_flats();
    auto call = silent_call(s);
    call.mutable_terms()->set_extend_days(5);
    const Id16 ballot = s.opened(call);
    s.when_cosigned(s.delivery(ballot, {"ana", "bo", "chu"})).then_done();
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
    Id16 with_votes(const v1::CallBallot& act) {
        const Id16 ballot = opened(act);
        for (int i = 0; i < 40; ++i) {
            const auto name = single(i);
            when(name, vote(ballot, name, i < 30 ? v1::AGREE : v1::DISAGREE)).then_done();
        }
        std::vector<std::string> reached{"x", "developer"};
        for (int i = 40; i < 80; ++i) reached.push_back(single(i));
        when_cosigned(delivery(ballot, {reached.begin(), reached.begin() + 40})).then_done();
        when_cosigned(delivery(ballot, {reached.begin() + 40, reached.end()})).then_done();
        return ballot;
    }
};

// Five of 87 heads were not reached; they stay in the denominator alone.
TEST(WorkedExample, E7_the_silent_join_the_majority_and_the_unreached_do_not) {
    Estate s;
    const Id16 ballot = s.with_votes(silent_call(s));
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
    const Id16 ballot = s.with_votes(s.paper_call());
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
    EXPECT_EQ(s.voted(ballot, v1::PAPER), 1U);
    EXPECT_EQ(s.area_voted(ballot), 27'000U);
}

}  // namespace
}  // namespace linlian::ballot
