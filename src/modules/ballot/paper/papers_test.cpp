// Papers from the printer to the result, and who may do what to them.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

TEST(Papers, are_bound_to_lines_of_the_roll_one_to_each) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana", "dan"})).then_done().then_events({"PapersIssued"});
    EXPECT_EQ(s.paper(ballot, "ana").state(), v1::ISSUED);
    s.when("ben", s.issue(ballot, {"bo", "ana"})).then_refused(v1::SERIAL_TAKEN, {{"number", "2"}});
    auto again = s.issue(ballot, {"eve"});  // a co-owner of dan's flat
    s.when("ben", again).then_refused(v1::PAPER_LIVE, {{"number", "1"}});
    auto forged = s.issue(ballot, {"bo"});
    forged.mutable_papers(0)->mutable_voter()->mutable_line()->set_area_centi(1);
    s.when("ben", forged).then_refused(v1::LINE_NOT_ON_ROLL);
    EXPECT_FALSE(s.row(papers_of, ballot, hash_of(s.voter(ballot, "bo").line().head()),
                       std::string{"residents"}));
}

TEST(Papers, are_issued_by_clerks_while_the_ballot_is_open) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_refused(v1::STAGE_WRONG, {{"stage", "NOTICE"}});
    s.pass_to(s.poll(ballot).opens_ms());
    s.when("ana", s.issue(ballot, {"ana"})).then_refused(reg::AUTHORITY_MISSING);
    auto by_phone = s.call({s.item("lift")});
    by_phone.mutable_terms()->clear_channels();
    by_phone.mutable_terms()->add_channels(v1::PHONE);
    const Id16 other = s.opened(by_phone);
    s.when("ben", s.issue(other, {"ana"})).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PAPER"}});
}

TEST(Papers, that_are_lost_are_voided_and_printed_anew) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when_cosigned(s.voiding(ballot, "bo")).then_refused(v1::PAPER_UNKNOWN, {{"number", "1"}});
    s.when("ben", s.voiding(ballot, "ana")).then_refused(registry::v1::AUTHORITY_MISSING);
    s.when_cosigned(s.voiding(ballot, "ana"))
        .then_done()
        .then_events({"PaperVoided", "Supported", "Completed"});
    auto reprint = s.issue(ballot, {"ana"});
    reprint.mutable_papers(0)->set_serial(id_bytes("second paper of ana"));
    s.when("ben", reprint).then_done();
    s.when("ben", s.sealed(ballot, "ben", "ana", s.entry(ballot)))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "VOIDED"}});
}

// Whoever read a paper does not say that it was lost, though a new round has begun since.
TEST(Papers, that_somebody_read_are_voided_by_others) {
    PaperTown s;
    s.four_flats();
    s.third_kind();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "ana", s.entry(ballot))).then_done();
    const std::vector<Figure> first{{"number", "1"}};
    s.when_cosigned(s.voiding(ballot, "ana")).then_refused(v1::OTHER_CLERK_NEEDED, first);
    s.when_reopened(s.reopening(ballot, "ana")).then_done();
    s.when_cosigned(s.voiding(ballot, "ana")).then_refused(v1::OTHER_CLERK_NEEDED, first);
    s.when_by_others(s.voiding(ballot, "ana"))
        .then_done()
        .then_events({"PaperVoided", "Supported", "Completed"});
    s.when("gus", s.sealed(ballot, "gus", "ana", s.entry(ballot), 2))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "VOIDED"}});
}

TEST(Papers, that_differ_are_voided_by_others) {
    PaperTown s;
    s.four_flats();
    s.third_kind();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when_entered(ballot, "ana", s.entry(ballot), s.entry(ballot, v1::DISAGREE))
        .then_events({"PaperDiffers"});
    s.when_cosigned(s.voiding(ballot, "ana"))
        .then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
    s.when_by_others(s.voiding(ballot, "ana")).then_done();
    EXPECT_FALSE(s.counted(ballot, "ana"));
}

// A vote that two kinds of office read is corrected, with its document; it does not disappear.
TEST(Papers, that_counted_once_are_voided_by_nobody) {
    PaperTown s;
    s.four_flats();
    s.third_kind();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana");
    s.when_by_others(s.voiding(ballot, "ana"))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "SETTLED"}});
    s.when_by_others(s.reopening(ballot, "ana")).then_done();
    s.when_by_others(s.voiding(ballot, "ana"))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "ISSUED"}});
    s.when_entered(ballot, "ana", v1::AGREE, 2).then_events({"PaperSettled"});
}

