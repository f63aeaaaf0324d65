#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

namespace t = tally::v1;

// A ballot on the roof that is open, with four flats.
struct OpenBallot : BallotTown {
    explicit OpenBallot(const std::string& vectors = "ballot") : BallotTown(vectors) {
        four_flats();
        ballot = opened(call({item("roof")}));
    }
    Id16 object(const std::string& who, const v1::Object& act) {
        when(who, act).then_done();
        return made();
    }
    Id16 ballot;
};

TEST(ObjectionToTheRoll, moves_the_opening_day_by_day_until_it_is_ruled_on) {
    BallotTown s;
    s.four_flats();
    const auto call = s.call({s.item("roof")});
    const Id16 ballot = s.called(call);
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done().then_events({"Objected"});
    const Id16 objection = s.made();
    s.pass_to(call.terms().opens_ms());
    s.then_events({"RollPosted", "BallotPostponed"});
    EXPECT_EQ(s.poll(ballot).opens_ms(), call.terms().opens_ms() + ms_per_day);
    EXPECT_EQ(s.poll(ballot).closes_ms(), call.terms().closes_ms() + ms_per_day);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done().then_events({"ObjectionRuled"});
    // As long as the roll changes it is objected to.
    s.when("bo", s.objection(ballot, v1::ROLL)).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    s.pass_to(s.poll(ballot).opens_ms());
    s.then_events({"BallotOpened"});
    s.when("ana", s.objection(ballot, v1::ROLL)).then_refused(v1::STAGE_WRONG, {{"stage", "OPEN"}});
}

TEST(ObjectionToABallot, of_a_co_owner_is_decided_by_the_ruling_office) {
    OpenBallot s;
    s.when("dan", s.vote(s.ballot, "dan", v1::AGREE)).then_done();
    const auto act = s.dispute(s.ballot, "eve", {v1::DISAGREE});
    const Id16 objection = s.object("eve", act);
    const auto head = hash_of(s.voter(s.ballot, "eve").line().head());
    EXPECT_EQ(s.row(disputed, s.ballot, head, objection)->member(), id_bytes("eve"));
    s.when("eve", act).then_refused(v1::DISPUTED_ALREADY);
    s.when_upheld("ben", objection).then_done();
    EXPECT_EQ(s.counted(s.ballot, "eve")->choices(0).open().mark(), v1::DISAGREE);
    EXPECT_EQ(s.voted(s.ballot, v1::RULING), 1U);
    s.when("dan", s.vote(s.ballot, "dan", v1::AGREE)).then_refused(v1::RULED_ALREADY);
    s.when("eve", act).then_refused(v1::RULED_ALREADY);
}

TEST(ObjectionToABallot, that_is_rejected_leaves_the_vote_as_it_was) {
    OpenBallot s;
    s.when("dan", s.vote(s.ballot, "dan", v1::AGREE)).then_done();
    const Id16 objection = s.object("eve", s.dispute(s.ballot, "eve", {v1::DISAGREE}));
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_done();
    EXPECT_EQ(s.counted(s.ballot, "dan")->choices(0).open().mark(), v1::AGREE);
    EXPECT_FALSE(
        s.row(disputed, s.ballot, hash_of(s.voter(s.ballot, "dan").line().head()), objection));
    s.when("dan", s.vote(s.ballot, "dan", v1::ABSTAIN)).then_done();
}

TEST(ObjectionToABallot, without_a_claim_strikes_it_when_upheld) {
    OpenBallot s;
    s.when("dan", s.vote(s.ballot, "dan", v1::AGREE)).then_done();
    const Id16 objection = s.object("eve", s.dispute(s.ballot, "eve"));
    s.when_upheld("ben", objection).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "dan")->struck());
    EXPECT_EQ(s.voted(s.ballot, v1::PHONE), 0U);
    EXPECT_EQ(s.area_voted(s.ballot), 0U);
    s.close(s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).casts(), 0U);
}

TEST(ObjectionToABallot, brings_in_a_vote_where_none_counted) {
    OpenBallot s;
    s.when("ana", s.dispute(s.ballot, "ana")).then_refused(v1::CHOICES_WRONG, {{"item", "1"}});
    const Id16 objection = s.object("ana", s.dispute(s.ballot, "ana", {v1::AGREE}));
    s.when_upheld("ben", objection).then_done();
    EXPECT_EQ(s.voted(s.ballot, v1::PAPER), 0U) << "no paper was ever there";
    EXPECT_EQ(s.voted(s.ballot, v1::RULING), 1U);
    EXPECT_EQ(s.area_voted(s.ballot), 10'000U);
    s.close(s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).by_channel(0).by(), "ruling");
    EXPECT_EQ(s.verdict(s.ballot).by_clerks_size(), 0);
}

