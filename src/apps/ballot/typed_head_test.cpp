#include "apps/ballot/typed_head.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

const std::vector<Bytes> heads{Bytes{"\x86\xef\x01"}, Bytes{"\x86\xef\x02"}, Bytes{"\x10\x20\x30"}};

TEST(TypedHead, is_as_much_of_a_head_as_is_of_one_line_alone) {
    EXPECT_EQ(*head_typed(heads, "10"), 2U);
    EXPECT_EQ(*head_typed(heads, "86ef 02"), 1U);
    EXPECT_EQ(*head_typed(heads,
                          "86EF0"
                          "1"),
              0U);
    for (const auto* wrong : {"86ef", "8", "86ef03", "86ef0100", "", "xy", "20"})
        EXPECT_FALSE(head_typed(heads, wrong)) << wrong;
}

}  // namespace
}  // namespace linlian::apps