TEST(Papers, that_were_read_are_voided_by_nobody_with_an_interest) {
    PaperTown s;
    s.four_flats();
    s.third_kind();
    s.make_clerk("chu", "street");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"chu"})).then_done();
    s.when("gus", s.sealed(ballot, "gus", "chu", s.entry(ballot))).then_done();
    s.when_proposed("pru", "group", s.voiding(ballot, "chu")).then_done();
    const Id16 motion = s.made();
    s.when_supported("chu", "street", motion).then_refused(v1::CLERK_INTERESTED, {{"number", "1"}});
    s.when_supported("ben", "residents", motion).then_done();
}

TEST(Papers, count_beside_phones_in_one_result) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when_counted(ballot, "bo");
    s.when_counted(ballot, "dan", v1::DISAGREE);
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
    EXPECT_EQ(s.voted(ballot, v1::PAPER), 2U);
    EXPECT_EQ(s.area_voted(ballot), 25'000U);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    const auto row = s.verdict(ballot);
    EXPECT_EQ(row.outcome(), tally::v1::PASSED);
    ASSERT_EQ(row.by_channel_size(), 2);
    EXPECT_EQ(row.by_channel(0).by(), "paper");
    EXPECT_EQ(row.by_channel(0).heads(), 2U);
    ASSERT_EQ(row.by_clerks_size(), 1);
    EXPECT_EQ(row.by_clerks(0).heads(), 2U);
}

TEST(Papers, never_displace_a_phone_unless_it_was_said_before) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.when_counted(ballot, "ana").then_events({"PaperSettled"});
    EXPECT_EQ(s.paper(ballot, "ana").state(), v1::SETTLED);
    EXPECT_EQ(s.counted(ballot, "ana")->channel(), v1::PHONE);
    EXPECT_EQ(s.voted(ballot, v1::PHONE) + s.voted(ballot, v1::PAPER), 1U);
}

// Whoever reads a paper is not told whether its voter voted by phone: neither by what they get
// back, nor by the row, nor by what the list says of it before the result.
TEST(Papers, tell_their_clerks_the_same_whoever_voted_by_phone) {
    std::set<Bytes> told;
    for (const bool votes : {false, true}) {
        PaperTown s{""};
        s.four_flats();
        const Id16 ballot = s.opened(s.paper_call());
        if (votes) s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
        if (!votes) s.when("bo", s.vote(ballot, "bo", v1::DISAGREE)).then_done();
        s.when_counted(ballot, "ana");
        Bytes all = s.paper(ballot, "ana").SerializeAsString();
        for (const auto& event : s.receipts().back().effects().events()) all += event.type();
        auto query = about<v1::PaperQuery>(ballot);
        query.set_serial(PaperTown::serial_of("ana"));
        const auto reply = s.ask<v1::PaperReply>(query, "ben");
        EXPECT_FALSE(reply->counts());
        EXPECT_EQ(reply->because(), v1::CHANNEL_UNSPECIFIED);
        told.insert(all);
        s.when_reopened(s.reopening(ballot, "ana")).then_done();
        s.when_entered(ballot, "ana", v1::AGREE, 2);
        s.close(ballot);
        s.pass_to(s.poll(ballot).due_ms());
        const auto after = s.ask<v1::PaperReply>(query, "ben");
        EXPECT_EQ(after->counts(), !votes);
        EXPECT_EQ(after->because(), votes ? v1::PHONE : v1::CHANNEL_UNSPECIFIED);
    }
    EXPECT_EQ(told.size(), 1U);
}

TEST(Papers, displace_a_phone_where_it_was_said_before) {
    PaperTown s;
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_paper_displaces_phone(true);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.when_counted(ballot, "ana").then_events({"PaperSettled"});
    EXPECT_EQ(s.counted(ballot, "ana")->channel(), v1::PAPER);
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 0U);
    EXPECT_EQ(s.voted(ballot, v1::PAPER), 1U);
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::CHANNEL_COUNTS, {{"channel", "PAPER"}});
}

TEST(Papers, are_set_aside_when_their_voter_votes_by_phone_after_all) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana", v1::DISAGREE).then_events({"PaperSettled"});
    s.when("ana", s.vote(ballot, "ana")).then_done().then_events({});
    EXPECT_EQ(s.paper(ballot, "ana").state(), v1::SETTLED);
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
    EXPECT_EQ(s.voted(ballot, v1::PAPER), 0U);
    EXPECT_EQ(s.area_voted(ballot), 10'000U);
}

