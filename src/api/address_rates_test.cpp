#include "api/address_rates.h"

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
    auto stranger = one;
    stranger[7] = 2;
    EXPECT_EQ(Subscriber::of_v6(one), Subscriber::of_v6(neighbour));
    EXPECT_NE(Subscriber::of_v6(one), Subscriber::of_v6(stranger));
    const std::array<std::uint8_t, 16> wrapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3};
    EXPECT_EQ(Subscriber::of_v6(wrapped), Subscriber::of_v4({10, 1, 2, 3}));
}

TEST(AddressRates, count_a_parcel_as_what_is_in_it) {
    EXPECT_EQ(count_of_post(0), 1U);
    EXPECT_EQ(count_of_post(1), 2U);
    EXPECT_EQ(count_of_post(1024), 2U);
    EXPECT_EQ(count_of_post(4 * 1024 * 1024), 4097U);
}

}  // namespace
}  // namespace linlian::api
