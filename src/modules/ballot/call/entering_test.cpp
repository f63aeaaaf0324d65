// Clerks of two kinds of office who do not see each other's entries, and what an unhonest pair is
// stopped at.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

struct Desk : PaperTown {
    explicit Desk(const std::string& local = national) : PaperTown("ballot", local) {
        four_flats();
        ballot = opened(paper_call());
        when("ben", issue(ballot, {"ana", "bo", "chu"})).then_done();
    }
    Id16 ballot;
};

TEST(Entering, counts_when_two_offices_read_the_same) {
    Desk s;
    const auto read = s.entry(s.ballot);
    auto by_gus = read;
    by_gus.set_scan(document('z'));  // each makes a scan of their own
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done().then_events({"PapersSealed"});
    s.when("gus", s.sealed(s.ballot, "gus", "ana", by_gus)).then_done();
    s.when("gus", s.shown(s.ballot, "gus", "ana", by_gus)).then_done().then_events({});
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
    s.when("ben", s.shown(s.ballot, "ben", "ana", read)).then_done().then_events({"PaperSettled"});
    const auto row = s.counted(s.ballot, "ana");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->channel(), v1::PAPER);
    EXPECT_EQ(row->paper(), PaperTown::serial_of("ana"));
    EXPECT_EQ(row->member(), "");
    EXPECT_EQ(row->clerk_offices_size(), 2);
    EXPECT_LT(row->clerk_offices(0), row->clerk_offices(1));
}

// The pair of one office; one clerk with two roles; a clerk who copies what the first has shown.
TEST(Entering, takes_two_members_of_two_offices) {
    Desk s;
    const auto read = s.entry(s.ballot);
    s.when("gus", s.sealed(s.ballot, "gus", "ana", read)).then_done();
    s.when("hua", s.sealed(s.ballot, "hua", "ana", read)).then_done();
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::SEALED_ONCE) << "by one kind of office";
    s.when("hua", s.sealed(s.ballot, "ben", "ana", read)).then_refused(v1::CLERK_NEEDED);
    for (const auto* clerk : {"gus", "hua"})
        s.when(clerk, s.shown(s.ballot, clerk, "ana", read))
            .then_refused(v1::OTHER_OFFICE_NEEDED, {{"number", "1"}});
}

TEST(Entering, takes_two_members_even_where_one_serves_two_offices) {
    PaperTown s;
    s.four_flats();
    reg::Role role;
    role.set_granted_by(registry::given_by());
    s.given(registry::roles, role, id("ben"), id("street"), "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    auto act = s.sealed(ballot, "ben", "ana", s.entry(ballot));
    s.when("ben", act).then_done();
    act.set_as_office(id_bytes("street"));
    s.when("ben", act).then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
}

TEST(Entering, is_not_for_a_clerk_who_speaks_for_the_voter) {
    PaperTown s;
    s.flat("flat of gus", "east", 5'000, {"gus"});
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"gus"})).then_done();
    s.when("gus", s.sealed(ballot, "gus", "gus", s.entry(ballot)))
        .then_refused(v1::CLERK_INTERESTED, {{"number", "1"}});
}

TEST(Entering, is_not_for_who_signed_it_as_a_proxy_as_the_other_clerk_reads) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
    auto read = s.entry(ballot);
    read.set_proxy(id_bytes("gus"));
    s.when("ben", s.sealed(ballot, "ben", "bo", read)).then_done();
    s.when("gus", s.sealed(ballot, "gus", "bo", read)).then_done();
    s.when("ben", s.shown(ballot, "ben", "bo", read)).then_done();
    s.when("gus", s.shown(ballot, "gus", "bo", read))
        .then_refused(v1::HELPER_CANNOT_ENTER, {{"number", "1"}});
}

// The one who erred alone reads it again.
TEST(Entering, of_entries_that_differ_goes_on_until_two_are_alike) {
    Desk s;
    const auto right = s.entry(s.ballot);
    s.when_entered(s.ballot, "ana", right, s.entry(s.ballot, v1::ABSTAIN))
        .then_events({"PaperDiffers"});
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::DIFFERS);
    EXPECT_EQ(s.paper(s.ballot, "ana").round(), 1U);
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
    s.when("ben", s.sealed(s.ballot, "ben", "ana", right, 2))
        .then_refused(v1::ROUND_WRONG, {{"number", "1"}, {"round", "1"}});
    s.when("gus", s.sealed(s.ballot, "gus", "ana", right)).then_done();
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::DIFFERS);
    s.when("gus", s.shown(s.ballot, "gus", "ana", right)).then_done().then_events({"PaperSettled"});
    EXPECT_EQ(s.counted(s.ballot, "ana")->choices(0).open().mark(), v1::AGREE);
}

TEST(Entering, shows_nothing_but_what_was_sealed) {
    Desk s;
    const auto read = s.entry(s.ballot);
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done();
    s.when("ben", s.sealed(s.ballot, "ben", "ana", s.entry(s.ballot, v1::ABSTAIN))).then_done();
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done();  // nobody else sealed yet
    s.when("gus", s.sealed(s.ballot, "gus", "ana", read)).then_done();
    // From now on what one shows is seen by whoever runs a node: nobody seals the same in front of
    // it.
    for (const auto* clerk : {"ben", "gus"})
        s.when(clerk, s.sealed(s.ballot, clerk, "ana", read))
            .then_refused(v1::SEAL_WAITS, {{"number", "1"}});
    s.when("ben", s.shown(s.ballot, "ben", "ana", s.entry(s.ballot, v1::DISAGREE)))
        .then_refused(v1::SEAL_BROKEN, {{"number", "1"}});
    s.when("hua", s.shown(s.ballot, "hua", "ana", read))
        .then_refused(v1::SEAL_NOT_YOURS, {{"number", "1"}});
    s.when("ben", s.shown(s.ballot, "ben", "ana", read)).then_done();
    s.when("ben", s.shown(s.ballot, "ben", "ana", read))
        .then_refused(v1::SEAL_NOT_YOURS, {{"number", "1"}});
    // Whoever has not shown yet does so before they think anew; whoever has waits for the others.
    s.when("gus", s.sealed(s.ballot, "gus", "ana", read))
        .then_refused(v1::SEAL_WAITS, {{"number", "1"}});
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "SHOWN_ONCE"}});
}

