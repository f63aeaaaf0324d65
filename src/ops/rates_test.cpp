#include "ops/rates.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Rates<int>::Time start = hours{1000};
// Ten a second, two seconds' worth at most.
constexpr RateLimits ten{milliseconds{100}, seconds{2}, 1000};

int taken(Rates<int>& rates, int who, Rates<int>::Time at, int attempts) {
    int count = 0;
    for (int i = 0; i < attempts; ++i) count += rates.take(who, 1, at) ? 1 : 0;
    return count;
}

TEST(Rates, give_each_its_own_bucket_that_fills_evenly) {
    Rates<int> rates{ten};
    EXPECT_EQ(taken(rates, 1, start, 100), 20);
    EXPECT_EQ(taken(rates, 2, start, 100), 20);
    EXPECT_EQ(taken(rates, 1, start + milliseconds{500}, 100), 5);
    EXPECT_EQ(taken(rates, 1, start + hours{100}, 100), 20);
    EXPECT_EQ(taken(rates, 1, start, 100), 0) << "a time that goes back gives nothing";
}

TEST(Rates, without_a_price_say_yes_and_remember_nobody) {
    Rates<int> rates{RateLimits{}};
    EXPECT_EQ(taken(rates, 1, start, 1000), 1000);
    rates.charge(1, 1'000'000, start);
    EXPECT_EQ(rates.wait(1, start), seconds{0});
    EXPECT_EQ(rates.remembered(), 0U);
}

// Else a thing larger than a full bucket could never be had.
TEST(Rates, let_a_large_thing_pass_and_wait_until_it_is_paid) {
    Rates<int> rates{ten};
    EXPECT_TRUE(rates.take(1, 30, start));
    EXPECT_FALSE(rates.take(1, 1, start));
    EXPECT_EQ(rates.wait(1, start), milliseconds{1100});
    EXPECT_FALSE(rates.take(1, 1, start + milliseconds{1099}));
    EXPECT_TRUE(rates.take(1, 1, start + milliseconds{1100}));
    EXPECT_EQ(rates.wait(2, start), seconds{0}) << "who was never seen";
}

// Else whoever gets much before it is counted pays for a part of it only.
TEST(Rates, let_all_be_owed_that_was_had) {
    Rates<int> rates{ten};
    rates.charge(1, 320, start);
    EXPECT_EQ(rates.wait(1, start), milliseconds{30'100});
    EXPECT_FALSE(rates.take(1, 1, start + seconds{30}));
    EXPECT_EQ(taken(rates, 1, start + seconds{40}, 100), 20) << "nobody asked meanwhile";
}

TEST(Rates, never_let_more_be_owed_than_an_hour) {
    Rates<int> rates{ten};
    for (int i = 0; i < 3; ++i) rates.charge(1, UINT64_MAX, start);
    EXPECT_EQ(rates.wait(1, start), hours{1} + milliseconds{100});
}

TEST(Rates, remember_so_many_and_no_more) {
    Rates<int> rates{ten};
    for (int i = 0; i < 3000; ++i) EXPECT_TRUE(rates.take(i, 20, start));
    EXPECT_EQ(rates.remembered(), 1000U);
    EXPECT_FALSE(rates.take(2999, 1, start));
    EXPECT_TRUE(rates.take(0, 1, start)) << "forgotten, so its bucket is full";
}

}  // namespace
}  // namespace linlian::ops
