// The legal calendar: dates in Beijing time and periods as the Civil Code counts them (art. 200 to
// 204), from the time of blocks alone. Ballots, notices and duties ask it for their deadlines. It
// asks no clock and no time zone of the system.
#pragma once

#include "base/timestamp.h"
#include "state/state_view.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

namespace linlian::charter {

// A day of the Gregorian calendar, in Beijing.
struct Date {
    std::int32_t year = 1970;  // those of block times, and a century more
    std::int32_t month = 1;    // 1 to 12
    std::int32_t day = 1;      // 1 to 31
    auto operator<=>(const Date&) const = default;
};

// Days since 1970-01-01, and back. The date must exist.
std::int64_t day_number(const Date& date);
Date date_of(std::int64_t day_number);
// "2026-02-15"; nothing for any other form and for dates that do not exist.
std::optional<Date> parse_date(std::string_view text);

// The day in Beijing (UTC+8, no summer time since 1991) that this moment lies in.
Date beijing_date(Timestamp time);
// 00:00 in Beijing of that day, and of a date.
Timestamp start_of_day(Timestamp time);
Timestamp start_of_day(const Date& date);

// Statutory rest days: Saturdays and Sundays, less the ones that a notice of the State Council
// made workdays, and the days that it made holidays. Years without a notice have weekends only.
class Holidays {
  public:
    void add_rest_day(const Date& date) { rest_days_.insert(date); }
    void add_workday(const Date& date) { workdays_.insert(date); }
    // The notice for this year is known.
    void add_year(std::int32_t year) { years_.insert(year); }

    bool is_rest_day(const Date& date) const;
    bool knows(std::int32_t year) const { return years_.contains(year); }
    const std::set<Date>& rest_days() const { return rest_days_; }
    const std::set<Date>& workdays() const { return workdays_; }

  private:
    std::set<Date> rest_days_;
    std::set<Date> workdays_;
    std::set<std::int32_t> years_;
};

// From the adopted presets called holidays-YYYY: of each year the version that was adopted last.
Holidays holidays_of(const state::StateView& view);

struct Period {
    enum class Unit { days, months, years };
    std::uint32_t count = 0;
    Unit unit = Unit::days;
};
inline constexpr std::uint32_t max_period_days = 36'525;  // a century, in whichever unit

struct PeriodEnd {
    // The first moment after the period: 24:00 of its last day.
    Timestamp end;
    Date last_day;
    // A year that it depends on has no notice of holidays yet: weekends alone were counted.
    bool provisional = false;
};

// Where a period ends that begins at `start`. The day of the start is not counted (art. 201);
// months and years end on the same day of the month, or on the month's last day where there is none
// (art. 202); a last day that is a rest day moves to the next that is none, and the day ends at
// 24:00 (art. 203). A count beyond max_period_days counts as that.
PeriodEnd end_of_period(Timestamp start, const Period& period, const Holidays& holidays);

}  // namespace linlian::charter
