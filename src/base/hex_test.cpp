#include "base/hex.h"

#include <gtest/gtest.h>

namespace linlian {

TEST(Hex, prints_and_reads_back_every_byte) {
    Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
    EXPECT_EQ(from_hex(to_hex(all)), all);
}

TEST(Hex, reads_upper_case) { EXPECT_EQ(from_hex("FFab"), Bytes("\xff\xab")); }

TEST(Hex, refuses_odd_lengths_and_other_letters) {
    EXPECT_EQ(from_hex("abc"), std::nullopt);
    EXPECT_EQ(from_hex("zz"), std::nullopt);
}

TEST(Hex, refuses_a_hash_of_another_length) {
    EXPECT_EQ(fixed_from_hex<Hash32>("00ff"), std::nullopt);
    EXPECT_TRUE(fixed_from_hex<Hash32>(std::string(64, '0'))->is_zero());
}

}  // namespace linlian
