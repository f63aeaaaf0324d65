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

}  // namespace
}  // namespace linlian::ops
