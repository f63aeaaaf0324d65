#include "client/motion/motion_list.h"

#include "client/motion/motion_show.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/desk_for_tests.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Bytes proposed(Ledger& ledger) {
    registry::v1::AddEstate act;
    act.set_name("梅园");
    const auto step = propose(ledger, kit::key_of("lin"), act, {{}, "居民要求", 14});
    CHECK(step.has_value());
    return step->motion;
}

TEST(MotionList, shows_what_waits_and_whose_word_it_is) {
    DeskLedger ledger;
    const ScreenForTests screen;
    ASSERT_TRUE(show_motions(screen, ledger, "OPEN"));
    EXPECT_TRUE(holds(screen.taken(), "No motion is OPEN"));
    proposed(ledger);
    ASSERT_TRUE(show_motions(screen, ledger, "OPEN"));
    const auto text = screen.taken();
    EXPECT_TRUE(holds(text, "│ 居民要求")) << text;
    EXPECT_TRUE(holds(text, "supports are what the node says")) << text;
    EXPECT_EQ(kit::code_of(show_motions(screen, ledger, "open")), "client.COMMAND_WRONG");
}

TEST(MotionQuestion, is_asked_of_an_open_motion_alone) {
    DeskLedger ledger;
    const auto mo = kit::key_of("mo");
    const auto motion = proposed(ledger);
    const auto seen = look_at_motion(ledger, &mo, motion);
    ASSERT_TRUE(seen) << seen.error().code;
    ReviewForTests review;
    const MotionQuestion asked{"附议并签名？", std::string{}, true};
    const auto office = ask_about_motion(review, ledger, mo, *seen, {}, asked);
    ASSERT_TRUE(office) << office.error().code;
    EXPECT_FALSE(office->empty());
    EXPECT_TRUE(holds(review.shown.taken(), "梅园"));
    review.agrees = false;
    EXPECT_EQ(kit::code_of(ask_about_motion(review, ledger, mo, *seen, {}, asked)),
              "client.NOT_CONFIRMED");
    ASSERT_TRUE(withdraw_seen(ledger, kit::key_of("lin"), *seen, "the wrong name"));
    const auto over = look_at_motion(ledger, &mo, motion);
    ASSERT_TRUE(over) << over.error().code;
    review.agrees = true;
    EXPECT_EQ(kit::code_of(ask_about_motion(review, ledger, mo, *over, {}, asked)),
              "motion.MOTION_CLOSED");
}

}  // namespace
}  // namespace linlian::client
