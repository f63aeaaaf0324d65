// Proxies: who appoints them, how many voters one stands for, and what they may choose.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

v1::CallBallot proxy_call(const PaperTown& s, std::uint32_t limit = 3) {
    auto call = s.call({s.item("roof"), s.item("lift")});
    call.mutable_terms()->set_paper_entry_days(3);
    call.mutable_terms()->set_proxy_owners_max(limit);
    return call;
}

void instruct(v1::GiveMandate& act, std::uint32_t item, v1::Mark mark) {
    auto* choice = act.mutable_terms()->add_instructed();
    choice->set_item(item);
    choice->mutable_open()->set_mark(mark);
}

// Of ana's line, first item so, second so.
v1::Cast choices(const PaperTown& s, const Id16& ballot, v1::Mark first, v1::Mark second) {
    auto act = s.vote(ballot, "ana", first);
    act.mutable_choices(1)->mutable_open()->set_mark(second);
    return act;
}

TEST(Mandate, lets_a_proxy_vote_for_a_line) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    s.when("bo", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done().then_events({"MandateGiven"});
    s.when("bo", s.vote(ballot, "ana")).then_done();
    const auto row = s.counted(ballot, "ana");
    EXPECT_TRUE(row->by_proxy());
    EXPECT_EQ(row->member(), id_bytes("bo"));
    s.when("bo", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.when("chu", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
}

TEST(Mandate, is_refused_where_the_call_allows_no_proxies) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s, 0));
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_refused(v1::NO_PROXIES);
}

TEST(Mandate, is_given_by_who_decides_for_the_line_to_somebody_else) {
    PaperTown s;
    s.four_flats();
    auto holding = *s.row(registry::holdings, id("flat of dan and eve"));
    holding.set_voter(id_bytes("dan"));
    s.given(registry::holdings, holding, id("flat of dan and eve"));
    const Id16 ballot = s.opened(proxy_call(s));
    s.when("bo", s.mandate(ballot, "ana", "bo")).then_refused(v1::NOT_YOUR_LINE);
    s.when("eve", s.mandate(ballot, "eve", "bo")).then_refused(v1::VOTER_NAMED);
    s.when("dan", s.mandate(ballot, "dan", "eve")).then_refused(v1::HOLDER_SPEAKS);
    s.when("dan", s.mandate(ballot, "dan", "bo")).then_done();
    auto forged = s.mandate(ballot, "ana", "bo");
    forged.mutable_voter()->mutable_line()->set_area_centi(1);
    s.when("ana", forged).then_refused(v1::LINE_NOT_ON_ROLL);
}

TEST(Mandate, stands_for_no_more_owners_than_the_cap) {
    PaperTown s{"ballot", "weifang"};
    s.four_flats();
    s.person("fay");
    s.when("cai", proxy_call(s, 4)).then_refused(v1::PROXY_CAP_TOO_HIGH, {{"limit", "3"}});
    const Id16 ballot = s.opened(proxy_call(s, 2));
    s.when("ana", s.mandate(ballot, "ana", "fay")).then_done();
    s.when("bo", s.mandate(ballot, "bo", "fay")).then_done();
    s.when("chu", s.mandate(ballot, "chu", "fay")).then_refused(v1::PROXY_FULL, {{"limit", "2"}});
    s.when("ana", s.mandate(ballot, "ana", "fay")).then_done();  // renewed, it is one still
    s.when("ana", s.ending(ballot, "ana")).then_done().then_events({"MandateEnded"});
    s.when("chu", s.mandate(ballot, "chu", "fay")).then_done();
    EXPECT_EQ(s.row(mandates_of, ballot, id("fay"))->lines(), 2U);
}

TEST(Mandate, reaches_no_further_than_its_scope_and_instructions) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    auto act = s.mandate(ballot, "ana", "bo");
    act.mutable_terms()->add_items(1);
    instruct(act, 1, v1::DISAGREE);
    s.when("ana", act).then_done();
    s.when("bo", choices(s, ballot, v1::AGREE, v1::DISAGREE))
        .then_refused(v1::OUT_OF_SCOPE, {{"item", "1"}});
    s.when("bo", choices(s, ballot, v1::ABSTAIN, v1::AGREE))
        .then_refused(v1::NOT_AS_INSTRUCTED, {{"item", "2"}});
    s.when("bo", choices(s, ballot, v1::ABSTAIN, v1::DISAGREE)).then_done();
}

