// One clerk of one kind of office, gus of the street, who wants no paper to count, or to learn what
// others read: they seal junk on every paper before anybody else, and show it or do not.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

const std::vector<std::string> voters{"ana", "bo", "chu", "dan"};

struct Siege : PaperTown {
    Siege() {
        four_flats();
        third_kind();
        for (const auto* other : {"ivy", "jim", "kim"}) holder(other, "street", "clerk");
        ballot = opened(paper_call());
        when("ben", issue(ballot, voters)).then_done();
        right = entry(ballot);
        junk = entry(ballot, v1::ABSTAIN);
        for (const auto& voter : voters) seals("gus", voter, junk);
    }
    void seals(const std::string& clerk, const std::string& voter, const v1::PaperEntry& read) {
        when(clerk, sealed(ballot, clerk, voter, read)).then_done();
    }
    void shows(const std::string& clerk, const std::string& voter, const v1::PaperEntry& read) {
        when(clerk, shown(ballot, clerk, voter, read)).then_done();
    }
    void reads(const std::string& clerk, const std::string& voter, const v1::PaperEntry& read) {
        seals(clerk, voter, read);
        shows(clerk, voter, read);
    }
    v1::Mark counts(const std::string& voter) const {
        const auto row = counted(ballot, voter);
        return row ? row->choices(0).open().mark() : v1::MARK_UNSPECIFIED;
    }
    v1::EnterPapers another(const std::string& clerk, const v1::PaperEntry& read) const {
        return sealed(ballot, clerk, "ana", read);
    }
    Id16 ballot;
    v1::PaperEntry right;
    v1::PaperEntry junk;
};

// Forty serials in one act, which nobody printed, at the minute of the opening.
TEST(HostileClerk, who_issues_junk_first_keeps_no_paper_of_others_from_counting) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    auto junk = s.issue(ballot, voters);
    for (auto& paper : *junk.mutable_papers())
        paper.set_serial(sha256(paper.serial()).bytes().substr(0, 16));
    s.when("gus", junk).then_done();
    s.when("hua", s.issue(ballot, {"ana"})).then_refused(v1::PAPER_LIVE);  // of the same kind
    for (const auto& voter : voters) s.when_counted(ballot, voter);
    // What its own kind issued does not count a second time.
    const auto read = s.entry(ballot, v1::DISAGREE);
    auto second = s.sealed(ballot, "gus", "ana", read);
    auto other = s.sealed(ballot, "ben", "ana", read);
    for (auto* act : {&second, &other}) {
        auto& entry = *act->mutable_entries(0);
        entry.set_serial(junk.papers(0).serial());
        const auto clerk = act == &second ? "gus" : "ben";
        entry.set_seal(PaperTown::sealed_as(ballot, entry, clerk, read).bytes());
        s.when(clerk, *act).then_done();
    }
    for (const auto* clerk : {"gus", "ben"}) {
        auto shown = s.shown(ballot, clerk, "ana", read);
        shown.mutable_entries(0)->set_serial(junk.papers(0).serial());
        s.when(clerk, shown).then_done();
    }
    s.then_events({"PaperSettled"});
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(s.verdict(ballot).input().agree().heads().value(), voters.size());
}

TEST(HostileClerk, who_seals_first_and_never_shows_holds_up_no_paper) {
    Siege s;
    for (const auto& voter : voters) {
        s.seals("ben", voter, s.right);
        s.seals("pru", voter, s.right);
        s.shows("ben", voter, s.right);
        s.shows("pru", voter, s.right);
        s.then_events({"PaperSettled"});
    }
    s.when("gus", s.shown(s.ballot, "gus", "ana", s.junk))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "SETTLED"}});
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.verdict(s.ballot).casts(), voters.size());
    const auto row = s.counted(s.ballot, "ana");
    EXPECT_EQ(std::set<Bytes>(row->entered_by().begin(), row->entered_by().end()),
              (std::set<Bytes>{id_bytes("ben"), id_bytes("pru")}));
    EXPECT_EQ(std::set<Bytes>(row->clerk_offices().begin(), row->clerk_offices().end()),
              (std::set<Bytes>{id_bytes("residents"), id_bytes("group")}));
}

TEST(HostileClerk, who_shows_junk_keeps_no_paper_from_counting_and_learns_no_choice) {
    Siege s;
    for (const auto& voter : voters) {
        s.reads("ben", voter, s.right);
        s.shows("gus", voter, s.junk);
        s.then_events({"PaperDiffers"});
        auto query = about<v1::PaperQuery>(s.ballot);
        query.set_serial(PaperTown::serial_of(voter));
        const auto seen = s.ask<v1::PaperReply>(query, "gus");
        ASSERT_TRUE(seen);
        EXPECT_EQ(seen->rounds(0).readings(0).entry().choices_size(), 1) << "gus's own";
        EXPECT_EQ(seen->rounds(0).readings(1).entry().choices_size(), 0);
        s.reads("pru", voter, s.right);
        s.then_events({"PaperSettled"});
        EXPECT_EQ(s.counts(voter), v1::AGREE);
    }
}