TEST(ObjectionToABallot, is_for_who_speaks_for_its_voter) {
    OpenBallot s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.when("bo", s.dispute(s.ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    auto act = s.dispute(s.ballot, "ana");
    act.mutable_voter()->mutable_line()->set_premises(7);
    s.when("ana", act).then_refused(v1::LINE_NOT_ON_ROLL);
    act = s.dispute(s.ballot, "ana");
    act.set_head(document());
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "head"}});
}

TEST(ObjectionToABallot, while_it_waits_says_whether_it_would_turn_the_result) {
    OpenBallot s;
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.when("bo", s.vote(s.ballot, "bo", v1::DISAGREE)).then_done();
    s.when("dan", s.vote(s.ballot, "dan", v1::AGREE)).then_done();
    s.close(s.ballot);
    EXPECT_EQ(s.verdict(s.ballot).outcome(), t::PASSED);
    const auto root = s.verdict(s.ballot).casts_root();
    const Id16 objection = s.object("eve", s.dispute(s.ballot, "eve", {v1::DISAGREE}));
    s.then_events({"Objected", "ResultRecounted"});
    const auto before = s.verdict(s.ballot);
    EXPECT_EQ(before.outcome(), t::PASSED) << "a disputed vote counts as it stands";
    EXPECT_EQ(before.disputed(), 1U);
    EXPECT_EQ(before.input().disputed_size(), 0) << "its area and claim would name whose it is";
    EXPECT_EQ(before.casts_root(), root);
    EXPECT_EQ(check_named(before, "agreement.heads").flips_by().value(), 1U);
    s.when_upheld("ben", objection).then_done();
    s.then_events({"ObjectionRuled", "ResultRecounted", "Supported", "Completed"});
    EXPECT_EQ(s.verdict(s.ballot).outcome(), t::FAILED);
    EXPECT_EQ(s.verdict(s.ballot).disputed(), 0U);
    EXPECT_EQ(s.verdict(s.ballot).upheld(), 1U);
    EXPECT_NE(s.verdict(s.ballot).casts_root(), root);
}

TEST(ObjectionToTheResult, keeps_it_preliminary_until_the_last_ruling) {
    OpenBallot s;
    for (const auto* name : {"ana", "bo", "chu"}) s.when(name, s.vote(s.ballot, name)).then_done();
    s.when("ana", s.objection(s.ballot, v1::RESULT))
        .then_refused(v1::STAGE_WRONG, {{"stage", "OPEN"}});
    s.close(s.ballot);
    const Id16 objection = s.object("bo", s.objection(s.ballot, v1::RESULT));
    s.settle(s.ballot);
    s.then_events({});
    EXPECT_EQ(s.poll(s.ballot).stage(), v1::PRELIMINARY);
    s.when("ana", s.objection(s.ballot, v1::RESULT))
        .then_refused(v1::STAGE_WRONG, {{"stage", "PRELIMINARY"}});
    s.when("sun", s.ruling(objection, v1::UPHELD)).then_refused(v1::NOT_RULING_OFFICE);
    s.when("ben", s.ruling(objection, v1::UPHELD)).then_done();
    s.then_events({"ObjectionRuled", "ResultFinal"});
    EXPECT_EQ(s.poll(s.ballot).stage(), v1::FINAL);
    EXPECT_EQ(s.verdict(s.ballot).outcome(), t::PASSED);
    EXPECT_EQ(s.verdict(s.ballot).objections(), 1U);
    EXPECT_EQ(s.verdict(s.ballot).upheld(), 1U);
    s.when("ana", s.objection(s.ballot, v1::RESULT))
        .then_refused(v1::STAGE_WRONG, {{"stage", "FINAL"}});
}

TEST(Object, is_limited_for_one_member) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    for (int i = 0; i < 5; ++i) s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    s.when("ana", s.objection(ballot, v1::ROLL))
        .then_refused(v1::OBJECTIONS_TOO_MANY, {{"limit", "5"}});
    s.when("bo", s.objection(ballot, v1::ROLL)).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
}

