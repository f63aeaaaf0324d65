// Saying for an office that it does not stand behind a motion, as the commands do it.
#include "apps/desk_for_tests.h"
#include "apps/motion_work.h"
#include "kit/people.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

motion::v1::MotionReply look(DeskDoor& door, const Bytes& motion) {
    const auto yu = kit::key_of("yu");
    const auto seen = look_at_motion(door, &yu, motion);
    EXPECT_TRUE(seen) << (seen ? "" : seen.error().code);
    return seen.value_or(motion::v1::MotionReply{});
}

TEST(DeclineWork, says_it_of_the_motion_that_was_shown_and_takes_it_back) {
    DeskDoor door;
    registry::v1::FoundOffice act;
    act.set_kind("shop");
    act.set_name("bakery");
    act.set_chair(member_of(door, kit::key_of("head"))->bytes());
    const auto step = propose(door, kit::key_of("head"), act, {});
    ASSERT_TRUE(step) << step.error().code;
    ASSERT_TRUE(support(door, kit::key_of("yu"), step->motion, {}));
    const auto seen = look(door, step->motion);
    EXPECT_NE(seen.motion().notice_until_ms(), 0);

    const auto wen = kit::key_of("wen");
    const auto declined =
        decline_seen(door, wen, seen, {{}, motion::v1::FACTS_DIFFER, "there is one already"});
    ASSERT_TRUE(declined) << declined.error().code;
    const auto after = look(door, step->motion);
    ASSERT_EQ(after.declines_size(), 1);
    EXPECT_EQ(after.declines(0).row().text(), "there is one already");
    // What was shown before the decline is not the motion as it is now.
    const auto late = take_back_decline_seen(door, wen, seen, {});
    EXPECT_TRUE(!late || !late->leaf().refusal().empty());
    ASSERT_TRUE(take_back_decline_seen(door, wen, after, {}));
    EXPECT_EQ(look(door, step->motion).declines_size(), 0);
}

}  // namespace
}  // namespace linlian::apps