// The paper was lost on its way: others end it, and what its voter hands in then counts.
TEST(HostileClerk, who_seals_junk_on_a_lost_paper_keeps_it_from_being_printed_anew_no_more) {
    Siege s;
    s.when_proposed("ben", "residents", s.voiding(s.ballot, "ana")).then_done();
    const Id16 motion = s.made();
    s.when_supported("gus", "street", motion)
        .then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
    s.when_supported("hua", "street", motion)
        .then_done()
        .then_events({"PaperVoided", "Supported", "Completed"});
    auto reprint = s.issue(s.ballot, {"ana"});
    reprint.mutable_papers(0)->set_serial(PaperTown::serial_of("ana anew"));
    s.when("ben", reprint).then_done();
    // The old one counts no more, whoever finds it, and junk on the new one holds up nobody.
    const std::vector<Figure> voided{{"number", "1"}, {"state", "VOIDED"}};
    s.when("gus", s.shown(s.ballot, "gus", "ana", s.junk))
        .then_refused(v1::PAPER_STATE_WRONG, voided);
    s.when("pru", s.sealed(s.ballot, "pru", "ana", s.junk))
        .then_refused(v1::PAPER_STATE_WRONG, voided);
    s.seals("gus", "ana anew", s.junk);
    s.reads("ben", "ana anew", s.right);
    s.reads("pru", "ana anew", s.right);
    s.then_events({"PaperSettled"});
    EXPECT_EQ(s.counts("ana"), v1::AGREE);
    EXPECT_EQ(s.counted(s.ballot, "ana")->paper(), PaperTown::serial_of("ana anew"));
}

// Without a third kind of office the word of one stands against the word of the other; whoever
// erred looks at the paper again.
TEST(HostileClerk, is_told_from_a_typing_error_by_who_corrects_it) {
    Siege s;
    s.reads("ben", "ana", s.right);
    s.shows("gus", "ana", s.junk);
    s.reads("gus", "ana", s.right);
    s.then_events({"PaperSettled"});
    EXPECT_EQ(s.counts("ana"), v1::AGREE);
    const auto round = s.row(paper_rounds, s.ballot, id("paper of ana"), 1U);
    EXPECT_EQ(round->readings_size(), 3) << "what gus showed first stays on record";
}

// What was shown last counts: nobody is held to what they have corrected.
TEST(Readings, are_held_against_the_newest_of_each_clerk) {
    Siege s;
    const auto misread = s.entry(s.ballot, v1::DISAGREE);
    s.reads("ben", "ana", misread);
    s.shows("gus", "ana", s.junk);
    s.then_events({"PaperDiffers"});
    s.reads("ben", "ana", s.right);
    s.then_events({"PaperDiffers"});
    s.reads("gus", "ana", misread);
    s.then_events({"PaperDiffers"});
    s.reads("pru", "ana", s.right);
    s.then_events({"PaperSettled"});
    EXPECT_EQ(s.counts("ana"), v1::AGREE);
}

TEST(Readings, are_three_of_a_clerk_and_six_of_a_kind_of_office) {
    Siege s;
    for (const auto* other : {"hua", "ivy", "jim"}) s.seals(other, "ana", s.junk);
    s.reads("ben", "ana", s.right);
    for (const auto* other : {"gus", "hua", "ivy"}) s.shows(other, "ana", s.junk);
    s.reads("gus", "ana", s.junk);
    const std::vector<Figure> full{{"number", "1"}, {"clerk", "3"}, {"kind", "6"}};
    s.reads("gus", "ana", s.junk);
    s.when("gus", s.another("gus", s.junk)).then_refused(v1::READ_TOO_OFTEN, full);
    s.when("hua", s.another("hua", s.junk)).then_refused(v1::READ_TOO_OFTEN, full);
    s.when("kim", s.another("kim", s.junk)).then_refused(v1::READ_TOO_OFTEN, full);
    // Nobody fills the room of others.
    s.reads("pru", "ana", s.right);
    s.then_events({"PaperSettled"});
}

// A hostile clerk who says that the other helped the voter, or who helped them, stops nobody.
TEST(Readings, that_name_a_clerk_as_helper_keep_that_clerk_out_and_no_other) {
    Siege s;
    auto helped = s.right;
    helped.set_helper(id_bytes("gus"));
    s.reads("ben", "ana", helped);
    s.shows("gus", "ana", s.junk);
    s.reads("pru", "ana", helped);
    s.then_events({"PaperSettled"});
}

// Whoever reads a paper, if only as junk, neither rules on it nor reopens it alone with another who
// did.
TEST(Readings, make_each_clerk_one_who_is_involved) {
    Siege s;
    s.reads("ben", "ana", s.right);
    s.reads("pru", "ana", s.right);
    s.then_events({"PaperSettled"});
    s.when_proposed("ben", "residents", s.reopening(s.ballot, "ana")).then_done();
    s.when_supported("gus", "street", s.made())
        .then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
    s.when("ana", s.dispute(s.ballot, "ana")).then_done();
    s.when("gus", s.ruling(s.made(), v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
}

// What was read while the role stood stays read.
TEST(Readings, of_a_clerk_who_left_stay) {
    Siege s;
    s.reads("ben", "ana", s.right);
    s.seals("pru", "ana", s.right);
    reg::LeaveRole leave;
    leave.set_office(id_bytes("residents"));
    leave.set_role("clerk");
    leave.set_granted_by(registry::given_by());
    s.when("ben", leave).then_done();
    s.shows("pru", "ana", s.right);
    s.then_events({"PaperSettled"});
}

// One clerk names whom they like as who helped: that takes nobody out of the correction.
TEST(HostileClerk, who_names_others_as_helpers_keeps_them_from_no_correction) {
    Siege s;
    auto naming = s.right;
    naming.set_helper(id_bytes("hua"));
    naming.set_proxy(id_bytes("pru"));
    s.seals("ben", "ana", s.right);
    s.shows("gus", "ana", s.junk);
    s.shows("ben", "ana", s.right);
    s.reads("gus", "ana", naming);
    s.reads("gus", "ana", s.right);
    s.then_events({"PaperSettled"});
    s.when_proposed("ben", "residents", s.reopening(s.ballot, "ana")).then_done();
    s.when_supported("hua", "street", s.made()).then_done();
}

}  // namespace
}  // namespace linlian::ballot