TEST(Object, says_what_it_is_about_and_why) {
    OpenBallot s;
    auto act = s.objection(s.ballot, v1::ABOUT_UNSPECIFIED);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "about"}});
    act = s.objection(s.ballot, v1::ROLL);
    act.clear_reason();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    act = s.objection(s.ballot, v1::BALLOT);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "voter"}});
    act = s.objection(s.ballot, v1::RESULT);
    s.add_choice(*act.mutable_claim(), v1::AGREE);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "claim"}});
    act = s.objection(s.ballot, v1::ROLL);
    act.set_head("short");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "head"}});
    act.set_ballot(id_bytes("no ballot"));
    act.clear_head();
    s.when("ana", act).then_refused(v1::BALLOT_UNKNOWN);
}

// The adversary: a convenor that rules on what is said against its own ballot.
TEST(Ruling, is_not_the_convenors_nor_the_objectors) {
    BallotTown s;
    s.four_flats();
    s.flat("flat of ben", "east", 5'000, {"ben"});
    registry::v1::Role in_owners;
    in_owners.set_granted_by(registry::given_by());
    s.given(registry::roles, in_owners, id("ren"), id("owners"), "worker");
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("ben", s.objection(ballot, v1::ROLL)).then_done();
    const Id16 objection = s.made();
    s.when("cai", s.ruling(objection, v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_refused(v1::CONVENOR_CANNOT_RULE);
    s.when("ben", s.ruling(objection, v1::UPHELD)).then_refused(v1::OWN_OBJECTION);
    s.when("ben", s.ruling(id("no objection"), v1::UPHELD)).then_refused(v1::OBJECTION_UNKNOWN);
    auto act = s.ruling(objection, v1::RULING_UNSPECIFIED);
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "ruling"}});
    act.set_ruling(v1::UNRULED);
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "ruling"}});
    act = s.ruling(objection, v1::UPHELD);
    act.clear_reason();
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    // Nobody of the committee is left who may, so the street rules.
    s.when("sun", s.ruling(objection, v1::REJECTED)).then_done();
}

TEST(Ruling, is_given_once_and_not_on_a_ballot_that_was_withdrawn) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    const Id16 first = s.made();
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    const Id16 second = s.made();
    s.when("ben", s.ruling(first, v1::UPHELD)).then_done();
    s.when("ben", s.ruling(first, v1::REJECTED)).then_refused(v1::RULED_ALREADY);
    s.when("cai", s.withdrawal(ballot)).then_done();
    s.when("ben", s.ruling(second, v1::UPHELD))
        .then_refused(v1::STAGE_WRONG, {{"stage", "WITHDRAWN"}});
}

TEST(MarkResult, says_what_became_of_a_final_result) {
    OpenBallot s;
    for (const auto* name : {"ana", "bo", "chu"}) s.when(name, s.vote(s.ballot, name)).then_done();
    s.when("sun", s.mark(s.ballot, v1::SUSPENDED))
        .then_refused(v1::STAGE_WRONG, {{"stage", "OPEN"}});
    s.close(s.ballot);
    s.settle(s.ballot);
    s.when("ana", s.mark(s.ballot, v1::CHALLENGED)).then_refused(reg::AUTHORITY_MISSING);
    s.when("sun", s.mark(s.ballot, v1::RESTORED))
        .then_refused(v1::STANDING_WRONG, {{"standing", "STANDING_UNSPECIFIED"}});
    s.when("sun", s.mark(s.ballot, v1::SUSPENDED)).then_done().then_events({"ResultMarked"});
    const auto held = s.mark(s.ballot, v1::RESTORED);
    s.when("sun", s.mark(s.ballot, v1::SUSPENDED)).then_refused(v1::STANDING_WRONG);
    s.when("sun", s.mark(s.ballot, v1::REVOKED)).then_done();
    s.when("sun", held).then_refused(v1::REPLACES_OTHER);
    s.when("sun", s.mark(s.ballot, v1::RESTORED)).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::RESTORED);
    EXPECT_EQ(s.verdict(s.ballot).outcome(), t::PASSED) << "the verdict stays as it was";
    auto act = s.mark(s.ballot, v1::STANDING_UNSPECIFIED);
    s.when("sun", act).then_refused(v1::VALUE_WRONG, {{"field", "standing"}});
    act = s.mark(s.ballot, v1::ANNULLED);
    act.set_ballot(id_bytes("no ballot"));
    s.when("sun", act).then_refused(v1::BALLOT_UNKNOWN);
}

