#include "base/utc_text.h"

#include <fmt/format.h>

namespace linlian {

// Years are counted from March, so that the leap day is the last one; 146,097 days make four
// centuries (Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
std::string utc_text(Timestamp time) {
    constexpr std::int64_t first_ms = -62'135'596'800'000;  // 0001-01-01
    constexpr std::int64_t end_ms = 253'402'300'800'000;    // 10000-01-01
    if (time.ms < first_ms || time.ms >= end_ms) return std::to_string(time.ms) + " ms";
    const std::int64_t minutes = (time.ms - first_ms) / ms_per_minute;
    const std::int64_t days = minutes / 1440 + 306;  // since 0000-03-01
    const std::int64_t era = days / 146'097;
    const std::int64_t day_of_era = days % 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;
    const std::int64_t year = year_of_era + era * 400 + (month >= 10 ? 1 : 0);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", year,
                       month < 10 ? month + 3 : month - 9, day_of_year - (153 * month + 2) / 5 + 1,
                       minutes / 60 % 24, minutes % 60);
}

}  // namespace linlian