// The seals of others, and what opens them, are seen by whoever runs a node.
TEST(Entering, takes_no_copy_of_a_seal) {
    Desk s;
    const auto read = s.entry(s.ballot);
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done();
    auto copied = s.sealed(s.ballot, "gus", "ana", read);
    copied.mutable_entries(0)->set_seal(
        PaperTown::sealed_as(s.ballot, copied.entries(0), "ben", read).bytes());
    s.when("gus", copied).then_done();
    s.when("ben", s.shown(s.ballot, "ben", "ana", read)).then_done();
    auto repeated = s.shown(s.ballot, "gus", "ana", read);
    repeated.mutable_entries(0)->set_salt(PaperTown::salt_of("ben"));
    s.when("gus", repeated).then_refused(v1::SEAL_BROKEN, {{"number", "1"}});
}

TEST(Entering, of_what_cannot_be_is_refused) {
    Desk s;
    auto early = s.entry(s.ballot);
    early.set_received_ms(s.now().ms + ms_per_day);
    auto helped = s.entry(s.ballot);
    helped.set_helper(id_bytes("ben"));
    auto empty = s.entry(s.ballot);
    empty.clear_choices();
    const std::vector<std::pair<std::string, v1::PaperEntry>> reads{
        {"ana", early}, {"bo", helped}, {"chu", empty}};
    for (const auto& [owner, read] : reads) {
        s.when("ben", s.sealed(s.ballot, "ben", owner, read)).then_done();
        s.when("gus", s.sealed(s.ballot, "gus", owner, read)).then_done();
    }
    s.when("ben", s.shown(s.ballot, "ben", "ana", early))
        .then_refused(v1::RECEIPT_TIME_WRONG, {{"number", "1"}});
    s.when("ben", s.shown(s.ballot, "ben", "bo", helped))
        .then_refused(v1::HELPER_CANNOT_ENTER, {{"number", "1"}});
    s.when("ben", s.shown(s.ballot, "ben", "chu", empty))
        .then_refused(v1::CHOICES_WRONG, {{"item", "1"}});
}

TEST(Entering, names_who_helped_the_voter) {
    Desk s;
    auto read = s.entry(s.ballot);
    read.set_helper(id_bytes("chu"));
    s.when_entered(s.ballot, "ana", read, read).then_events({"PaperSettled"});
    const auto round = s.row(paper_rounds, s.ballot, id("paper of ana"), 1U);
    EXPECT_EQ(round->readings(1).entry().helper(), id_bytes("chu"));
}

TEST(Entering, of_a_paper_without_signature_is_no_vote_and_of_a_spoilt_one_is) {
    Desk s;
    auto read = s.entry(s.ballot);
    read.set_is_signed(false);
    s.when_entered(s.ballot, "ana", read, read).then_events({"PaperUnsigned"});
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
    s.when_entered(s.ballot, "bo", v1::INVALID).then_events({"PaperSettled"});
    EXPECT_EQ(s.counted(s.ballot, "bo")->choices(0).open().mark(), v1::INVALID);
}

TEST(Entering, goes_on_after_the_close_but_not_for_what_came_late) {
    Desk s;
    auto in_time = s.entry(s.ballot);
    s.close(s.ballot);
    auto late = s.entry(s.ballot);
    in_time.set_received_ms(s.poll(s.ballot).closes_ms() - 1);
    late.set_received_ms(s.poll(s.ballot).closes_ms());
    s.when_entered(s.ballot, "ana", in_time, in_time).then_events({"PaperSettled"});
    s.when_entered(s.ballot, "bo", late, late).then_events({"PaperLate"});
    s.when_entered(s.ballot, "chu", in_time, late).then_events({"PaperDiffers"});
    EXPECT_EQ(s.voted(s.ballot, v1::PAPER), 1U);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.verdict(s.ballot).casts(), 1U);
    s.when("ben", s.sealed(s.ballot, "ben", "chu", in_time))
        .then_refused(v1::STAGE_WRONG, {{"stage", "PRELIMINARY"}});
}

TEST(Entering, is_refused_whole_where_one_entry_is_wrong) {
    Desk s;
    const auto read = s.entry(s.ballot);
    auto both = s.sealed(s.ballot, "ben", "ana", read);
    both.MergeFrom(s.sealed(s.ballot, "ben", "dan", read));
    s.when("ben", both).then_refused(v1::PAPER_UNKNOWN, {{"number", "2"}});
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::ISSUED);
}

TEST(Entering, ends_with_the_role_of_the_clerk) {
    Desk s;
    const auto read = s.entry(s.ballot);
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done();
    s.when("gus", s.sealed(s.ballot, "gus", "ana", read)).then_done();
    reg::RevokeRole revoke;
    revoke.set_office(id_bytes("street"));
    revoke.set_member(id_bytes("gus"));
    revoke.set_role("clerk");
    revoke.set_granted_by(registry::given_by());
    s.when("sun", revoke).then_done();
    s.when("gus", s.shown(s.ballot, "gus", "ana", read)).then_refused(reg::AUTHORITY_MISSING);
}

}  // namespace
}  // namespace linlian::ballot