// The Party organisation has a chair too.
struct BesideParty : BallotTown {
    BesideParty() {
        office("party", "party");
        holder("pat", "party", "chair");
        four_flats();
        ballot = opened(call({item("roof")}));
    }
    Id16 ballot;
};

// Of suspending and revoking the street is one who stands behind, not only the proposer.
TEST(MarkResult, leaves_suspending_and_revoking_to_the_street) {
    BesideParty s;
    s.close(s.ballot);
    s.settle(s.ballot);
    const auto revoked = s.mark(s.ballot, v1::REVOKED);
    s.when_proposed("ren", "residents", revoked).then_done();
    const Id16 motion = s.made();
    s.when_supported("pat", "party", motion).then_refused(v1::STREET_NEEDED);
    s.when_supported("sun", "street", motion).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::REVOKED);
    // Nor do two others end what the street decided.
    s.when_proposed("ren", "residents", s.mark(s.ballot, v1::RESTORED)).then_done();
    s.when_supported("pat", "party", s.made()).then_refused(v1::STREET_NEEDED);
    s.when("sun", s.mark(s.ballot, v1::RESTORED)).then_done();
}

TEST(MarkResult, takes_heads_of_two_offices_for_a_document_of_a_court) {
    BesideParty s;
    s.close(s.ballot);
    s.settle(s.ballot);
    for (const auto standing : {v1::CHALLENGED, v1::ANNULLED})
        s.when("sun", s.mark(s.ballot, standing)).then_refused(reg::AUTHORITY_MISSING);
    // The street's chair may propose it; it waits for another chair, and a clerk is none.
    s.when_proposed("sun", "street", s.mark(s.ballot, v1::ANNULLED)).then_done();
    const Id16 motion = s.made();
    s.when_supported("ben", "residents", motion).then_done().then_events({"Supported"});
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::STANDING_UNSPECIFIED);
    s.when_supported("pat", "party", motion).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::ANNULLED);
    // What a court annulled the street neither revokes nor restores.
    s.when("sun", s.mark(s.ballot, v1::REVOKED))
        .then_refused(v1::STANDING_WRONG, {{"standing", "ANNULLED"}});
    s.when("sun", s.mark(s.ballot, v1::RESTORED)).then_refused(reg::AUTHORITY_MISSING);
    s.when_proposed("ren", "residents", s.mark(s.ballot, v1::RESTORED)).then_done();
    s.when_supported("pat", "party", s.made()).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::RESTORED);
}

// The suit is over: the street's suspension stands as it did, and the other way round.
TEST(MarkResult, lets_neither_decider_lift_what_the_other_put_in_place) {
    BesideParty s;
    s.close(s.ballot);
    s.settle(s.ballot);
    const auto by_court = [&s](v1::ResultStanding standing, const Bytes& replaces) {
        auto act = s.mark(s.ballot, standing);
        act.set_replaces(replaces);
        s.when_proposed("ren", "residents", act).then_done();
        s.when_supported("pat", "party", s.made()).then_done();
        return s.poll(s.ballot).court().transaction();
    };
    s.when("sun", s.mark(s.ballot, v1::SUSPENDED)).then_done();
    const auto suit = by_court(v1::CHALLENGED, {});
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::SUSPENDED);
    by_court(v1::RESTORED, suit);
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::SUSPENDED);
    by_court(v1::CHALLENGED, s.poll(s.ballot).court().transaction());
    s.when("sun", s.mark(s.ballot, v1::RESTORED)).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::CHALLENGED);
    // The street names no mark of the court's as its own.
    auto act = s.mark(s.ballot, v1::SUSPENDED);
    act.set_replaces(s.poll(s.ballot).court().transaction());
    s.when("sun", act).then_refused(v1::REPLACES_OTHER);
    act = s.mark(s.ballot, v1::RESTORED);
    act.set_replaces(s.poll(s.ballot).court().transaction());
    s.when("sun", act).then_refused(reg::AUTHORITY_MISSING);
}

// A clerk of the street office beside two other chairs is not the street's decision.
TEST(MarkResult, takes_the_street_for_its_chair) {
    BesideParty s;
    s.close(s.ballot);
    s.settle(s.ballot);
    s.when_proposed("ren", "residents", s.mark(s.ballot, v1::REVOKED)).then_done();
    const Id16 motion = s.made();
    s.when_supported("gus", "street", motion).then_done();
    s.when_supported("pat", "party", motion).then_refused(v1::STREET_NEEDED);
}

}  // namespace
}  // namespace linlian::ballot
