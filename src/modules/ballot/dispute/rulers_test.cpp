// Who rules on an objection: nobody who stood behind what it disputes, and nobody whose it is.
#include "kit/papers.h"
#include "modules/ballot/acts.h"

namespace linlian::ballot {
namespace {

// Ben alone may write the registry here, as one clerk; ren chairs that office.
struct Desk : PaperTown {
    Desk() {
        four_flats();
        person("fay");
        by_one_clerk<reg::CorrectPremises>();
    }
    // Called, and then ben registers that this flat went to fay.
    Id16 called_and_sold(const std::string& flat_name) {
        const Id16 ballot = called(paper_call());
        when("ben", sale(flat_name, "fay")).then_done();
        return ballot;
    }
    // Refused for ben, who is involved, and done by ren.
    void expect_ren_rules(const std::string& objector, const v1::Object& act) {
        when(objector, act).then_done();
        expect_ruled_by_other({"ben"}, "ren");
    }
};

TEST(RulingOnTheRoll, is_not_by_whoever_registered_the_sale_that_made_the_line) {
    Desk s;
    const Id16 ballot = s.called_and_sold("flat of ana");
    s.expect_ren_rules("bo", s.to_roll(ballot, "fay"));
    s.expect_ren_rules("bo", s.to_roll(ballot, ""));
    // With another line they had nothing to do.
    s.when("bo", s.to_roll(ballot, "chu")).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
}

TEST(RulingOnTheRoll, is_not_by_whoever_corrected_the_area_of_the_line) {
    Desk s;
    const Id16 ballot = s.called(s.paper_call());
    reg::CorrectPremises correct;
    correct.set_premises(id_bytes("flat of ana"));
    correct.set_kind(reg::FLAT);
    correct.set_area_centi(99'000);
    correct.set_source(reg::REGISTER);
    correct.set_document(document('d'));
    correct.set_replaces(s.row(registry::premises_table, id("flat of ana"))->written_by());
    s.when("ben", correct).then_done();
    s.expect_ren_rules("bo", s.to_roll(ballot, "ana"));
}

TEST(RulingOnTheRoll, is_not_by_whoever_owns_what_the_line_is_made_of) {
    Desk s;
    s.flat("flat of ben", "west", 5'000, {"ben"});
    const Id16 ballot = s.called(s.paper_call());
    s.expect_ren_rules("bo", s.to_roll(ballot, "ben"));
}

// The couple's flat: one of them is a clerk of the office that rules, and voted for both.
TEST(RulingOnABallot, is_not_by_the_co_owner_who_cast_it) {
    Desk s;
    s.make_clerk("dan", "residents");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("dan", s.vote(ballot, "dan")).then_done();
    s.when("eve", s.dispute(ballot, "eve", {v1::DISAGREE})).then_done();
    s.expect_ruled_by_other({"dan"}, "ren", v1::UPHELD);
}

// A clerk who ends a paper does not say afterwards that there was none.
TEST(RulingOnABallot, is_not_by_whoever_voided_a_paper_of_the_line) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("gus", s.issue(ballot, {"ana"})).then_done();
    s.when_cosigned(s.voiding(ballot, "ana")).then_done();
    s.expect_ren_rules("ana", s.dispute(ballot, "ana", {v1::AGREE}));
}

TEST(VoidPaper, ends_none_once_its_voter_can_get_no_other) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.close(ballot);
    s.when_cosigned(s.voiding(ballot, "ana"))
        .then_refused(v1::STAGE_WRONG, {{"stage", "COUNTING"}});
}

// Two co-owners, nothing counted yet: one objection at a time is enough.
TEST(ObjectionToABallot, is_raised_once_by_each_of_a_line_also_where_nothing_counts) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("dan", s.dispute(ballot, "dan", {v1::AGREE})).then_done();
    const Id16 first = s.made();
    s.when("dan", s.dispute(ballot, "dan", {v1::DISAGREE})).then_refused(v1::DISPUTED_ALREADY);
    // It is about nothing that counts from then on.
    s.when("dan", s.vote(ballot, "dan")).then_done();
    s.when("eve", s.dispute(ballot, "eve")).then_done();
    const Id16 second = s.made();
    s.when("eve", s.dispute(ballot, "eve", {v1::AGREE})).then_refused(v1::DISPUTED_ALREADY);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(s.verdict(ballot).disputed(), 1U);
    s.when_upheld("ben", first).then_done();
    EXPECT_EQ(s.counted(ballot, "dan")->member(), id_bytes("dan"));
    EXPECT_EQ(s.verdict(ballot).disputed(), 1U);
    s.when("ben", s.ruling(second, v1::REJECTED)).then_done();
    EXPECT_EQ(s.verdict(ballot).disputed(), 0U);
    s.when("eve", s.dispute(ballot, "eve", {v1::DISAGREE})).then_done();
}

// Whoever took the only flat away from a line knows why it has none.
TEST(RulingOnTheRoll, is_not_by_whoever_took_away_what_the_objection_names) {
    Desk s;
    const Id16 ballot = s.called_and_sold("flat of ana");
    auto act = s.to_roll(ballot, "bo");
    act.set_premises(id_bytes("flat of ana"));
    s.expect_ren_rules("fay", act);
}

// Their flat was sold without them: they own nothing any more, and it was sold on by another clerk.
TEST(FormerOwner, objects_through_what_was_taken_from_them_and_who_took_it_does_not_rule) {
    Desk s;
    s.holder("pol", "residents", "clerk");
    s.person("zoe");
    const Id16 ballot = s.called_and_sold("flat of ana");
    auto resale = s.sale("flat of ana", "zoe");
    resale.set_replaces(s.last_id().bytes());
    s.when("pol", resale).then_done();
    auto act = s.objection(ballot, v1::ROLL);
    s.when("ana", act).then_refused(v1::NOT_CONCERNED);
    act.set_premises(id_bytes("flat of bo"));
    s.when("ana", act).then_refused(v1::NOT_CONCERNED);
    act.set_premises(id_bytes("flat of ana"));
    act.set_head(s.to_roll(ballot, "chu").head());
    s.when("ana", act).then_done();
    s.expect_ruled_by_other({"ben", "pol"}, "ren");
}

// Their line stands with another flat: what it has tells nothing of what it lost.
TEST(FormerOwner, with_another_flat_names_the_one_that_their_line_lost) {
    Desk s;
    s.flat("second flat of bo", "west", 5'000, {"bo"});
    const Id16 ballot = s.called_and_sold("second flat of bo");
    auto act = s.to_roll(ballot, "bo");
    act.set_premises(id_bytes("second flat of bo"));
    s.expect_ren_rules("bo", act);
}

TEST(FormerOwner, objects_to_the_result_too_and_who_has_the_flat_now_does_not_rule) {
    Desk s;
    s.make_clerk("fay", "residents");
    const Id16 ballot = s.called_and_sold("flat of ana");
    s.pass_to(s.poll(ballot).opens_ms());
    s.close(ballot);
    auto act = s.objection(ballot, v1::RESULT);
    s.when("ana", act).then_refused(v1::NOT_CONCERNED);
    act.set_premises(id_bytes("flat of ana"));
    s.when("ana", act).then_done();
    s.expect_ruled_by_other({"ben", "fay"}, "ren");
}

// The street's chair proposed a paper, which this clerk's support issued.
TEST(RulingOnABallot, is_not_by_whoever_stood_behind_a_paper_of_the_line) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_proposed("sun", "street", s.issue(ballot, {"ana"})).then_done();
    s.when_supported("ben", "residents", s.made()).then_done();
    EXPECT_EQ(s.paper(ballot, "ana").issued_by_size(), 2);
    s.expect_ren_rules("ana", s.dispute(ballot, "ana", {v1::AGREE}));
}

// A clerk of one grid cell reads no more of it than they rule on.
TEST(RulingOffice, counts_clerks_who_work_for_all_whom_the_ballot_asks) {
    Desk s;
    reg::Area cell;
    cell.set_grid_cell("7");
    s.holder("gil", "residents", "clerk", cell);
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when("gil", s.ruling(objection, v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    v1::ObjectionQuery query;
    query.set_objection(objection.bytes());
    EXPECT_TRUE(s.ask<v1::ObjectionReply>(query, "ben").has_value());
    EXPECT_EQ(s.ask<v1::ObjectionReply>(query, "gil").error().code, "ballot.NOT_FOR_YOU");
}

// A street office that waits after its founding reads and rules as little as it enters.
TEST(RulingOffice, is_one_that_counts_for_its_kind) {
    Desk s;
    s.third_kind();
    s.party_office();
    auto street = *s.row(registry::offices, id("street"));
    street.set_counts_from_ms(s.now().ms + 90 * ms_per_day);
    s.given(registry::offices, street, id("street"));
    const Id16 ballot = s.opened(s.paper_call());
    s.when("gus", s.issue(ballot, {"ana"})).then_refused(reg::AUTHORITY_MISSING);
    v1::PapersQuery query;
    query.set_ballot(ballot.bytes());
    EXPECT_TRUE(s.ask<v1::PapersReply>(query, "pru").has_value());
    EXPECT_EQ(s.ask<v1::PapersReply>(query, "gus").error().code, "ballot.NOT_FOR_YOU");
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when_passed(31 * ms_per_day);
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
}

// An objection to the whole roll makes a node read all that the roll was made from.
TEST(Ruling, on_the_roll_costs_by_the_premises_behind_it) {
    Desk s;
    for (int i = 0; i < 100; ++i) s.owner("owner " + std::to_string(i), 5'000);
    const Id16 ballot = s.called(s.paper_call());
    s.when("ana", s.to_roll(ballot, "")).then_done();
    const auto act = s.ruling(s.made(), v1::REJECTED);
    EXPECT_EQ(cost_of_ruling(s.rows(), act), 10U);
    s.when("ana", act).then_refused(reg::AUTHORITY_MISSING);
}

// The residents' committee sits still: after thirty days the street office rules.
TEST(RulingOffice, that_lets_thirty_days_pass_is_not_waited_for) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    const Id16 objection = s.made();
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    s.when_passed(30 * ms_per_day);
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_done();
}

// Where the residents' committee calls, the street alone could rule; one resident objects, and it
// sits still.
TEST(RulingOffice, that_never_rules_keeps_no_result_from_becoming_final) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    for (const auto* name : {"ana", "bo", "chu"}) s.when(name, s.vote(ballot, name)).then_done();
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    const Id16 early = s.made();
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    s.pass_to(s.poll(ballot).settles_ms() - ms_per_day);
    s.when("bo", s.objection(ballot, v1::RESULT)).then_done();
    const Id16 late = s.made();
    s.settle(ballot);
    EXPECT_EQ(s.poll(ballot).stage(), v1::PRELIMINARY);
    EXPECT_EQ(s.poll(ballot).due_ms(), s.row(objections, early)->time_ms() + 60 * ms_per_day);
    EXPECT_EQ(s.verdict(ballot).disputed(), 1U);
    s.pass_to(s.poll(ballot).due_ms());
    s.then_events({"ObjectionUnruled", "ResultRecounted"});
    EXPECT_EQ(s.row(objections, early)->ruling(), v1::UNRULED);
    EXPECT_EQ(s.verdict(ballot).disputed(), 0U);
    EXPECT_EQ(s.poll(ballot).stage(), v1::PRELIMINARY) << "the other waits no longer than it may";
    s.when("ren", s.ruling(early, v1::REJECTED)).then_refused(v1::RULED_ALREADY);
    s.pass_to(s.poll(ballot).due_ms());
    s.then_events({"ObjectionUnruled", "ResultFinal"});
    EXPECT_EQ(s.row(objections, late)->ruling(), v1::UNRULED);
    EXPECT_EQ(s.row(objections, late)->ruled_by_size(), 0);
    EXPECT_EQ(s.poll(ballot).stage(), v1::FINAL);
    EXPECT_EQ(s.poll(ballot).upheld(), 0U);
}

// A second sale takes the line away that the first one made, and nobody's part in it.
TEST(RulingOnTheRoll, is_not_by_whoever_made_a_line_that_is_gone_since) {
    Desk s;
    s.person("zed");
    s.flat("second flat of ana", "west", 5'000, {"ana"});
    const Id16 ballot = s.called(s.paper_call());
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when("ana", s.to_roll(ballot, "fay")).then_done();
    const Id16 objection = s.made();
    auto resale = s.sale("flat of ana", "zed");
    resale.set_replaces(s.row(registry::holdings, id("flat of ana"))->written_by());
    s.when("ben", resale).then_done();
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_done();
}

// Of a line that never was, whoever stood behind any line of the roll is involved.
TEST(RulingOnTheRoll, is_about_all_of_it_where_the_line_never_was) {
    Desk s;
    const Id16 ballot = s.called(s.paper_call());
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    auto act = s.objection(ballot, v1::ROLL);
    act.set_head(document('n'));
    s.expect_ren_rules("bo", act);
}

// What was said to have been read and delivered is the work of ben and gus.
TEST(RulingOnTheResult, is_not_by_who_worked_on_it_while_somebody_else_is_there) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana", v1::DISAGREE);
    s.when_cosigned(s.delivery(ballot, {"bo"})).then_done();
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    s.expect_ren_rules("bo", s.objection(ballot, v1::RESULT));
}

// Of those who made nothing of it ren is there, and sits still.
TEST(RulingOnTheResult, is_by_who_worked_on_it_after_thirty_days) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana", v1::DISAGREE);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    s.when("bo", s.objection(ballot, v1::RESULT)).then_done();
    const Id16 objection = s.made();
    s.when_passed(30 * ms_per_day);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
}

// Ren gave out ana's key, and so rules on nothing of her vote; nor does whom ren makes a clerk.
TEST(RulingOnABallot, is_not_by_whom_somebody_involved_made_a_clerk_since) {
    Desk s;
    s.person("pip");
    const auto at = registry::key_hash(registry::key_bytes("ana"));
    auto key = *s.row(registry::keys, at);
    key.set_operator_member(id_bytes("ren"));
    s.given(registry::keys, key, at);
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    const Id16 objection = s.made();
    s.when_clerk("ren", "residents", "pip");
    for (const auto* who : {"ren", "pip"})
        s.when(who, s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
}

}  // namespace
}  // namespace linlian::ballot