// E6: spouses own together; the named voter's ballot counts, whoever else signs a paper.
TEST(WorkedExample, E6_spouses_have_one_ballot_by_whatever_channel) {
    PaperTown s;
    s.four_flats();
    auto holding = *s.row(registry::holdings, id("flat of dan and eve"));
    holding.set_voter(id_bytes("dan"));
    s.given(registry::holdings, holding, id("flat of dan and eve"));
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "eve", v1::DISAGREE);
    s.when("eve", s.vote(ballot, "eve")).then_refused(v1::VOTER_NAMED);
    s.when("dan", s.vote(ballot, "dan")).then_done().then_events({"CoownerVoted"});
    EXPECT_EQ(s.counted(ballot, "eve")->choices(0).open().mark(), v1::AGREE);
    EXPECT_EQ(s.voted(ballot, v1::PHONE) + s.voted(ballot, v1::PAPER), 1U);
    EXPECT_EQ(s.area_voted(ballot), 6'000U);
}

TEST(Papers, that_were_misread_are_struck_and_entered_anew) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana", v1::DISAGREE);
    s.when_reopened(s.reopening(ballot, "ana", 2))
        .then_refused(v1::ROUND_WRONG, {{"number", "1"}, {"round", "1"}});
    s.when_reopened(s.reopening(ballot, "ana"))
        .then_done()
        .then_events({"PaperReopened", "Supported", "Completed"});
    EXPECT_TRUE(s.counted(ballot, "ana")->struck());
    EXPECT_EQ(s.voted(ballot, v1::PAPER), 0U);
    s.when_reopened(s.reopening(ballot, "ana", 2))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "ISSUED"}});
    s.when_entered(ballot, "ana", v1::AGREE, 2).then_events({"PaperSettled"});
    EXPECT_FALSE(s.counted(ballot, "ana")->struck());
    EXPECT_EQ(s.counted(ballot, "ana")->choices(0).open().mark(), v1::AGREE);
    const auto first = s.row(paper_rounds, ballot, id("paper of ana"), 1U);
    EXPECT_EQ(first->readings(0).entry().choices(0).open().mark(), v1::DISAGREE) << "it is kept";
    EXPECT_FALSE(first->reopened_by().empty());
}

TEST(Papers, are_corrected_by_two_offices_and_not_by_one) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana");
    s.when("ben", s.reopening(ballot, "ana"))
        .then_refused(reg::AUTHORITY_MISSING,
                      {{"needed", "cosign:2:clerk:residents:street:owners:preparatory"}});
    s.when_proposed("ben", "residents", s.reopening(ballot, "ana")).then_done();
    // Nor by those alone who read it.
    const Id16 motion = s.made();
    s.when_supported("gus", "street", motion)
        .then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
    s.when_supported("hua", "street", motion).then_done();
    EXPECT_TRUE(s.counted(ballot, "ana")->struck());
}

TEST(Papers, on_which_a_ruling_stands_stay_as_it_says) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana");
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    s.when_upheld("ren", s.made()).then_done();
    EXPECT_TRUE(s.counted(ballot, "ana")->struck());
    s.when_reopened(s.reopening(ballot, "ana")).then_refused(v1::RULED_ALREADY);
    // Bo's paper was lost; a ruling put what Bo claims in its place before it was found.
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
    s.when("bo", s.dispute(ballot, "bo", {v1::AGREE})).then_done();
    s.when_upheld("ren", s.made()).then_done();
    s.when_entered(ballot, "bo", v1::DISAGREE).then_events({"PaperSettled"});
    EXPECT_EQ(s.counted(ballot, "bo")->choices(0).open().mark(), v1::AGREE);
    // Chu's paper was struck to be entered anew, and the ruling came first.
    s.when_counted(ballot, "chu", v1::DISAGREE);
    s.when_reopened(s.reopening(ballot, "chu")).then_done();
    s.when("chu", s.dispute(ballot, "chu", {v1::AGREE})).then_done();
    s.when_upheld("ren", s.made()).then_done();
    s.when_entered(ballot, "chu", v1::DISAGREE, 2).then_events({"PaperSettled"});
    EXPECT_EQ(s.voted(ballot, v1::RULING) + s.voted(ballot, v1::PAPER), 2U);
}

TEST(Papers, of_the_wrong_shape_are_refused_before_anything_is_read) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    auto twice = s.issue(ballot, {"ana", "bo"});
    twice.mutable_papers(1)->set_serial(twice.papers(0).serial());
    s.when("ben", twice).then_refused(v1::VALUE_WRONG, {{"field", "serial"}});
    auto silent = s.voiding(ballot, "ana");
    silent.clear_reason();
    s.when("ben", silent).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    auto nothing = s.sealed(ballot, "ben", "ana", s.entry(ballot));
    nothing.clear_entries();
    s.when("ben", nothing).then_refused(v1::VALUE_WRONG, {{"field", "entries"}});
    auto odd = s.entry(ballot);
    odd.set_helper("five?");
    s.when("ben", s.shown(ballot, "ben", "ana", odd))
        .then_refused(v1::VALUE_WRONG, {{"field", "helper"}});
}

}  // namespace
}  // namespace linlian::ballot
