// Whose will a vote carries comes before the way it came: a sheet that a neighbour found and
// dropped into the box neither displaces a vote nor keeps one from counting, and nor does a proxy's
// paper the vote of the owner.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

struct PaperFirst : PaperTown {
    explicit PaperFirst(const std::string& vectors = "") : PaperTown(vectors) {
        four_flats();
        person("zoe");
        third_kind();
        auto call = paper_call();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        call.mutable_terms()->set_paper_displaces_phone(true);
        call.mutable_terms()->set_proxy_owners_max(3);
        ballot = opened(call);
    }
    v1::PaperEntry unsigned_one() const {
        auto made = entry(ballot, v1::DISAGREE);
        made.set_is_signed(false);
        return made;
    }
    v1::PaperEntry signed_by(const std::string& proxy) const {
        auto made = entry(ballot, v1::DISAGREE);
        made.set_proxy(id_bytes(proxy));
        return made;
    }
    void reads(const std::string& owner, const v1::PaperEntry& read) {
        when("ben", issue(ballot, {owner})).then_done();
        when_entered(ballot, owner, read, read);
    }
    void expect(const std::string& owner, v1::Channel channel, v1::Mark mark) const {
        const auto row = counted(ballot, owner);
        ASSERT_TRUE(row) << owner;
        EXPECT_EQ(row->channel(), channel) << owner;
        EXPECT_EQ(row->choices(0).open().mark(), mark) << owner;
    }
    Id16 ballot;
};

}  // namespace

TEST(Will, of_nobody_displaces_no_vote_by_phone) {
    PaperFirst s{"ballot"};
    for (const auto* owner : {"ana", "bo", "chu"})
        s.when(owner, s.vote(s.ballot, owner, v1::AGREE)).then_done();
    s.reads("ana", s.unsigned_one());
    s.then_events({"PaperUnsigned"});
    s.reads("bo", s.signed_by("zoe"));
    s.reads("chu", s.entry(s.ballot, v1::DISAGREE));
    s.expect("ana", v1::PHONE, v1::AGREE);
    s.expect("bo", v1::PHONE, v1::AGREE);
    s.expect("chu", v1::PAPER, v1::DISAGREE);  // as the terms say of a paper that they signed
}

TEST(Will, of_nobody_is_no_vote_and_keeps_none_from_counting) {
    PaperFirst s{"ballot"};
    for (const auto* owner : {"ana", "chu", "dan"}) s.reads(owner, s.unsigned_one());
    s.reads("bo", s.signed_by("zoe"));
    for (const auto* owner : {"ana", "bo", "chu", "dan"}) {
        EXPECT_FALSE(s.counted(s.ballot, owner)) << owner;
        EXPECT_EQ(s.paper(s.ballot, owner).state(), v1::UNSIGNED) << owner;
    }
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.expect("ana", v1::PHONE, v1::AGREE);
    s.when("bo", s.mandate(s.ballot, "bo", "chu")).then_done();
    s.when("chu", s.vote(s.ballot, "bo", v1::AGREE)).then_done();
    s.expect("bo", v1::PHONE, v1::AGREE);
    s.when_cosigned(s.city_list(s.ballot, 0, {"chu"}, v1::ABSTAIN)).then_done();
    s.expect("chu", v1::CITY_LIST, v1::ABSTAIN);
    // The clerks had misread it.
    s.when_reopened(s.reopening(s.ballot, "dan")).then_done();
    s.when_entered(s.ballot, "dan", v1::AGREE, 2);
    s.expect("dan", v1::PAPER, v1::AGREE);
}

// Blank sheets of absent owners bring no ballot to its quorum, and end nobody's silence.
TEST(Will, of_nobody_takes_part_in_nothing) {
    PaperTown s{"", "liaocheng"};
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_invalid_participates(true);
    call.mutable_terms()->set_silence_follows_majority(true);
    call.mutable_terms()->set_silence_document(document('q'));
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana", v1::AGREE)).then_done();
    s.when_cosigned(s.delivery(ballot, {"bo"})).then_done();
    auto read = s.entry(ballot, v1::DISAGREE);
    read.set_is_signed(false);
    for (const auto* owner : {"bo", "chu"}) {
        s.when("ben", s.issue(ballot, {owner})).then_done();
        s.when_entered(ballot, owner, read, read).then_events({"PaperUnsigned"});
    }
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(s.verdict(ballot).casts(), 1U);
    EXPECT_EQ(s.verdict(ballot).input().participating().heads().value(), 1U);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 1U);
}

