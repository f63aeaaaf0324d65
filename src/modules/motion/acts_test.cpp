#include "contract/state.pb.h"
#include "kit/motions.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;
namespace reg = registry::v1;

TEST(Propose, waits_for_the_offices_that_the_charter_asks) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.then_done().then_events({"Proposed"});
    EXPECT_FALSE(s.adopted());
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    EXPECT_TRUE(s.expires(id));
}

TEST(Propose, runs_at_once_what_the_proposer_may_do_alone) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"));
    s.then_done().then_events({"OfficeFounded", "RoleOffered", "Proposed", "Completed"});
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
    EXPECT_FALSE(s.expires(id));
    EXPECT_FALSE(s.row(registry::offices, id)) << "the act made its row under the motion's id";
}

TEST(Propose, counts_only_the_office_that_it_names) {
    World s;
    const Id16 id = s.propose("ana", "", World::found("chess club"));
    s.then_done().then_events({"Proposed"});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
}

TEST(Propose, refuses_what_its_act_refuses) {
    World s;
    s.propose("ana", "party", World::found("chess club"));
    s.then_done();
    s.propose("ana", "party", World::found("chess club"));
    s.then_refused(reg::OFFICE_EXISTS);
}

TEST(Propose, refuses_an_act_that_is_not_well_formed) {
    World s;
    auto act = World::proposal("party", World::adopt());
    act.set_act("not an act");
    s.when("ana", act).then_refused(machine::v1::MALFORMED, {{"part", "act"}});
    act.set_act_type("linlian.charter.v1.Abolish");
    s.when("ana", act).then_refused(machine::v1::ACT_UNKNOWN);
    auto preset = World::adopt();
    preset.mutable_preset()->clear_source();
    s.when("ana", World::proposal("party", preset)).then_refused(charter::v1::VALUE_WRONG);
}

TEST(Propose, does_not_carry_acts_on_motions) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ana", World::proposal("party", s.support(id, "residents")))
        .then_refused(v1::ACT_NOT_CARRIED, {{"act_type", "linlian.motion.v1.Support"}});
    const auto inner = World::proposal("party", World::adopt());
    s.when("ana", World::proposal("party", inner)).then_refused(v1::ACT_NOT_CARRIED);
}

TEST(Propose, refuses_an_office_of_others) {
    World s;
    s.propose("dan", "party", World::adopt());
    s.then_refused(v1::OFFICE_NOT_YOURS);
    s.propose("ana", "owners", World::adopt());
    s.then_refused(v1::OFFICE_NOT_YOURS);
}

TEST(Propose, refuses_a_key_that_is_not_active_yet) {
    World s;
    s.propose("eve", "", World::adopt());
    s.then_refused(machine::v1::STANDING_MISSING);
}

TEST(Propose, refuses_values_out_of_their_range) {
    World s;
    s.propose("ana", "party", World::adopt(), 0);
    s.then_refused(v1::VALUE_WRONG, {{"field", "days"}});
    s.propose("ana", "party", World::adopt(), 91);
    s.then_refused(v1::VALUE_WRONG, {{"field", "days"}});
    auto act = World::proposal("party", World::adopt());
    act.set_as_office("short");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "as_office"}});
    act = World::proposal("party", World::adopt());
    act.clear_reason();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    act = World::proposal("party", World::adopt());
    act.clear_act_type();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "act_type"}});
}

TEST(Support, that_completes_a_motion_carries_out_its_act) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.support(id, "residents")).then_done();
    s.then_events({"PresetAdopted", "Supported", "Completed"});
    EXPECT_TRUE(s.adopted());
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
    EXPECT_EQ(s.motion(id).ended_by(), s.last_id().bytes());
    EXPECT_FALSE(s.expires(id));
    EXPECT_EQ(s.row(supports, id, kit::member_of("ben"))->time_ms(), s.now().ms);
}

TEST(Support, makes_the_proposer_author_of_the_act) {
    World s;
    charter::v1::AuthorityRow both;
    *both.mutable_authority() =
        kit::text<codec::v1::Authority>("cosign { offices: 2 " + World::any_kind + "}");
    both.set_set_by(Bytes(Hash32::size, 's'));
    s.given(charter::authorities, both, "linlian.registry.v1.OpenDraft");
    s.given(registry::estates, R"(name: "Harmony Garden")", Id16{});
    reg::OpenDraft act;
    act.set_estate(Id16{}.bytes());
    act.set_names_hash(Bytes(Hash32::size, 'n'));
    const Id16 id = s.propose("ben", "residents", act);
    s.when("cai", s.support(id, "owners")).then_done();
    int drafts = 0;
    registry::drafts.scan(s.rows(), [&](const auto&, const reg::Draft& draft) {
        EXPECT_EQ(draft.author(), kit::member_of("ben").bytes());
        return ++drafts > 0;
    });
    EXPECT_EQ(drafts, 1);
}

TEST(Support, that_the_act_would_refuse_leaves_the_motion_open) {
    World s;
    const Id16 first = s.propose("ana", "party", World::adopt());
    const Id16 second = s.propose("ana", "party", World::adopt());
    s.when("ben", s.support(first, "residents")).then_done();
    s.when("ben", s.support(second, "residents")).then_refused(charter::v1::PRESET_EXISTS);
    EXPECT_EQ(s.motion(second).state(), v1::OPEN);
    EXPECT_TRUE(s.expires(second));
    EXPECT_FALSE(s.row(supports, second, kit::member_of("ben")));
}

TEST(Support, sent_again_changes_nothing) {
    World s;
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when_repeated().then_passed_over("machine.REPEATED");
    s.when("ben", s.support(id, "residents")).then_refused(v1::SUPPORTED_ALREADY);
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
}

