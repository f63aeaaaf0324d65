#include "ops/time/beijing_time.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace linlian::ops {
namespace {

TEST(BeijingTime, dates_are_those_of_beijing) {
    EXPECT_EQ(civil_date_text({1'803'830'400'000}), "2027-03-01");
    EXPECT_EQ(civil_date_text({1'767'196'799'999}), "2025-12-31");
    EXPECT_EQ(civil_date_text({1'767'196'800'000}), "2026-01-01");
    EXPECT_EQ(civil_date_text({INT64_MIN}), "1970-01-01");
    EXPECT_EQ(civil_date_text({INT64_MAX}).size(), 10U);
}

TEST(BeijingTime, without_a_date_of_four_digits_is_a_number) {
    EXPECT_EQ(beijing_text({INT64_MAX}), "9223372036854775807 ms");
    EXPECT_EQ(beijing_words({2'069'917'718'400'000}), "2069917718400000 ms");
    EXPECT_EQ(beijing_text({-1}), "-1 ms");
}

TEST(BeijingTime, of_an_end_is_its_last_day_or_the_minute) {
    EXPECT_EQ(civil_end_text({1'803'830'400'000}), "2027-02-28");
    EXPECT_EQ(civil_end_text({1'803'830'400'000 + 52'200'000}), "2027-03-01 14:30");
    EXPECT_EQ(civil_end_text({1'803'830'400'000 + 1}), "2027-03-01 00:00");
    EXPECT_EQ(civil_end_text({1'709'136'000'000}), "2024-02-28");
    EXPECT_EQ(civil_end_text({1'709'222'400'000}), "2024-02-29") << "a leap day";
    EXPECT_EQ(civil_end_text({1'767'196'800'000}), "2025-12-31") << "the end of a year";
    EXPECT_EQ(civil_end_text({0}), "1970-01-01 08:00");
    EXPECT_EQ(civil_end_text({INT64_MIN}), civil_end_text({0}));
}

TEST(BeijingTime, is_read_where_the_calendar_has_it) {
    const auto leap_day = from_beijing({2024, 2, 29, 23, 59, 59});
    ASSERT_TRUE(leap_day);
    EXPECT_EQ(leap_day->ms, 1'709'222'399'000);
    EXPECT_EQ(beijing_text(*leap_day), "2024-02-29 23:59:59");
    EXPECT_EQ(from_beijing({1970, 1, 1, 8, 0, 0})->ms, 0);
    for (const BeijingMoment& none : {BeijingMoment{2026, 2, 29, 0, 0, 0},
                                      {2100, 2, 29, 0, 0, 0},
                                      {2026, 4, 31, 0, 0, 0},
                                      {2026, 13, 1, 0, 0, 0},
                                      {2026, 0, 1, 0, 0, 0},
                                      {2026, 1, 0, 0, 0, 0},
                                      {2026, 1, 1, 24, 0, 0},
                                      {2026, 1, 1, 0, 60, 0},
                                      {2026, 1, 1, 0, 0, 60},
                                      {1969, 12, 31, 0, 0, 0}})
        EXPECT_FALSE(from_beijing(none)) << none.year << "-" << none.month << "-" << none.day;
}

}  // namespace
}  // namespace linlian::ops
