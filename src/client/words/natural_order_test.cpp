#include "client/words/natural_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace linlian::client {
namespace {

TEST(NaturalOrder, puts_numbers_by_their_value) {
    std::vector<std::string> names{"10栋", "2栋", "1栋", "二期2栋", "二期10栋",
                                   "A",    "1",   "01",  "12a"};
    std::ranges::sort(names, comes_before);
    EXPECT_EQ(names, (std::vector<std::string>{"01", "1", "1栋", "2栋", "10栋", "12a", "A",
                                               "二期2栋", "二期10栋"}));
}

TEST(NaturalOrder, is_strict) {
    for (const auto* name : {"", "1", "10栋", "栋"}) EXPECT_FALSE(comes_before(name, name));
    EXPECT_TRUE(comes_before("", "1"));
    EXPECT_FALSE(comes_before("1", ""));
}

}  // namespace
}  // namespace linlian::client
