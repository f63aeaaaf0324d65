#include "client/vote/typed_head.h"

#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
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
        EXPECT_EQ(kit::code_of(head_typed(heads, wrong)), "client.COMMAND_WRONG") << wrong;
}

TEST(TypedHead, is_long_enough_for_lines_of_others) {
    const std::vector<Bytes> one{Bytes{"\x86\xef\x01\x02\x03"}};
    EXPECT_EQ(kit::code_of(head_typed(one, "86ef010", digits_of_others)), "client.COMMAND_WRONG");
    EXPECT_TRUE(head_typed(one, "86ef0102", digits_of_others));
}

}  // namespace
}  // namespace linlian::client
