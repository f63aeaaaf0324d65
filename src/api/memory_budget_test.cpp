#include "api/memory_budget.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

TEST(MemoryBudget, gives_one_address_its_part_and_takes_it_back) {
    const auto one = Subscriber::of_v4({10, 0, 0, 1});
    const auto other = Subscriber::of_v4({10, 0, 0, 2});
    MemoryBudget budget{100, 40};
    {
        Share first{budget, one};
        Share second{budget, one};
        EXPECT_TRUE(first.hold(30));
        EXPECT_FALSE(second.hold(11));
        EXPECT_TRUE(second.hold(10));
        Share third{budget, other};
        EXPECT_TRUE(third.hold(40));
        EXPECT_FALSE(third.hold(41));
        EXPECT_TRUE(first.hold(0));
        EXPECT_TRUE(second.hold(40));
    }
    EXPECT_TRUE(budget.take(one, 40));
    EXPECT_TRUE(budget.take(other, 40));
    EXPECT_FALSE(budget.take(Subscriber::of_v4({10, 0, 0, 3}), 21)) << "of all";
}

}  // namespace
}  // namespace linlian::api
