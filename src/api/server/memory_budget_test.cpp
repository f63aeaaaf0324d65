#include "api/server/memory_budget.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

const auto one = Subscriber::of_v4({10, 0, 0, 1});
const auto other = Subscriber::of_v4({10, 0, 0, 2});
const auto third = Subscriber::of_v4({10, 0, 0, 3});
constexpr std::size_t kib = 1024;

TEST(MemoryBudget, gives_one_address_its_part_and_takes_it_back) {
    MemoryBudget budget{100, 40};
    {
        Share first{budget, one};
        Share second{budget, one};
        EXPECT_TRUE(first.hold(30));
        EXPECT_FALSE(second.hold(11));
        EXPECT_TRUE(second.hold(10));
        Share of_other{budget, other};
        EXPECT_TRUE(of_other.hold(40));
        EXPECT_FALSE(of_other.hold(41));
        EXPECT_TRUE(first.hold(0));
        EXPECT_TRUE(second.hold(40));
    }
    Share first{budget, one};
    Share second{budget, other};
    Share last{budget, third};
    EXPECT_TRUE(first.hold(40));
    EXPECT_TRUE(second.hold(40));
    EXPECT_FALSE(last.hold(21)) << "of all";
    EXPECT_TRUE(last.hold(20));
}

TEST(MemoryBudget, keeps_a_part_for_what_is_small) {
    MemoryBudget budget{1024 * kib, 1024 * kib};
    Share large{budget, one};
    EXPECT_FALSE(large.hold(769 * kib));
    EXPECT_TRUE(large.hold(768 * kib));
    Share small{budget, other};
    EXPECT_FALSE(small.hold(65 * kib));
    EXPECT_TRUE(small.hold(64 * kib));
}

// Parcels that nobody goes on sending keep nobody else from sending theirs.
TEST(MemoryBudget, takes_from_who_holds_most_for_who_holds_less) {
    MemoryBudget budget{1024 * kib, 512 * kib};
    int told = 0;
    Share large{budget, one};
    Share larger{budget, one};
    Share of_other{budget, other};
    for (auto* share : {&large, &larger, &of_other}) share->may_be_taken(true);
    ASSERT_TRUE(large.hold(200 * kib));
    ASSERT_TRUE(larger.hold(300 * kib));
    ASSERT_TRUE(of_other.hold(268 * kib));
    Share last{budget, third};
    EXPECT_FALSE(last.hold(100 * kib)) << "nobody can be told";
    for (auto* share : {&large, &larger, &of_other}) share->when_taken([&told] { ++told; });
    larger.may_be_taken(false);
    EXPECT_TRUE(last.hold(100 * kib)) << "a thread is at the largest";
    EXPECT_EQ(told, 1);
    EXPECT_FALSE(large.hold(1)) << "its connection ends";
    EXPECT_TRUE(large.hold(0));
    EXPECT_TRUE(large.hold(1)) << "or goes on with another request";
    EXPECT_FALSE(last.hold(301 * kib)) << "nobody gives way to who would hold more";
    EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace linlian::api
