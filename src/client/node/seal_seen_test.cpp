#include "client/node/seal_seen.h"

#include "client/shown/screen_for_tests.h"
#include "client/shown/value_text.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

constexpr Timestamp sealed{1'795'223'000'000};

std::string told_after(std::int64_t ms) {
    return SealSeen::told(12, sealed, Timestamp{sealed.ms + ms});
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(SealSeen, tells_when_what_is_shown_was_sealed) {
    EXPECT_TRUE(holds(told_after(5'000), local_time(sealed)));
    EXPECT_TRUE(holds(told_after(5'000), "height 12"));
    EXPECT_FALSE(holds(told_after(SealSeen::old_ms - 1), "ask another node"));
}

TEST(SealSeen, warns_of_what_a_node_may_have_left_out_since) {
    EXPECT_TRUE(holds(told_after(SealSeen::old_ms), "10 分钟 minutes"));
    EXPECT_TRUE(holds(told_after(5 * ms_per_hour), "5 小时 hours"));
    const auto days = told_after(3 * ms_per_day + 1);
    EXPECT_TRUE(holds(days, "3 天 days"));
    EXPECT_TRUE(holds(days, "this node does not show"));
}

light::Statement sealed_at(Height height, Timestamp time) {
    light::Statement statement;
    statement.height = height;
    statement.sealed_time = time;
    return statement;
}

TEST(SealSeen, says_the_oldest_of_what_was_proven_and_says_it_once) {
    SealSeen seen;
    const ScreenForTests screen;
    seen.say(screen, sealed);  // nothing was proven
    seen.note(sealed_at(9, Timestamp{sealed.ms - ms_per_hour * 3}));
    seen.note(sealed_at(12, sealed));
    seen.say(screen, sealed);
    seen.say(screen, sealed);
    const auto said = screen.taken();
    EXPECT_TRUE(holds(said, "height 9,")) << said;
    EXPECT_EQ(said.find("height"), said.rfind("height")) << said;
}

}  // namespace
}  // namespace linlian::client
