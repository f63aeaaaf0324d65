#include "engine/clock_guard.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

constexpr Timestamp noon{1'800'000'000'000};

bool says(const ClockGuard& guard, const char* words) {
    return guard.trouble().find(words) != std::string::npos &&
           guard.trouble().find("linlian confirm clock") != std::string::npos;
}

TEST(ClockGuard, follows_a_clock_that_goes) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    for (int hour = 0; hour < 100; ++hour) {
        EXPECT_EQ(guard.time_after(noon), clock.wall());
        clock.pass(ms_per_hour);
        clock.set_wall(Timestamp{clock.wall().ms + 1'800});  // corrected now and then
    }
    EXPECT_EQ(guard.trouble(), "");
}

// Whoever answers the computer's questions for the time moves it a little each hour.
TEST(ClockGuard, notices_small_leaps_that_add_up) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    int hours = 0;
    for (; guard.time_after(noon) && hours < 240; ++hours) {
        clock.pass(ms_per_hour);
        clock.set_wall(Timestamp{clock.wall().ms + 299 * ms_per_second});
    }
    EXPECT_EQ(hours, 2);
    EXPECT_TRUE(says(guard, "leapt by")) << guard.trouble();
}

TEST(ClockGuard, forgives_the_strays_of_a_year) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    for (int day = 0; day < 365; ++day) {
        EXPECT_TRUE(guard.time_after(noon)) << day;
        clock.pass(ms_per_day);
        clock.set_wall(Timestamp{clock.wall().ms - 17 * ms_per_second});
    }
}

TEST(ClockGuard, notices_a_clock_that_stands_still_however_often_it_looks) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    int looks = 0;
    for (; guard.time_after(noon) && looks < 1'000; ++looks) {
        clock.pass(10'000);
        clock.set_wall(noon);
    }
    EXPECT_EQ(looks, 31);  // five minutes
    EXPECT_TRUE(says(guard, "stood still for 310 s")) << guard.trouble();
}

TEST(ClockGuard, notices_a_clock_that_creeps_away) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    int looks = 0;
    for (; guard.time_after(noon) && looks < 1'000; ++looks) {
        clock.pass(10'000);
        clock.set_wall(Timestamp{clock.wall().ms + 5'000});
    }
    EXPECT_LT(looks, 100);
    EXPECT_TRUE(says(guard, "leapt by")) << guard.trouble();
}

TEST(ClockGuard, asks_when_it_starts_long_after_the_last_block) {
    ops::ManualClock clock{Timestamp{noon.ms + 400 * ms_per_day}};
    ClockGuard guard{clock, {noon}};
    EXPECT_FALSE(guard.time_after(noon));
    EXPECT_TRUE(says(guard, "400 days ahead")) << guard.trouble();
    guard.confirm();
    EXPECT_EQ(guard.time_after(noon), clock.wall());
    EXPECT_EQ(guard.trouble(), "");
}

TEST(ClockGuard, does_not_ask_after_a_night_in_which_nothing_was_due) {
    ops::ManualClock clock{Timestamp{noon.ms + 20 * ms_per_hour}};
    ClockGuard guard{clock, {noon, Timestamp{noon.ms + 21 * ms_per_hour}}};
    EXPECT_TRUE(guard.time_after(noon, Timestamp{noon.ms + 21 * ms_per_hour}));
}

// Stopping and starting the node forgives nothing: since when the clock is believed is on record.
TEST(ClockGuard, notices_a_leap_that_was_made_while_the_node_stood_still) {
    ops::ManualClock clock{noon};
    const Belief sealed_at{clock.moment(), clock.moment()};
    clock.pass(ms_per_minute);
    for (const std::int64_t leap : {6 * ms_per_minute, 6 * ms_per_day, -6 * ms_per_minute}) {
        ops::ManualClock moved = ops::ManualClock{noon};
        moved.pass(ms_per_minute);
        moved.set_wall(Timestamp{moved.wall().ms + leap});
        ClockGuard guard{moved, {noon, std::nullopt, sealed_at}};
        EXPECT_FALSE(guard.time_after(noon)) << leap;
        moved.set_wall(clock.wall());
        EXPECT_TRUE(guard.time_after(noon)) << guard.trouble();
    }
}

// A leap that one start forgives is no beginning for the next one.
TEST(ClockGuard, notices_small_leaps_that_add_up_over_many_starts) {
    ops::ManualClock clock{noon};
    std::optional<Belief> on_record;
    int starts = 0;
    for (; starts < 60; ++starts) {
        ClockGuard guard{clock, {noon, std::nullopt, on_record}};
        if (!guard.time_after(noon)) {
            EXPECT_TRUE(says(guard, "leapt by")) << guard.trouble();
            guard.confirm();
            EXPECT_TRUE(guard.time_after(noon));
            EXPECT_EQ(guard.belief()->since, clock.moment()) << "the operator said so";
            break;
        }
        on_record = guard.belief();
        clock.pass(ms_per_hour);
        clock.set_wall(Timestamp{clock.wall().ms + 299 * ms_per_second});
    }
    EXPECT_EQ(starts, 2);
}

TEST(ClockGuard, forgives_the_strays_of_a_year_over_as_many_starts) {
    ops::ManualClock clock{noon};
    std::optional<Belief> on_record;
    for (int day = 0; day < 365; ++day) {
        ClockGuard guard{clock, {noon, std::nullopt, on_record}};
        EXPECT_TRUE(guard.time_after(noon)) << day << guard.trouble();
        on_record = guard.belief();
        clock.pass(ms_per_day);
        clock.set_wall(Timestamp{clock.wall().ms + 17 * ms_per_second});
    }
}

TEST(ClockGuard, does_not_ask_when_the_time_was_counted_however_long_the_node_stood_still) {
    ops::ManualClock clock{noon};
    const Belief sealed_at{clock.moment(), clock.moment()};
    clock.pass(60 * ms_per_day);
    const Timestamp due{noon.ms + ms_per_day};
    ClockGuard guard{clock, {noon, due, sealed_at}};
    EXPECT_EQ(guard.time_after(noon, due), clock.wall()) << guard.trouble();
}

TEST(ClockGuard, asks_after_a_boot_over_which_a_ballot_would_have_ended) {
    const Timestamp due{noon.ms + ms_per_hour};
    for (const std::int64_t off : {2 * ms_per_hour, 30 * ms_per_minute}) {
        ops::ManualClock clock{noon};
        const Belief sealed_at{clock.moment(), clock.moment()};
        clock.reboot(off);
        ClockGuard guard{clock, {noon, due, sealed_at}};
        const bool passed_over = noon.ms + off > due.ms;
        EXPECT_EQ(guard.time_after(noon, due).has_value(), !passed_over) << off;
        if (!passed_over) continue;
        EXPECT_TRUE(says(guard, "something was due meanwhile")) << guard.trouble();
        guard.confirm();
        EXPECT_TRUE(guard.time_after(noon, due));
    }
}

// Work that found no room in the last block is late already, and the end of a ballot may come
// after.
TEST(ClockGuard, asks_where_late_work_hides_what_is_due_next) {
    for (const std::int64_t before : {std::int64_t{0}, std::int64_t{1}}) {
        ops::ManualClock clock{noon};
        const Belief sealed_at{clock.moment(), clock.moment()};
        clock.reboot(23 * ms_per_hour);
        const Timestamp late{noon.ms - before};
        ClockGuard guard{clock, {noon, late, sealed_at}};
        EXPECT_FALSE(guard.time_after(noon, late)) << before;
        clock.set_wall(Timestamp{noon.ms + ms_per_minute});
        EXPECT_TRUE(guard.time_after(noon, late)) << guard.trouble();
    }
}

// Quiet while it ran is no trouble: the monotonic clock vouches for the time that passed.
TEST(ClockGuard, does_not_ask_after_a_long_quiet_while_it_ran) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    ASSERT_TRUE(guard.time_after(noon));
    clock.pass(30 * ms_per_day);
    EXPECT_EQ(guard.time_after(noon), clock.wall());
}

// In a hundred days small corrections may add up to half an hour.
TEST(ClockGuard, lets_nobody_leap_at_once_by_what_may_add_up) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    for (int day = 0; day < 100; ++day) {
        clock.pass(ms_per_day);
        ASSERT_TRUE(guard.time_after(noon)) << day;
    }
    const auto right = clock.wall();
    clock.set_wall(Timestamp{right.ms + 6 * ms_per_minute});
    EXPECT_FALSE(guard.time_after(noon));
    EXPECT_FALSE(guard.time_after(noon)) << "however often it is looked at";
    clock.set_wall(right);
    EXPECT_TRUE(guard.time_after(noon)) << guard.trouble();
}

