#include "base/utc_text.h"

#include <gtest/gtest.h>

namespace linlian {
namespace {

TEST(UtcText, is_the_date_and_the_minute) {
    EXPECT_EQ(utc_text(Timestamp{0}), "1970-01-01 00:00 UTC");
    EXPECT_EQ(utc_text(Timestamp{951'868'799'999}), "2000-02-29 23:59 UTC");
    EXPECT_EQ(utc_text(Timestamp{951'868'800'000}), "2000-03-01 00:00 UTC");
    EXPECT_EQ(utc_text(Timestamp{1'798'761'599'000}), "2026-12-31 23:59 UTC");
    EXPECT_EQ(utc_text(Timestamp{-1}), "1969-12-31 23:59 UTC");
    EXPECT_EQ(utc_text(Timestamp{-62'135'596'800'000}), "0001-01-01 00:00 UTC");
    EXPECT_EQ(utc_text(Timestamp{253'402'300'799'999}), "9999-12-31 23:59 UTC");
}

TEST(UtcText, of_what_is_no_date_of_ours_is_a_number) {
    EXPECT_EQ(utc_text(Timestamp{INT64_MAX}), "9223372036854775807 ms");
    EXPECT_EQ(utc_text(Timestamp{INT64_MIN}), "-9223372036854775808 ms");
}

}  // namespace
}  // namespace linlian
