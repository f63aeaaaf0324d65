// The office that calls a ballot, and who leaves it in time, tries to learn who voted and how, or
// to decide on its own ballot.
#include "kit/code_of.h"
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Cora is clerk of the owners' committee, which calls; a Party organisation stands beside it, so
// that its chair may leave.
struct Convening : PaperTown {
    explicit Convening(const std::string& local = national) : PaperTown("ballot", local) {
        four_flats();
        office("party", "party");
        holder("pam", "party", "chair");
        holder("cora", "owners", "clerk");
    }
    std::string reads_motion(const std::string& reader) {
        motion::v1::MotionQuery query;
        query.set_motion(made().bytes());
        const auto reply = ask<motion::v1::MotionReply>(query, reader);
        return reply ? "" : reply.error().code;
    }
};

TEST(ConvenorsClerk, reads_no_motion_about_single_voters) {
    Convening s{"beijing"};
    auto call = s.paper_call();
    call.mutable_terms()->clear_channels();
    call.mutable_terms()->add_channels(v1::PAPER);
    call.mutable_terms()->add_channels(v1::CITY_LIST);
    const Id16 ballot = s.opened(call);
    s.when_proposed("ben", "residents", s.city_list(ballot, 0, {"ana", "bo"}, v1::DISAGREE))
        .then_done();
    EXPECT_EQ(s.reads_motion("cora"), "motion.NOT_FOR_YOU");
    EXPECT_EQ(s.reads_motion("gus"), "") << "who has to check it must see it";
}

TEST(ConvenorsClerk, does_not_learn_which_papers_were_handed_in) {
    Convening s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "bo");
    s.when_proposed("ben", "residents", s.reopening(ballot, "bo")).then_done();
    EXPECT_EQ(s.reads_motion("cora"), "motion.NOT_FOR_YOU");
    EXPECT_EQ(s.reads_motion("gus"), "");
}

// Else two bodies found a street office or a preparatory group, and one of them calls.
TEST(WhoWasMadeByTheConvenor, works_reads_and_rules_as_little_as_the_convenor) {
    Convening s;
    s.holder("gil", "street", "clerk");
    auto made = *s.row(registry::roles, id("gil"), id("street"), "clerk");
    made.add_appointed_by_kinds("owners");
    s.given(registry::roles, made, id("gil"), id("street"), "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("gil", s.issue(ballot, {"bo"})).then_refused(v1::WORKER_NOT_NEUTRAL);
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    s.when("gil", s.ruling(s.made(), v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    s.when_counted(ballot, "bo");
    s.when_proposed("ben", "residents", s.reopening(ballot, "bo")).then_done();
    EXPECT_EQ(s.reads_motion("gil"), "motion.NOT_FOR_YOU");
    EXPECT_EQ(s.reads_motion("gus"), "");
}

TEST(WhoCalled, does_not_rule_nor_enter_papers_after_leaving_the_office) {
    Convening s;
    s.make_clerk("cai", "residents");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when("cai", s.ruling(objection, v1::UPHELD)).then_refused(v1::CONVENOR_CANNOT_RULE);
    reg::LeaveRole leave;
    leave.set_office(id_bytes("owners"));
    leave.set_role("chair");
    leave.set_granted_by(registry::given_by());
    s.when("cai", leave).then_done();
    s.when("cai", s.ruling(objection, v1::UPHELD)).then_refused(v1::CONVENOR_CANNOT_RULE);
    s.when("ben", s.issue(ballot, {"bo"})).then_done();
    auto seal = s.sealed(ballot, "ben", "bo", s.entry(ballot));
    s.when("cai", seal).then_refused(v1::WORKER_NOT_NEUTRAL);
    EXPECT_EQ(kit::code_of(s.ask<v1::PapersReply>(about<v1::PapersQuery>(ballot), "cai")),
              "ballot.NOT_FOR_YOU");
    s.when_upheld("ben", objection).then_done();
}

TEST(Turnout, of_a_small_roll_is_not_told_before_the_close) {
    Convening s;
    for (int i = 0; i < 12; ++i) s.owner("n" + std::to_string(i), 8'000 + 17 * i * i);
    const Id16 ballot = s.opened(s.paper_call());
    for (int i = 0; i < 10; ++i)
        s.when("n" + std::to_string(i), s.vote(ballot, "n" + std::to_string(i))).then_done();
    s.pass_to(s.poll(ballot).turnout_due_ms());
    EXPECT_EQ(s.poll(ballot).heads(), 0U) << "six are left, so it would nearly name the ten";
    EXPECT_EQ(s.poll(ballot).area_centi(), 0U);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_EQ(s.poll(ballot).heads(), 10U);
}

// What is claimed takes few marks, which anybody could try against the hash in the ruling.
TEST(RuleOnObjection, is_about_persons) {
    EXPECT_TRUE(
        v1::RuleOnObjection::descriptor()->options().GetExtension(codec::v1::act).personal());
}

}  // namespace
}  // namespace linlian::ballot
