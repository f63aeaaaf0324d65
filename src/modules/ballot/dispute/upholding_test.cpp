// What changes a vote is upheld by two kinds of office together, none of whom it concerns.
#include "kit/code_of.h"
#include "kit/papers.h"
#include "modules/ballot/acts.h"
#include "modules/registry/state.h"

namespace linlian::ballot {
namespace {

// Dan and eve own a flat together; dan votes, and eve objects. The Party organisation has pam, its
// chair; cai and yan, of the convenor and the company, are clerks of the street office too.
struct Disputed : PaperTown {
    Id16 ballot, raised;

    explicit Disputed(const std::string& vectors = "ballot") : PaperTown(vectors) {
        office("party", "party");
        holder("pam", "party", "chair");
        holder("pol", "residents", "clerk");
        make_clerk("cai", "street");
        make_clerk("yan", "street");
        four_flats();
        ballot = opened(paper_call());
        when("dan", vote(ballot, "dan")).then_done();
        when("eve", dispute(ballot, "eve", {v1::DISAGREE})).then_done();
        raised = made();
    }
    // Proposed by one for their office, and supported by another for theirs.
    kit::Scenario& when_upheld_by(const std::string& who, const std::string& for_office,
                                  const std::string& other, const std::string& for_other) {
        when_proposed(who, for_office, upholding(raised)).then_done();
        return when_supported(other, for_other, made());
    }
    v1::Mark counts() const { return counted(ballot, "dan")->choices(0).open().mark(); }
};

TEST(Upholding, takes_two_kinds_of_office) {
    Disputed s;
    s.when("ren", s.ruling(s.raised, v1::UPHELD)).then_refused(v1::TWO_KINDS_NEEDED);
    s.when("ren", s.upholding(s.raised)).then_refused(reg::AUTHORITY_MISSING);
    s.when_upheld_by("ren", "residents", "ben", "residents").then_done();
    s.then_events({"Supported"});
    EXPECT_EQ(s.counts(), v1::AGREE);
    s.when_upheld("ren", s.raised).then_done();
    EXPECT_EQ(s.counts(), v1::DISAGREE);
    EXPECT_EQ(s.counted(s.ballot, "dan")->channel(), v1::RULING);
}

TEST(Upholding, takes_one_of_the_office_whose_turn_it_is_for_thirty_days) {
    Disputed s;
    s.when_upheld_by("pam", "party", "sun", "street").then_refused(v1::NOT_RULING_OFFICE);
    s.when_upheld_by("pam", "party", "ren", "residents").then_done();
    EXPECT_EQ(s.counts(), v1::DISAGREE);

    Disputed late{""};
    late.close(late.ballot);
    late.when_passed(31 * ms_per_day);
    late.when_upheld_by("pam", "party", "sun", "street").then_done();
    EXPECT_EQ(late.counts(), v1::DISAGREE);
}

// Gus is behind the key of fay, who bought: what the two are told changes by no vote of hers.
TEST(Upholding, tells_nobody_whose_turn_it_is_not_by_whose_key_a_line_voted) {
    PaperTown s{""};
    s.party_office();
    s.third_kind();
    s.four_flats();
    s.person("fay");
    registry::v1::Behind behind;
    behind.add_members(id_bytes("gus"));
    s.given(registry::backings, behind, registry::key_hash(registry::key_bytes("fay")));
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when_by_others(s.replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    s.when("ana", s.with_document(s.dispute(ballot, "ana", {v1::AGREE}))).then_done();
    const Id16 raised = s.made();
    s.when_proposed("pam", "party", s.upholding(raised)).then_done();
    const Id16 motion = s.made();
    for (const bool has_voted : {false, true}) {
        if (has_voted) s.when("fay", s.vote(ballot, "ana")).then_done();
        s.when_supported("gus", "street", motion).then_refused(v1::NOT_RULING_OFFICE);
        s.when("gus", s.ruling(raised, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    }
}

// Left out instead of refused: the support of others completes it.
TEST(Upholding, does_not_count_whom_it_concerns) {
    Disputed s;
    s.when_counted(s.ballot, "ana", v1::AGREE);
    s.when("ana", s.dispute(s.ballot, "ana", {v1::DISAGREE})).then_done();
    const Id16 of_paper = s.made();
    s.when_proposed("ren", "residents", s.upholding(of_paper)).then_done();
    const Id16 motion = s.made();
    s.when_supported("gus", "street", motion).then_refused(v1::TWO_KINDS_NEEDED);
    s.when_supported("sun", "street", motion).then_done();
    EXPECT_EQ(s.counted(s.ballot, "ana")->choices(0).open().mark(), v1::DISAGREE);
}

TEST(Upholding, does_not_count_the_convenor_nor_the_company) {
    Disputed s;
    s.when_proposed("ren", "residents", s.upholding(s.raised)).then_done();
    const Id16 motion = s.made();
    for (const auto* other : {"cai", "yan"})
        s.when_supported(other, "street", motion).then_refused(v1::TWO_KINDS_NEEDED);
    EXPECT_EQ(s.counts(), v1::AGREE);
}

TEST(Upholding, is_of_votes_and_deliveries_alone) {
    Disputed s;
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::RESULT)).then_done();
    s.when_upheld("ren", s.made()).then_refused(v1::VALUE_WRONG, {{"field", "objection"}});
}

// The second one signs the hash of what they could read.
TEST(Upholding, shows_the_objection_to_whoever_could_stand_behind_it) {
    Disputed s;
    v1::ObjectionQuery query;
    query.set_objection(s.raised.bytes());
    for (const auto* reader : {"pam", "sun", "gus", "ren", "eve"})
        EXPECT_TRUE(s.ask<v1::ObjectionReply>(query, reader)) << reader;
    for (const auto* other : {"cai", "yan", "dan", "bo"})
        EXPECT_EQ(kit::code_of(s.ask<v1::ObjectionReply>(query, other)), "ballot.NOT_FOR_YOU")
            << other;
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::RESULT)).then_done();
    query.set_objection(s.made().bytes());
    EXPECT_TRUE(s.ask<v1::ObjectionReply>(query, "sun"));
    EXPECT_EQ(kit::code_of(s.ask<v1::ObjectionReply>(query, "pam")), "ballot.NOT_FOR_YOU")
        << "they uphold none to a result";
}

// Nobody is taken at their word about their own vote once they could not vote anew.
TEST(OwnVote, is_objected_to_after_the_close_with_a_document) {
    Disputed s;
    s.when("bo", s.vote(s.ballot, "bo")).then_done();
    s.close(s.ballot);
    s.when("bo", s.dispute(s.ballot, "bo")).then_refused(v1::OWN_VOTE);
    s.when("bo", s.dispute(s.ballot, "bo", {v1::DISAGREE})).then_refused(v1::OWN_VOTE);
    s.when("bo", s.with_document(s.dispute(s.ballot, "bo"))).then_done();
}

}  // namespace
}  // namespace linlian::ballot