// Nor while the node stood still: when the clock was last found right is on record.
TEST(ClockGuard, lets_nobody_leap_at_a_start_by_what_may_add_up) {
    ops::ManualClock clock{noon};
    std::optional<Belief> on_record;
    for (int day = 0; day < 100; ++day) {
        ClockGuard guard{clock, {noon, std::nullopt, on_record}};
        ASSERT_TRUE(guard.time_after(noon)) << day;
        on_record = guard.belief();
        clock.pass(ms_per_day);
    }
    clock.set_wall(Timestamp{clock.wall().ms + 12 * ms_per_minute});
    ClockGuard guard{clock, {noon, std::nullopt, on_record}};
    EXPECT_FALSE(guard.time_after(noon));
    EXPECT_TRUE(says(guard, "leapt by")) << guard.trouble();
}

TEST(ClockGuard, notices_a_clock_that_stands_still_after_a_year_as_soon_as_on_the_first_day) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    clock.pass(365 * ms_per_day);
    const auto stuck = clock.wall();
    int looks = 0;
    for (; guard.time_after(noon) && looks < 1'000; ++looks) {
        clock.pass(10'000);
        clock.set_wall(stuck);
    }
    EXPECT_EQ(looks, 31);
    EXPECT_TRUE(says(guard, "stood still for 310 s")) << guard.trouble();
}

TEST(ClockGuard, goes_on_by_itself_when_a_wrong_start_is_set_right) {
    for (const std::int64_t wrong : {400 * ms_per_day, -10 * ms_per_day}) {
        ops::ManualClock clock{Timestamp{noon.ms + wrong}};
        ClockGuard guard{clock, {noon}};
        EXPECT_FALSE(guard.time_after(noon));
        clock.pass(ms_per_minute);
        clock.set_wall(Timestamp{noon.ms + ms_per_minute});
        EXPECT_EQ(guard.time_after(noon), clock.wall()) << guard.trouble();
        EXPECT_EQ(guard.trouble(), "");
    }
}

TEST(ClockGuard, goes_on_by_itself_when_a_leap_is_taken_back) {
    ops::ManualClock clock{noon};
    ClockGuard guard{clock, {noon}};
    ASSERT_TRUE(guard.time_after(noon));
    clock.set_wall(Timestamp{noon.ms + ms_per_day});
    EXPECT_FALSE(guard.time_after(noon));
    clock.pass(ms_per_minute);
    clock.set_wall(Timestamp{noon.ms + ms_per_minute});
    EXPECT_EQ(guard.time_after(noon), clock.wall());
}

}  // namespace
}  // namespace linlian::engine