TEST(Support, is_given_once_by_a_person_with_two_offices) {
    World s;
    kit::seat_role(s, "ben", "owners", "worker");
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("ben", s.support(id, "owners")).then_refused(v1::SUPPORTED_ALREADY);
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
}

TEST(Support, counts_an_office_once) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("gao", s.support(id, "party")).then_done().then_events({"Supported"});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    s.when("fan", s.support(id, "residents")).then_done();
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Support, refuses_who_holds_no_role) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("dan", s.support(id, "residents")).then_refused(v1::OFFICE_NOT_YOURS);
    s.when("ben", s.support(id, "owners")).then_refused(v1::OFFICE_NOT_YOURS);
    s.when("eve", s.support(id, "residents")).then_refused(machine::v1::STANDING_MISSING);
}

TEST(Support, of_whoever_lost_his_role_no_longer_counts) {
    World s{1'780'000'000'000 + ms_per_day};
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when_passed(2 * ms_per_day);
    s.when("cai", s.support(id, "owners")).then_done().then_events({"Supported"});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    s.when("fan", s.support(id, "residents")).then_done();
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Support, needs_the_authority_of_the_moment_it_completes) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    const Id16 change =
        s.propose("ana", "party",
                  World::set_authority("linlian.charter.v1.AdoptPreset",
                                       "cosign { offices: 3 " + World::any_kind + "}"));
    s.when("ben", s.support(change, "residents")).then_done();
    s.when("cai", s.support(change, "owners")).then_done();
    EXPECT_EQ(s.motion(change).state(), v1::COMPLETED);
    s.when("ben", s.support(id, "residents")).then_done().then_events({"Supported"});
    EXPECT_FALSE(s.adopted());
    s.when("cai", s.support(id, "owners")).then_done();
    EXPECT_TRUE(s.adopted());
}

TEST(Support, refuses_a_motion_that_does_not_exist) {
    World s;
    s.when("ben", s.support(Id16{}, "residents")).then_refused(v1::MOTION_UNKNOWN);
}

TEST(TakeBackSupport, leaves_the_motion_to_the_others) {
    World s;
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("ben", s.take_back(id)).then_done().then_events({"SupportTakenBack"});
    s.when("cai", s.support(id, "owners", 2)).then_done();
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    s.when("ben", s.support(id, "residents", 2)).then_done();
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

// A node that held back a support cannot bring it in once its author has changed their mind.
TEST(TakeBackSupport, stands_against_a_support_that_was_held_back) {
    World s;
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    const Bytes held = s.signed_by("ben", s.support(id, "residents"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("ben", s.take_back(id)).then_done();
    s.when_sent(held).then_refused(v1::ROUND_PASSED, {{"needed", "2"}, {"have", "1"}});
    EXPECT_FALSE(s.row(supports, id, kit::member_of("ben")));
}

TEST(TakeBackSupport, refuses_who_does_not_support_and_the_proposer) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.take_back(id)).then_refused(v1::SUPPORT_UNKNOWN);
    s.when("ana", s.take_back(id)).then_refused(v1::PROPOSER_WITHDRAWS);
    s.when("ben", s.take_back(id, 2)).then_refused(v1::ROUND_PASSED);
}

TEST(Withdraw, ends_the_motion_for_good) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ana", s.withdraw(id)).then_done().then_events({"Withdrawn"});
    EXPECT_FALSE(s.expires(id));
    s.when("ben", s.support(id, "residents"))
        .then_refused(v1::MOTION_CLOSED, {{"state", "WITHDRAWN"}});
    s.when("ana", s.withdraw(id)).then_refused(v1::MOTION_CLOSED);
    EXPECT_FALSE(s.adopted());
}

TEST(Withdraw, is_the_proposers_alone) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("gao", s.withdraw(id)).then_refused(v1::NOT_YOUR_MOTION);
    auto act = s.withdraw(id);
    act.clear_reason();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
}

TEST(Expiry, ends_a_motion_that_nobody_completed) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt(), 1);
    s.when_passed(ms_per_day - 1);
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    s.when_passed(1).then_events({"Expired"});
    EXPECT_EQ(s.motion(id).state(), v1::EXPIRED);
    s.when("ben", s.support(id, "residents"))
        .then_refused(v1::MOTION_CLOSED, {{"state", "EXPIRED"}});
}

// Blocks carry a limited amount of due work, so an expired motion may still wait for its turn.
TEST(Expiry, closes_a_motion_even_where_its_work_still_waits) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt(), 1);
    const Timestamp expiry{s.motion(id).expires_ms()};
    const auto support_at = [&](Timestamp time) {
        state::Overlay overlay{s.rows()};
        const auto author =
            s.program().resolve_author(s.rows(), kit::key_of("ben").public_key().encoded(), time);
        machine::Context context{s.program(), overlay, {s.height() + 1, time}, *author, Hash32{}};
        const auto* act = s.program().find_act("linlian.motion.v1.Support");
        return act->run(context, s.support(id, "residents"));
    };
    EXPECT_TRUE(support_at(Timestamp{expiry.ms - 1}));
    const auto late = support_at(expiry);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "motion.MOTION_CLOSED");
}

TEST(MotionVectors, hold_every_act_event_and_refusal) {
    // Vectors of these two would hold megabytes (notice_test.cpp shows them).
    EXPECT_EQ(kit::missing_from_golden(motion::module()),
              (std::vector<std::string>{"motion.MOTIONS_TOO_LARGE", "motion.MOTIONS_TOO_MANY"}));
}

}  // namespace
}  // namespace linlian::motion
