// The calendar as arithmetic on whole days since 1970-01-01, without any library of times:
// day_number() and date_of() are each other's inverse, and everything else is built on them.
#include "modules/charter/legal_time.h"

#include "base/check.h"

#include <algorithm>

namespace linlian::charter {
namespace {

// Rounds downwards, where C++ rounds towards zero: days before 1970 are negative.
std::int64_t floor_div(std::int64_t number, std::int64_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

bool is_leap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// 1970-01-01 was a Thursday; 0 is Monday.
std::int64_t weekday(const Date& date) {
    const auto days = day_number(date) + 3;
    return days - 7 * floor_div(days, 7);
}

// The same day of the month, or the month's last day where there is none (art. 202).
Date plus_months(const Date& date, std::int64_t months) {
    const auto total = std::int64_t{date.year} * 12 + (date.month - 1) + months;
    const auto year = static_cast<std::int32_t>(floor_div(total, 12));
    const auto month = static_cast<std::int32_t>(total - std::int64_t{year} * 12) + 1;
    return {year, month, std::min(date.day, days_in_month(year, month))};
}

// The last day by counting alone. The day of the start is day 0, so it is not counted (art. 201).
// Counts are cut to a century, so that no number overflows.
Date last_day_before_rest(const Date& start, const Period& period) {
    const std::int64_t count = std::min(period.count, max_period_days);
    switch (period.unit) {
        case Period::Unit::days:
            return date_of(day_number(start) + count);
        case Period::Unit::months:
            return plus_months(start, std::min(count, std::int64_t{100} * 12));
        case Period::Unit::years:
            return plus_months(start, std::min(count, std::int64_t{100}) * 12);
    }
    UNREACHABLE();
}

// `digits` decimal digits of `text` from `at`; -1 where one is none.
std::int32_t number_in(std::string_view text, std::size_t at, std::size_t digits) {
    std::int32_t number = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

}  // namespace

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
    if (month == 2) return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Years are counted from March, so that the leap day is the last one and each month begins after
// a number of days that (153 m + 2) / 5 tells; 146,097 days make four centuries.
std::int64_t day_number(const Date& date) {
    const std::int64_t year = std::int64_t{date.year} - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = floor_div(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t month = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;  // days from 0000-03-01 to 1970-01-01
}

// The inverse. The leap days are taken off first (one in 1,460 days, none at the end of a century
// but the fourth), so that a division by 365 gives the year.
Date date_of(std::int64_t day_number) {
    const std::int64_t days = day_number + 719'468;
    const std::int64_t era = floor_div(days, 146'097);
    const std::int64_t day_of_era = days - era * 146'097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1);
    const auto civil_month = static_cast<std::int32_t>(month < 10 ? month + 3 : month - 9);
    const auto year = static_cast<std::int32_t>(year_of_era + era * 400);
    return {civil_month <= 2 ? year + 1 : year, civil_month, day};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const Date date{number_in(text, 0, 4), number_in(text, 5, 2), number_in(text, 8, 2)};
    if (date.year < 0 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > days_in_month(date.year, date.month))
        return std::nullopt;
    return date;
}

Date beijing_date(Timestamp time) {
    return date_of(floor_div(time.ms + beijing_offset_ms, ms_per_day));
}

Timestamp start_of_day(const Date& date) {
    return {day_number(date) * ms_per_day - beijing_offset_ms};
}

Timestamp start_of_day(Timestamp time) { return start_of_day(beijing_date(time)); }

// A rest day that a notice names goes before a workday; without either the weekday tells.
bool Holidays::is_rest_day(const Date& date) const {
    if (rest_days_.contains(date)) return true;
    return weekday(date) >= 5 && !workdays_.contains(date);
}

// The end is provisional where any year was looked at whose notice is not known yet. The walk ends:
// notices hold no more than max_rest_run rest days in a row (check_holidays).
PeriodEnd end_of_period(Timestamp start, const Period& period, const Holidays& holidays) {
    PeriodEnd found;
    Date last = last_day_before_rest(beijing_date(start), period);
    found.provisional = !holidays.knows(last.year);
    while (holidays.is_rest_day(last)) {
        last = date_of(day_number(last) + 1);
        found.provisional = found.provisional || !holidays.knows(last.year);
    }
    found.last_day = last;
    found.end = start_of_day(date_of(day_number(last) + 1));
    return found;
}

}  // namespace linlian::charter
