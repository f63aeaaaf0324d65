#include "ops/time/clock.h"

#include <gtest/gtest.h>

#include <thread>

namespace linlian::ops {
namespace {

TEST(ManualClock, tells_passing_time_from_a_leap) {
    ManualClock clock{Timestamp{1000}};
    clock.pass(500);
    EXPECT_EQ(clock.wall().ms, 1500);
    EXPECT_EQ(clock.monotonic_ms(), 500);
    clock.set_wall(Timestamp{9000});
    EXPECT_EQ(clock.wall().ms, 9000);
    EXPECT_EQ(clock.monotonic_ms(), 500);
}

TEST(ManualClock, cannot_be_compared_over_a_boot) {
    ManualClock clock{Timestamp{1000}};
    clock.pass(500);
    const auto before = clock.moment();
    clock.reboot(2000);
    EXPECT_EQ(clock.wall().ms, 3500);
    EXPECT_LT(clock.monotonic_ms(), before.monotonic_ms);
    EXPECT_NE(clock.boot(), before.boot);
}

TEST(SystemClock, knows_one_boot_from_another) {
    EXPECT_EQ(SystemClock{}.boot().size(), 36U) << "a UUID of this system";
    EXPECT_EQ(SystemClock{}.boot(), SystemClock{}.boot());
}

TEST(ThreadTime, goes_on_while_the_thread_works_and_not_while_it_waits) {
    const auto before = thread_time();
    // Waiting is what the test is about.
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    const auto after_waiting = thread_time();
    EXPECT_LT(after_waiting - before, std::chrono::milliseconds{50});
    while (thread_time() - after_waiting < std::chrono::milliseconds{5}) {
    }
}

TEST(SystemClock, gives_milliseconds_of_our_century) {
    const SystemClock clock;
    EXPECT_GT(clock.wall().ms, 1'700'000'000'000);
    EXPECT_LT(clock.wall().ms, 4'102'444'800'000);
    const auto before = clock.monotonic_ms();
    EXPECT_GE(clock.monotonic_ms(), before);
}

}  // namespace
}  // namespace linlian::ops
