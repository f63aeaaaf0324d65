#include "api/read_rates.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const ReadRates::Time start{std::chrono::hours{1000}};

Subscriber subscriber(std::uint32_t number) {
    return Subscriber::of_v4(
        {static_cast<std::uint8_t>(number >> 24U), static_cast<std::uint8_t>(number >> 16U),
         static_cast<std::uint8_t>(number >> 8U), static_cast<std::uint8_t>(number)});
}

int taken(ReadRates& rates, const Subscriber& who, ReadRates::Time at, int attempts) {
    int count = 0;
    for (int i = 0; i < attempts; ++i) count += rates.take(who, at) ? 1 : 0;
    return count;
}

TEST(ReadRates, give_each_address_its_own_bucket_that_fills_evenly) {
    ReadRates rates{10};
    EXPECT_EQ(taken(rates, subscriber(1), start, 100), 20);
    EXPECT_EQ(taken(rates, subscriber(2), start, 100), 20);
    EXPECT_EQ(taken(rates, subscriber(1), start + milliseconds{500}, 100), 5);
    EXPECT_EQ(taken(rates, subscriber(1), start + seconds{100'000}, 100), 20);
    // A time that goes backwards gives nothing and takes nothing.
    EXPECT_EQ(taken(rates, subscriber(1), start, 100), 0);
}

TEST(ReadRates, without_a_limit_say_yes) {
    ReadRates rates{0};
    EXPECT_EQ(taken(rates, subscriber(1), start, 1000), 1000);
    EXPECT_EQ(rates.addresses(), 0U);
}

TEST(ReadRates, count_the_addresses_of_one_subscriber_together) {
    std::array<std::uint8_t, 16> one{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 1};
    auto neighbour = one;
    neighbour[15] = 9;
    auto stranger = one;
    stranger[7] = 2;
    EXPECT_EQ(Subscriber::of_v6(one), Subscriber::of_v6(neighbour));
    EXPECT_NE(Subscriber::of_v6(one), Subscriber::of_v6(stranger));
    const std::array<std::uint8_t, 16> wrapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3};
    EXPECT_EQ(Subscriber::of_v6(wrapped), Subscriber::of_v4({10, 1, 2, 3}));
}

TEST(ReadRates, remember_so_many_addresses_and_no_more) {
    ReadRates rates{1};
    const auto many = static_cast<std::uint32_t>(ReadRates::addresses_max + 1000);
    for (std::uint32_t i = 0; i < many; ++i) EXPECT_TRUE(rates.take(subscriber(i), start));
    EXPECT_EQ(rates.addresses(), ReadRates::addresses_max);
    EXPECT_EQ(taken(rates, subscriber(many - 1), start, 10), 1);
}

}  // namespace
}  // namespace linlian::api
