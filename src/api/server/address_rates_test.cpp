#include "api/server/address_rates.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;

const AddressRates::Time start{std::chrono::hours{1000}};
const Subscriber somebody = Subscriber::of_v4({10, 0, 0, 1});

int taken(AddressRates& rates, AddressRates::Time at, int attempts) {
    int count = 0;
    for (int i = 0; i < attempts; ++i) count += rates.take(somebody, 1, at) ? 1 : 0;
    return count;
}

TEST(AddressRates, give_so_many_a_second_and_twice_that_after_a_pause) {
    AddressRates rates{10};
    EXPECT_EQ(taken(rates, start, 100), 20);
    EXPECT_EQ(taken(rates, start + milliseconds{500}, 100), 5);
    EXPECT_TRUE(rates.take(Subscriber::of_v4({10, 0, 0, 2}), 1, start));
}

TEST(AddressRates, without_a_limit_say_yes) {
    AddressRates rates{0};
    EXPECT_EQ(taken(rates, start, 1000), 1000);
    EXPECT_EQ(rates.remembered(), 0U);
}

TEST(AddressRates, count_the_addresses_of_one_subscriber_together) {
    std::array<std::uint8_t, 16> one{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1};
    auto neighbour = one;
    neighbour[15] = 9;
    neighbour[7] = 2;  // another /64 of the same household
    auto stranger = one;
    stranger[6] = 2;
    EXPECT_EQ(Subscriber::of_v6(one), Subscriber::of_v6(neighbour));
    EXPECT_NE(Subscriber::of_v6(one), Subscriber::of_v6(stranger));
    const std::array<std::uint8_t, 16> wrapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3};
    EXPECT_EQ(Subscriber::of_v6(wrapped), Subscriber::of_v4({10, 1, 2, 3}));
}

TEST(AddressRates, count_a_reading_by_the_time_that_its_answer_takes) {
    using std::chrono::microseconds;
    EXPECT_EQ(count_of_read(microseconds{0}), 1U);
    EXPECT_EQ(count_of_read(microseconds{100}), 1U);
    EXPECT_EQ(count_of_read(microseconds{101}), 2U);
    EXPECT_EQ(count_of_read(milliseconds{7}), 70U);
}

TEST(AddressRates, count_a_reading_by_the_size_of_its_answer) {
    EXPECT_EQ(count_of_read(milliseconds{0}, 4096), 1U);
    EXPECT_EQ(count_of_read(milliseconds{0}, 4097), 2U);
    EXPECT_EQ(count_of_read(milliseconds{0}, 8 * 1024 * 1024), 2048U);
    EXPECT_EQ(count_of_read(milliseconds{1}, 4097), 10U) << "whichever is more";
}

// What an address has of the threads in so long, where each of its readings takes this long and it
// asks whenever it may; what it saved before is used up.
milliseconds held_within(milliseconds time, milliseconds each) {
    AddressRates rates{1'000};
    while (rates.take(somebody, 100, start)) {
    }
    milliseconds held{0};
    for (milliseconds at{0}; at < time; at += milliseconds{1}) {
        if (!rates.take(somebody, 1, start + at)) continue;
        held += each;
        rates.charge(somebody, count_of_read(each) - 1, start + at);
    }
    return held;
}

// A thousand a second are a tenth of one thread, whatever is asked.
TEST(AddressRates, give_who_asks_what_is_dear_no_more_of_the_threads) {
    constexpr milliseconds tenth{1'000};
    for (const milliseconds each : {milliseconds{1}, milliseconds{20}, milliseconds{150}}) {
        const auto held = held_within(10 * tenth, each);
        EXPECT_LE(held, tenth + each) << each.count();
        EXPECT_GE(held, tenth - 2 * each - milliseconds{20}) << each.count();
    }
}

TEST(AddressRates, say_when_what_is_owed_has_come_back) {
    AddressRates rates{1'000};
    EXPECT_TRUE(rates.take(somebody, 1, start));
    rates.charge(somebody, count_of_read(milliseconds{300}) - 1, start);
    // 3,000 in all, and 2,000 were saved.
    EXPECT_EQ(rates.wait(somebody, start), milliseconds{1'001});
    EXPECT_FALSE(rates.take(somebody, 1, start + milliseconds{1'000}));
    EXPECT_TRUE(rates.take(somebody, 1, start + milliseconds{1'001}));
    EXPECT_TRUE(rates.take(Subscriber::of_v4({10, 0, 0, 2}), 1, start)) << "nobody else waits";
}

TEST(AddressRates, count_a_parcel_as_what_is_in_it) {
    EXPECT_EQ(count_of_post(0), 1U);
    EXPECT_EQ(count_of_post(1), 2U);
    EXPECT_EQ(count_of_post(1024), 2U);
    EXPECT_EQ(count_of_post(4 * 1024 * 1024), 4097U);
    EXPECT_EQ(count_of_post(20 * 1024, milliseconds{10}), 21U);
    EXPECT_EQ(count_of_post(20 * 1024, milliseconds{15}), 30U) << "by the time that it takes";
}

}  // namespace
}  // namespace linlian::api
