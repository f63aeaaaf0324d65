// The calendar is the standard library's, which knows neither clock nor time zone here.
#include "modules/charter/legal_time.h"

#include "base/check.h"

#include <algorithm>
#include <chrono>

namespace linlian::charter {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day calendar_date(const Date& date) {
    return chrono::year{date.year} / date.month / date.day;
}

Date date_from(const chrono::year_month_day& date) {
    return {int{date.year()}, static_cast<std::int32_t>(unsigned{date.month()}),
            static_cast<std::int32_t>(unsigned{date.day()})};
}

chrono::sys_days beijing_day(Timestamp time) {
    const chrono::milliseconds local{time.ms + beijing_offset_ms};
    return chrono::sys_days{chrono::floor<chrono::days>(local)};
}

Timestamp start_of_day(chrono::sys_days day) {
    return {chrono::milliseconds{day.time_since_epoch()}.count() - beijing_offset_ms};
}

// The same day of the month, or the month's last day where there is none (art. 202).
Date plus_months(const Date& date, std::uint32_t months) {
    const auto later = calendar_date(date) + chrono::months{months};
    return date_from(later.ok() ? later : later.year() / later.month() / chrono::last);
}

// The last day by counting alone. The day of the start is day 0, so it is not counted (art. 201).
// Counts are cut to a century, so that no number overflows.
Date last_day_before_rest(const Date& start, const Period& period) {
    const auto count = std::min(period.count, max_period_days);
    switch (period.unit) {
        case Period::Unit::days:
            return date_of(day_number(start) + count);
        case Period::Unit::months:
            return plus_months(start, std::min(count, 100U * 12));
        case Period::Unit::years:
            return plus_months(start, std::min(count, 100U) * 12);
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

std::int64_t day_number(const Date& date) {
    return chrono::sys_days{calendar_date(date)}.time_since_epoch().count();
}

Date date_of(std::int64_t day_number) {
    return date_from(chrono::sys_days{chrono::days{day_number}});
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const Date date{number_in(text, 0, 4), number_in(text, 5, 2), number_in(text, 8, 2)};
    if (date.year < 0 || !calendar_date(date).ok()) return std::nullopt;
    return date;
}

Date beijing_date(Timestamp time) { return date_from(beijing_day(time)); }

Timestamp start_of_day(const Date& date) {
    return start_of_day(chrono::sys_days{calendar_date(date)});
}

Timestamp start_of_day(Timestamp time) { return start_of_day(beijing_day(time)); }

// A rest day that a notice names goes before a workday; without either the weekday tells.
bool Holidays::is_rest_day(const Date& date) const {
    if (rest_days_.contains(date)) return true;
    const chrono::weekday weekday{calendar_date(date)};
    return weekday.iso_encoding() >= 6 && !workdays_.contains(date);
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
