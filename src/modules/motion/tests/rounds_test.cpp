// Who changes their mind about a motion again and again, so that what others signed never counts.
#include "kit/motions.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;

// An act that party, residents and owners decide together.
Id16 proposed(World& s) {
    return s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
}

TEST(Rounds, end_for_a_member_who_supports_and_takes_back_again_and_again) {
    World s;
    const Id16 id = proposed(s);
    std::uint32_t round = 1;
    for (int time = 0; time < 3; ++time, ++round) {
        s.when("ben", s.support(id, "residents", round)).then_done();
        s.when("ben", s.take_back(id, round)).then_done();
    }
    s.when("ben", s.support(id, "residents", round))
        .then_refused(v1::CHANGED_TOO_OFTEN, {{"limit", "3"}});
    // Nobody else is held up by it, not even in the same office.
    s.when("fan", s.support(id, "residents", round)).then_done();
    s.when("cai", s.support(id, "owners", round)).then_done();
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Rounds, end_for_an_office_that_declines_and_takes_back_again_and_again) {
    World s;
    const Id16 id = proposed(s);
    std::uint32_t round = 1;
    for (const auto* member : {"ben", "fan", "ben"}) {
        s.when(member, s.decline(id, "residents", round)).then_done();
        s.when(member, s.about<v1::TakeBackDecline>(id, "residents", round + 1)).then_done();
        round += 2;
    }
    s.when("fan", s.decline(id, "residents", round))
        .then_refused(v1::CHANGED_TOO_OFTEN, {{"limit", "3"}});
    s.when("fan", s.support(id, "residents", round)).then_done();
}

// A shop's people support what they like; what others signed meanwhile stands.
TEST(Rounds, are_not_moved_by_an_office_that_nobody_asks) {
    World s;
    kit::seat_office(s, "corner shop", "shop");
    kit::seat_role(s, "dan", "corner shop", "chair");
    const Id16 id = proposed(s);
    const Bytes held = s.signed_by("ben", s.support(id, "residents"));
    s.when("dan", s.support(id, "corner shop")).then_done();
    s.when("dan", s.take_back(id)).then_done().then_events({"SupportTakenBack"});
    EXPECT_EQ(s.motion(id).round(), 1U);
    s.when_sent(held).then_done();
}

// The motion, its events and its list would say who voted, or with which key they came.
TEST(Propose, carries_nothing_that_its_author_does_alone) {
    World s;
    registry::v1::RetireKey act;
    act.set_key(kit::key_of("ana").public_key().encoded());
    const auto proposal = World::proposal("party", act);
    s.when("ana", proposal).then_refused(v1::ACT_NOT_CARRIED, {{"act_type", proposal.act_type()}});
}

}  // namespace
}  // namespace linlian::motion
