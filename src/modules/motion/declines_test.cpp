#include "kit/motions.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;

TEST(Decline, keeps_its_office_from_supporting) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.decline(id, "residents")).then_done().then_events({"Declined"});
    s.when("fan", s.support(id, "residents", 2)).then_refused(v1::OFFICE_DECLINED);
    EXPECT_EQ(s.row(declines, id, kit::office_of("residents"))->reason(), v1::FACTS_DIFFER);
}

TEST(Decline, is_no_veto) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.decline(id, "residents")).then_done();
    s.when("cai", s.support(id, "owners", 2)).then_done();
    EXPECT_TRUE(s.adopted());
}

TEST(Decline, makes_others_look_again_at_what_they_signed) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    const Bytes signed_before = s.signed_by("cai", s.support(id, "owners"));
    s.when("ben", s.decline(id, "residents")).then_done();
    s.when_sent(signed_before).then_refused(v1::ROUND_PASSED, {{"needed", "2"}, {"have", "1"}});
}

TEST(Decline, refuses_an_office_that_supports) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("gao", s.decline(id, "party")).then_refused(v1::OFFICE_SUPPORTS);
    s.when("ben", s.decline(id, "residents")).then_done();
    s.when("fan", s.decline(id, "residents", 2)).then_refused(v1::DECLINED_ALREADY);
    s.when("dan", s.decline(id, "residents", 2)).then_refused(v1::OFFICE_NOT_YOURS);
}

TEST(Decline, outweighs_the_support_of_somebody_whose_role_ended) {
    World s{1'780'000'000'000 + ms_per_day};
    kit::seat_role(s, "dan", "residents", "chair");
    const Id16 id =
        s.propose("ana", "party", World::set_authority(World::another_act, "member {}"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("fan", s.decline(id, "residents")).then_refused(v1::OFFICE_SUPPORTS);
    s.when_passed(2 * ms_per_day);
    s.when("fan", s.decline(id, "residents")).then_done();

    // Back in office they may count again, but not against what their office said meanwhile.
    registry::v1::GrantRole grant;
    grant.set_office(kit::office_of("residents").bytes());
    grant.set_member(kit::member_of("ben").bytes());
    grant.set_role("worker");
    s.when("dan", grant).then_done();
    registry::v1::AcceptRole accept;
    accept.set_office(grant.office());
    accept.set_role("worker");
    accept.set_granted_by(s.last_id().bytes());
    s.when("ben", accept).then_done();
    s.when("cai", s.support(id, "owners", 2)).then_done().then_events({"Supported"});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
}

TEST(Decline, refuses_to_say_nothing) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    auto act = s.decline(id, "residents");
    act.clear_reason();
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    act.set_reason(v1::OTHER);
    act.clear_text();
    s.when("ben", act).then_refused(v1::VALUE_WRONG, {{"field", "text"}});
}

TEST(TakeBackDecline, lets_the_office_support) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.decline(id, "residents")).then_done();
    s.when("fan", s.about<v1::TakeBackDecline>(id, "residents", 2)).then_done();
    s.then_events({"DeclineTakenBack"});
    s.when("ben", s.support(id, "residents", 3)).then_done();
    EXPECT_TRUE(s.adopted());
}

TEST(TakeBackDecline, refuses_an_office_that_did_not_decline) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    s.when("ben", s.about<v1::TakeBackDecline>(id, "residents")).then_refused(v1::DECLINE_UNKNOWN);
    s.when("dan", s.about<v1::TakeBackDecline>(id, "residents")).then_refused(v1::OFFICE_NOT_YOURS);
}

}  // namespace
}  // namespace linlian::motion