TEST(Mandate, names_items_that_there_are_and_choices_that_fit) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    auto beyond = s.mandate(ballot, "ana", "bo");
    beyond.mutable_terms()->add_items(2);
    s.when("ana", beyond).then_refused(v1::CHOICES_WRONG, {{"item", "3"}});
    auto outside = s.mandate(ballot, "ana", "bo");
    outside.mutable_terms()->add_items(0);
    instruct(outside, 1, v1::AGREE);
    s.when("ana", outside).then_refused(v1::CHOICES_WRONG, {{"item", "2"}});
    auto spoilt = s.mandate(ballot, "ana", "bo");
    instruct(spoilt, 0, v1::INVALID);
    s.when("ana", spoilt).then_refused(v1::CHOICES_WRONG, {{"item", "1"}});
    auto twice = s.mandate(ballot, "ana", "bo");
    instruct(twice, 0, v1::AGREE);
    instruct(twice, 0, v1::AGREE);
    s.when("ana", twice).then_refused(v1::VALUE_WRONG, {{"field", "instructed"}});
}

// Shanghai, article 18: as instructed on each item.
TEST(Mandate, instructs_on_each_item_where_the_local_rule_asks_for_it) {
    PaperTown s{"ballot", "shanghai"};
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    auto act = s.mandate(ballot, "ana", "bo");
    instruct(act, 0, v1::AGREE);
    s.when("ana", act).then_refused(v1::INSTRUCTIONS_NEEDED, {{"item", "2"}});
    instruct(act, 1, v1::ABSTAIN);
    s.when("ana", act).then_done();
}

TEST(Mandate, gives_way_to_the_owner_and_never_the_other_way_round) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done();
    s.when("bo", s.vote(ballot, "ana", v1::AGREE)).then_done();
    s.when("ana", s.ending(ballot, "ana")).then_refused(v1::LINE_USED);
    s.when("ana", s.mandate(ballot, "ana", "chu")).then_refused(v1::LINE_USED);
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.when("bo", s.vote(ballot, "ana", v1::AGREE)).then_refused(v1::OWNER_VOTED);
    EXPECT_FALSE(s.counted(ballot, "ana")->by_proxy());
    s.when("ana", s.ending(ballot, "ana")).then_done();
    // A paper is the owner's own too.
    s.when("chu", s.mandate(ballot, "chu", "bo")).then_done();
    s.when("ben", s.issue(ballot, {"chu"})).then_done();
    s.when_entered(ballot, "chu");
    s.when("bo", s.vote(ballot, "chu")).then_refused(v1::CHANNEL_COUNTS, {{"channel", "PAPER"}});
}

TEST(Mandate, of_a_co_owner_is_the_first_voice_of_the_line) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    s.when("dan", s.mandate(ballot, "dan", "bo")).then_done();
    s.when("eve", s.mandate(ballot, "eve", "chu")).then_refused(v1::MANDATE_OF_OTHER);
    s.when("eve", s.ending(ballot, "eve")).then_refused(v1::MANDATE_UNKNOWN);
    s.when("bo", s.vote(ballot, "dan")).then_done();
    s.when("eve", s.vote(ballot, "eve", v1::DISAGREE)).then_refused(v1::COOWNER_VOTED);
    s.when("dan", s.vote(ballot, "dan", v1::DISAGREE)).then_done();
}

TEST(Mandate, that_was_held_back_cannot_replace_a_newer_one) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    const auto held = s.mandate(ballot, "ana", "bo");
    s.when("ana", s.mandate(ballot, "ana", "chu")).then_done();
    s.when("ana", held).then_refused(v1::REPLACES_OTHER);
    s.when("ana", s.mandate(ballot, "ana", "bo"))
        .then_done()
        .then_events({"MandateEnded", "MandateGiven"});
}

// Ended by whoever gave it: what they signed before and somebody kept does not come after that.
TEST(Mandate, that_was_held_back_does_not_come_after_the_end_of_another) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    const auto held = s.mandate(ballot, "ana", "bo");
    s.when("ana", s.mandate(ballot, "ana", "chu")).then_done();
    s.when("ana", s.ending(ballot, "ana")).then_done();
    s.when("chu", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("ana", s.ending(ballot, "ana")).then_refused(v1::MANDATE_UNKNOWN);
    s.when("ana", held).then_refused(v1::REPLACES_OTHER);
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done().then_events({"MandateGiven"});
    s.when("bo", s.vote(ballot, "ana")).then_done();
    EXPECT_FALSE(s.row(mandates_of, ballot, id("chu")));
}