// A paper of another kind of office, which the owner themself filled in.
TEST(Will, of_the_owner_comes_before_their_proxys_on_paper_too) {
    PaperFirst s;
    s.when("ana", s.mandate(s.ballot, "ana", "zoe")).then_done();
    s.reads("ana", s.signed_by("zoe"));
    s.expect("ana", v1::PAPER, v1::DISAGREE);
    auto other = s.issue(s.ballot, {"ana"});
    const Bytes serial = id_bytes("second paper of ana");
    other.mutable_papers(0)->set_serial(serial);
    s.when("gus", other).then_done();
    const auto own = s.entry(s.ballot, v1::AGREE);
    for (const auto* clerk : {"ben", "gus"}) {
        auto sealed = s.sealed(s.ballot, clerk, "ana", own);
        sealed.mutable_entries(0)->set_serial(serial);
        sealed.mutable_entries(0)->set_seal(
            PaperTown::sealed_as(s.ballot, sealed.entries(0), clerk, own).bytes());
        s.when(clerk, sealed).then_done();
    }
    for (const auto* clerk : {"ben", "gus"}) {
        auto shown = s.shown(s.ballot, clerk, "ana", own);
        shown.mutable_entries(0)->set_serial(serial);
        s.when(clerk, shown).then_done();
    }
    s.expect("ana", v1::PAPER, v1::AGREE);
    EXPECT_EQ(s.counted(s.ballot, "ana")->paper(), serial);
    EXPECT_EQ(s.paper(s.ballot, "ana").state(), v1::SETTLED);
}

TEST(Will, of_the_owner_comes_before_their_proxys_by_whatever_way) {
    PaperFirst s{"ballot"};
    for (const auto* owner : {"ana", "bo", "chu"})
        s.when(owner, s.mandate(s.ballot, owner, "zoe")).then_done();
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.reads("ana", s.signed_by("zoe"));
    s.expect("ana", v1::PHONE, v1::AGREE);
    s.reads("bo", s.signed_by("zoe"));
    s.expect("bo", v1::PAPER, v1::DISAGREE);
    s.when("zoe", s.vote(s.ballot, "bo")).then_refused(v1::CHANNEL_COUNTS, {{"channel", "PAPER"}});
    s.when("bo", s.vote(s.ballot, "bo", v1::AGREE)).then_done();
    s.expect("bo", v1::PHONE, v1::AGREE);
    s.reads("chu", s.signed_by("zoe"));
    s.when_cosigned(s.city_list(s.ballot, 0, {"chu"}, v1::AGREE)).then_done();
    s.expect("chu", v1::CITY_LIST, v1::AGREE);
}

// Two clerks who try it for everybody learn nothing, and each try stands on record.
TEST(Mandate, on_paper_tells_no_clerk_that_its_giver_has_voted) {
    PaperFirst s;
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    for (const auto* owner : {"ana", "bo"}) {
        const auto given = s.mandate(s.ballot, owner, "zoe");
        v1::EnterMandate act;
        act.set_ballot(given.ballot());
        act.set_shown(given.shown());
        *act.mutable_voter() = given.voter();
        *act.mutable_terms() = given.terms();
        act.set_giver(id_bytes(owner));
        act.set_replaces(document('x'));
        s.when_cosigned(act).then_refused(v1::REPLACES_OTHER);
        act.clear_replaces();
        s.when_cosigned(act).then_done();
    }
    s.when("zoe", s.vote(s.ballot, "ana")).then_refused(v1::OWNER_VOTED);
    s.when("zoe", s.vote(s.ballot, "bo")).then_done();
    s.when("chu", s.vote(s.ballot, "chu")).then_done();
    s.when("chu", s.mandate(s.ballot, "chu", "zoe")).then_refused(v1::LINE_USED);
}

