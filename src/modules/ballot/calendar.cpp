#include "modules/ballot/calendar.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

constexpr std::int64_t beijing_ms = 8 * ms_per_hour;

std::int64_t day_of(Timestamp time) { return (time.ms + beijing_ms) / ms_per_day; }

Timestamp end_of_day(std::int64_t day) { return Timestamp{(day + 1) * ms_per_day - beijing_ms}; }

// Days since 1970 of the first day of a month, counted from January of the year 0.
std::int64_t first_day(std::int64_t month) {
    // A year that begins in March has its leap day last.
    const std::int64_t year = (month - 2) / 12;
    const std::int64_t in_year = (month - 2) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (in_year * 153 + 2) / 5 - 719468;
}

// The month that a day of 1970 or later lies in, counted from January of the year 0.
std::int64_t month_of(std::int64_t day) {
    std::int64_t month = 1970 * 12 + day / 31;
    while (first_day(month + 1) <= day) ++month;
    return month;
}

}  // namespace

Timestamp end_of_days(Timestamp from, std::int64_t days) { return end_of_day(day_of(from) + days); }

Timestamp end_of_months(Timestamp from, std::int64_t months) {
    const std::int64_t day = day_of(from);
    const std::int64_t month = month_of(day);
    const std::int64_t in_month = day - first_day(month);
    const std::int64_t target = month + months;
    const std::int64_t length = first_day(target + 1) - first_day(target);
    return end_of_day(first_day(target) + std::min(in_month, length - 1));
}

}  // namespace linlian::ballot
