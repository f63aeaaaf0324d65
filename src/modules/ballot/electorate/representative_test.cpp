// Who acts for a firm is frozen with the roll: whoever comes to act for it while a ballot runs
// takes no vote that was cast, and whoever acted for it objects still.
#include "kit/papers.h"
#include "modules/ballot/electorate/interest.h"

namespace linlian::ballot {
namespace {

// A developer's flats, for which lou acts. Cora is a clerk of the committee that calls.
struct Represented : PaperTown {
    Represented() {
        four_flats();
        for (const auto* name : {"lou", "max", "kit"}) person(name);
        for (const auto* name : {"lou", "max"}) make_clerk(name, "residents");
        holder("cora", "owners", "clerk");
        flat("unsold", "east", 90'000, {"firm"}, reg::UNSOLD);
        company("firm", "lou", document(), reg::DEVELOPER);
        ballot = opened(paper_call());
    }
    // By ben and cora, as the charter has it.
    void set_through(const std::string& owner_name, const std::string& through) {
        reg::SetRepresentative act;
        act.set_owner(id_bytes(owner_name));
        act.set_through(id_bytes(through));
        act.set_document(document('m'));
        act.set_replaces(row(registry::owners, id(owner_name))->written_by());
        when_proposed("ben", "residents", act).then_done();
        when_supported("cora", "owners", made()).then_done();
        ASSERT_EQ(row(registry::owners, id(owner_name))->through(), id_bytes(through));
    }
    v1::Mark mark_of_firm() const { return counted(ballot, "firm")->choices(0).open().mark(); }
    v1::Object with_document(v1::Object act) const {
        act.set_document(document('m'));
        return act;
    }
    Id16 ballot;
};

TEST(Representative, who_comes_while_a_ballot_runs_takes_no_vote_that_was_cast) {
    Represented s;
    s.when("lou", s.vote(s.ballot, "firm", v1::DISAGREE)).then_done();
    s.set_through("firm", "max");
    s.when("max", s.vote(s.ballot, "firm", v1::AGREE)).then_refused(v1::NOT_YOUR_LINE);
    EXPECT_EQ(s.mark_of_firm(), v1::DISAGREE);
    s.when("lou", s.vote(s.ballot, "firm", v1::ABSTAIN)).then_done();
    // Of ballots that open later it is who acts then.
    const Id16 later = s.opened(s.call({s.item("lift")}));
    s.when("lou", s.vote(later, "firm")).then_refused(v1::NOT_YOUR_LINE);
    s.when("max", s.vote(later, "firm")).then_done();
}

TEST(Representative, of_the_roll_objects_and_whoever_recorded_another_does_not_rule) {
    Represented s;
    s.when("lou", s.vote(s.ballot, "firm", v1::DISAGREE)).then_done();
    s.set_through("firm", "max");
    s.when("lou", s.dispute(s.ballot, "firm", {v1::ABSTAIN})).then_done();
    s.expect_ruled_by_other({"ben", "max"}, "ren", v1::UPHELD);
    EXPECT_EQ(s.mark_of_firm(), v1::ABSTAIN);
    // With the lines of others ben had nothing to do.
    s.when("ana", s.dispute(s.ballot, "ana", {v1::AGREE})).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
}

TEST(Representative, who_really_changed_objects_with_the_document) {
    Represented s;
    s.when("lou", s.vote(s.ballot, "firm", v1::DISAGREE)).then_done();
    s.set_through("firm", "max");
    const auto act = s.dispute(s.ballot, "firm", {v1::AGREE});
    s.when("max", act).then_refused(v1::NOT_YOUR_LINE);
    s.when("kit", s.with_document(act)).then_refused(v1::NOT_YOUR_LINE);
    s.when("max", s.with_document(act)).then_done();
    const Id16 objection = s.made();
    EXPECT_EQ(s.mark_of_firm(), v1::DISAGREE) << "an objection takes no vote away";
    for (const auto* involved : {"ben", "lou"}) {
        s.when(involved, s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
        // What one alone never does tells nobody whether they are, and so by whose key it voted.
        s.when(involved, s.ruling(objection, v1::UPHELD)).then_refused(v1::TWO_KINDS_NEEDED);
    }
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(s.mark_of_firm(), v1::AGREE);
}

// Else whoever lets somebody act for the firm learns so whether it has voted.
TEST(Representative, who_comes_while_a_ballot_runs_has_an_interest_and_reads_no_vote) {
    Represented s;
    s.set_through("firm", "max");
    const auto line = s.voter(s.ballot, "firm").line();
    EXPECT_TRUE(is_of_line_now(s.rows(), s.ballot, line, id("lou")));
    EXPECT_FALSE(is_of_line_now(s.rows(), s.ballot, line, id("max")));
    for (const auto* name : {"lou", "max"})
        EXPECT_TRUE(has_interest(s.rows(), s.ballot, line, id(name))) << name;
    EXPECT_FALSE(has_interest(s.rows(), s.ballot, line, id("kit")));
}

TEST(Representative, of_the_roll_objects_to_the_result_too) {
    Represented s;
    s.set_through("firm", "max");
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    auto act = s.objection(s.ballot, v1::RESULT);
    act.set_premises(id_bytes("unsold"));
    s.when("kit", act).then_refused(v1::NOT_CONCERNED);
    s.when("lou", act).then_done();
}

TEST(Representative, who_was_replaced_before_the_opening_objects_to_the_roll) {
    Represented s;
    const Id16 later = s.called(s.call({s.item("lift")}));
    s.set_through("firm", "max");
    auto act = s.objection(later, v1::ROLL);
    act.set_premises(id_bytes("unsold"));
    s.when("kit", act).then_refused(v1::NOT_CONCERNED);
    s.when("lou", act).then_done();
    s.expect_ruled_by_other({"ben"}, "ren");
}

// What a sale brought in is as firm: who acted for the buyer when it was entered.
TEST(Representative, of_whoever_bought_is_frozen_when_the_sale_is_entered) {
    Represented s;
    auto sale = s.sale("flat of ana", "shop");
    *sale.mutable_owners(0) = registry::Lines::owner_line("shop", reg::COMPANY, "max");
    s.when("ben", sale).then_done();
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "shop")).then_done();
    s.set_through("shop", "kit");
    s.when("kit", s.vote(s.ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("max", s.vote(s.ballot, "ana")).then_done();
}

// Nor does an objection without a claim tell it: of who voted and of who did not it is refused.
TEST(Representative, who_comes_while_a_ballot_runs_learns_from_no_refusal_who_has_voted) {
    Represented s;
    s.set_through("firm", "max");
    const auto act = s.with_document(s.dispute(s.ballot, "firm"));
    s.when("max", act).then_refused(v1::CHOICES_WRONG);
    s.when("lou", s.vote(s.ballot, "firm", v1::DISAGREE)).then_done();
    s.when("max", act).then_refused(v1::CHOICES_WRONG);
    s.when("lou", s.dispute(s.ballot, "firm")).then_done();
}

}  // namespace
}  // namespace linlian::ballot