// Nor whether a mandate was used: a later one on paper stands beside the proxy's vote.
TEST(EnterMandate, tells_no_clerk_whether_a_proxy_has_voted) {
    for (const bool votes : {false, true}) {
        PaperFirst s{""};
        s.when("bo", s.mandate(s.ballot, "bo", "zoe")).then_done();
        if (votes) s.when("zoe", s.vote(s.ballot, "bo", v1::DISAGREE)).then_done();
        const auto given = s.mandate(s.ballot, "bo", "chu");
        auto act = PaperTown::on_paper(given, "bo");
        act.set_replaces(given.replaces());
        s.when_cosigned(act).then_done();
        v1::MyLinesQuery query = about<v1::MyLinesQuery>(s.ballot);
        query.set_member(id_bytes("chu"));
        const auto lines = s.ask<v1::MyLinesReply>(query, "chu");
        for (const auto& line : lines->lines()) {
            EXPECT_FALSE(line.voted()) << "who holds a mandate is not told who voted";
            EXPECT_EQ(line.refusal(), "");
        }
        if (votes)
            s.when("chu", s.vote(s.ballot, "bo")).then_refused(v1::LINE_USED);
        else
            s.when("chu", s.vote(s.ballot, "bo")).then_done();
    }
}

TEST(ReplaceVoter, tells_no_clerk_that_somebody_has_voted_where_nothing_was_sold) {
    PaperFirst s;
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    for (const auto* owner : {"ana", "bo"}) {
        const auto flat = std::string{"flat of "} + owner;
        s.when_cosigned(s.replacing(s.ballot, owner, {flat}, "zoe"))
            .then_refused(v1::OWNERS_DIFFER);
    }
}

// The owner never got it, and asks for another one, which is issued at once.
TEST(Will, of_nobody_leaves_its_place_to_another_sheet) {
    PaperFirst s;
    s.reads("ana", s.unsigned_one());
    auto another = s.issue(s.ballot, {"ana"});
    another.mutable_papers(0)->set_serial(id_bytes("another sheet"));
    s.when("ben", another).then_done();
    // What was misread is read anew where its place is free.
    s.when_reopened(s.reopening(s.ballot, "ana")).then_refused(v1::PAPER_LIVE, {{"number", "1"}});
    s.reads("bo", s.unsigned_one());
    s.when_reopened(s.reopening(s.ballot, "bo")).then_done();
    s.when("ben", another).then_refused(v1::SERIAL_TAKEN, {{"number", "1"}});
    s.when_entered(s.ballot, "bo", v1::AGREE, 2);
    s.expect("bo", v1::PAPER, v1::AGREE);
}

// Two clerks misread whose sheet it was: what it displaced counts again.
TEST(Will, that_a_paper_displaced_counts_again_where_that_was_nobodys) {
    PaperFirst s;
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.reads("ana", s.entry(s.ballot, v1::DISAGREE));
    s.expect("ana", v1::PAPER, v1::DISAGREE);
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.expect("ana", v1::PHONE, v1::AGREE);
    EXPECT_FALSE(s.counted(s.ballot, "ana")->struck());
    s.when_entered(s.ballot, "ana", s.unsigned_one(), s.unsigned_one(), 2);
    s.expect("ana", v1::PHONE, v1::AGREE);
}

TEST(Will, of_a_proxy_counts_again_while_their_mandate_stands) {
    for (const bool ends : {false, true}) {
        PaperFirst s;
        s.when("ana", s.mandate(s.ballot, "ana", "zoe")).then_done();
        s.reads("ana", s.signed_by("zoe"));
        auto own = s.issue(s.ballot, {"ana"});
        own.mutable_papers(0)->set_serial(id_bytes("paper of own"));
        s.when("gus", own).then_done();
        const auto read = s.entry(s.ballot, v1::ABSTAIN);
        for (const auto* clerk : {"ben", "gus"})
            s.when(clerk, s.sealed(s.ballot, clerk, "own", read)).then_done();
        for (const auto* clerk : {"ben", "gus"})
            s.when(clerk, s.shown(s.ballot, clerk, "own", read)).then_done();
        s.expect("ana", v1::PAPER, v1::ABSTAIN);
        if (ends) s.when("ana", s.ending(s.ballot, "ana")).then_done();
        s.when_reopened(s.reopening(s.ballot, "own")).then_done();
        EXPECT_EQ(s.counted(s.ballot, "ana")->struck(), ends);
        EXPECT_EQ(s.counted(s.ballot, "ana")->paper() == PaperTown::serial_of("ana"), !ends);
    }
}

// Of a firm somebody always signs, and of a flat any of its owners.
TEST(Will, is_the_voters_own_where_who_signed_speaks_for_them) {
    PaperFirst s;
    s.reads("dan", s.signed_by("eve"));
    s.then_events({"PaperSettled"});
    EXPECT_FALSE(s.counted(s.ballot, "dan")->by_proxy());
}

}  // namespace linlian::ballot
