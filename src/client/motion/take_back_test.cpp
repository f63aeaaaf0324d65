// How one gets out of a motion, as the commands do it.
#include "client/motion/motion_work.h"
#include "client/tests/desk_for_tests.h"
#include "kit/people.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

motion::v1::MotionReply look(DeskLedger& ledger, const Bytes& motion) {
    const auto yu = kit::key_of("yu");
    const auto seen = look_at_motion(ledger, &yu, motion);
    EXPECT_TRUE(seen) << (seen ? "" : seen.error().code);
    return seen.value_or(motion::v1::MotionReply{});
}

// A bakery that two bodies found: its notice runs.
Bytes founded_by_two(DeskLedger& ledger) {
    registry::v1::FoundOffice act;
    act.set_kind("shop");
    act.set_name("bakery");
    act.set_chair(member_of(ledger, kit::key_of("head"))->bytes());
    const auto step = propose(ledger, kit::key_of("head"), act, {});
    EXPECT_TRUE(step) << step.error().code;
    EXPECT_TRUE(support(ledger, kit::key_of("yu"), step->motion, {}));
    return step->motion;
}

bool is_done(const Result<Receipt>& receipt) {
    return receipt && receipt->leaf().refusal().empty();
}

TEST(DeclineWork, says_it_of_the_motion_that_was_shown_and_takes_it_back) {
    DeskLedger ledger;
    const auto motion = founded_by_two(ledger);
    const auto seen = look(ledger, motion);
    EXPECT_NE(seen.motion().notice_until_ms(), 0);

    const auto wen = kit::key_of("wen");
    const auto declined =
        decline_seen(ledger, wen, seen, {{}, motion::v1::FACTS_DIFFER, "there is one already"});
    ASSERT_TRUE(declined) << declined.error().code;
    const auto after = look(ledger, motion);
    ASSERT_EQ(after.declines_size(), 1);
    EXPECT_EQ(after.declines(0).row().text(), "there is one already");
    // What was shown before the decline is not the motion as it is now.
    EXPECT_FALSE(is_done(take_back_decline_seen(ledger, wen, seen, {})));
    ASSERT_TRUE(take_back_decline_seen(ledger, wen, after, {}));
    EXPECT_EQ(look(ledger, motion).declines_size(), 0);
}

// Who was deceived into supporting it stops its notice by taking that back.
TEST(TakeBackWork, takes_ones_own_support_back) {
    DeskLedger ledger;
    const auto motion = founded_by_two(ledger);
    const auto seen = look(ledger, motion);
    EXPECT_FALSE(is_done(take_back_support_seen(ledger, kit::key_of("wen"), seen)));
    ASSERT_TRUE(is_done(take_back_support_seen(ledger, kit::key_of("yu"), seen)));
    const auto after = look(ledger, motion);
    EXPECT_EQ(after.supports_size(), 1);
    EXPECT_EQ(after.motion().notice_until_ms(), 0);
}

TEST(WithdrawWork, ends_ones_own_motion_and_nobody_elses) {
    DeskLedger ledger;
    const auto motion = founded_by_two(ledger);
    const auto seen = look(ledger, motion);
    EXPECT_FALSE(is_done(withdraw_seen(ledger, kit::key_of("yu"), seen, {})));
    ASSERT_TRUE(is_done(withdraw_seen(ledger, kit::key_of("head"), seen, "the wrong name")));
    EXPECT_EQ(look(ledger, motion).motion().state(), motion::v1::WITHDRAWN);
}

}  // namespace
}  // namespace linlian::client