TEST(Mandate, on_paper_is_entered_by_two_clerks) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    const auto given = s.mandate(ballot, "ana", "bo");
    s.when("ben", PaperTown::on_paper(given, "ana"))
        .then_refused(reg::AUTHORITY_MISSING,
                      {{"needed", "cosign:2:clerk:residents:street:owners:preparatory"}});
}

TEST(Mandate, on_paper_stands_like_one_given_by_key) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    const auto given = s.mandate(ballot, "ana", "bo");
    s.when_cosigned(PaperTown::on_paper(given, "chu")).then_refused(v1::NOT_YOUR_LINE);
    s.when_cosigned(PaperTown::on_paper(given, "ana"))
        .then_done()
        .then_events({"MandateGiven", "Supported", "Completed"});
    s.when("bo", s.vote(ballot, "ana")).then_done();
}

// What a proxy signed on paper: without a mandate it is no vote, against it not that item.
TEST(Mandate, is_asked_for_a_paper_that_a_proxy_signed) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(proxy_call(s));
    auto act = s.mandate(ballot, "ana", "bo");
    instruct(act, 1, v1::DISAGREE);
    s.when("ana", act).then_done();
    s.when("ben", s.issue(ballot, {"ana", "chu"})).then_done();
    auto read = s.entry(ballot);
    read.set_proxy(id_bytes("bo"));
    s.when_entered(ballot, "ana", read, read).then_events({"PaperSettled"});
    const auto row = s.counted(ballot, "ana");
    EXPECT_TRUE(row->by_proxy());
    EXPECT_EQ(row->choices(0).open().mark(), v1::AGREE);
    EXPECT_EQ(row->choices(1).open().mark(), v1::INVALID);
    s.when_entered(ballot, "chu", read, read).then_events({"PaperUnsigned"});
    EXPECT_FALSE(s.counted(ballot, "chu"));
}

// Nobody is asked: one signature would else take a clerk or a ruler out of their work.
TEST(Mandate, is_given_to_nobody_who_may_work_on_the_ballot) {
    PaperTown s;
    s.four_flats();
    s.office("party", "party");
    s.holder("pat", "party", "chair");
    s.person("liz");
    const Id16 ballot = s.opened(proxy_call(s));
    for (const auto* who : {"ben", "gus", "ren", "sun", "pat"})
        s.when("ana", s.mandate(ballot, "ana", who)).then_refused(v1::HOLDER_WORKS);
    s.when_cosigned(PaperTown::on_paper(s.mandate(ballot, "ana", "hua"), "ana"))
        .then_refused(v1::HOLDER_WORKS);
    // Who becomes one later has an interest in that line.
    s.when("ana", s.mandate(ballot, "ana", "liz")).then_done();
    s.when_clerk("sun", "street", "liz");
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("liz", s.sealed(ballot, "liz", "ana", s.entry(ballot)))
        .then_refused(v1::CLERK_INTERESTED, {{"number", "1"}});
}

}  // namespace
// Whoever holds a mandate asks with a vote that can never be one, again and again.
TEST(Proxy, learns_of_others_votes_by_voting_alone) {
    for (const std::string voted : {"nobody", "bo", "zoe"}) {
        PaperTown s{""};
        s.four_flats();
        s.person("zoe");
        const Id16 ballot = s.opened(proxy_call(s));
        if (voted == "zoe") s.when("bo", s.mandate(ballot, "bo", "zoe")).then_done();
        if (voted != "nobody") s.when(voted, s.vote(ballot, "bo")).then_done();
        auto given = PaperTown::on_paper(s.mandate(ballot, "bo", "chu"), "bo");
        given.set_replaces(s.mandate(ballot, "bo", "chu").replaces());
        s.when_cosigned(given).then_done();
        auto probe = s.vote(ballot, "bo");
        probe.set_replaces(document('9'));
        s.when("chu", probe).then_refused(v1::REPLACES_OTHER);
        probe.clear_replaces();
        if (voted == "nobody") s.when("chu", probe).then_done();
        if (voted == "bo") s.when("chu", probe).then_refused(v1::OWNER_VOTED);
        if (voted == "zoe") s.when("chu", probe).then_refused(v1::LINE_USED);
        if (voted == "nobody") s.when("chu", probe).then_refused(v1::REPLACES_OTHER);
        s.when("chu", s.ending(ballot, "bo"));
        if (voted == "nobody")
            s.then_refused(v1::LINE_USED);
        else
            s.then_done();
    }
}
}  // namespace linlian::ballot
