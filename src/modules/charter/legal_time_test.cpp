#include "kit/code_of.h"
#include "kit/scenario.h"
#include "modules/charter/charter.h"
#include "modules/charter/holidays.h"
#include "modules/charter/rules.h"
#include "modules/charter/state.h"
#include "state/memory_state.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <random>
#include <sstream>

namespace linlian::charter {
namespace {

using Unit = Period::Unit;

v1::Preset notice(const std::string& year) {
    std::ifstream file{kit::source_folder() + "/src/modules/charter/presets/holidays-" + year +
                       ".textproto"};
    std::ostringstream content;
    content << file.rdbuf();
    return kit::text<v1::Preset>(content.str());
}

Holidays both_years() {
    Holidays holidays;
    EXPECT_TRUE(add_notice(notice("2025"), 2025, holidays));
    EXPECT_TRUE(add_notice(notice("2026"), 2026, holidays));
    return holidays;
}

Date day(const char* text) {
    const auto date = parse_date(text);
    CHECK(date);
    return *date;
}

// Noon in Beijing.
Timestamp noon(const char* text) { return {start_of_day(day(text)).ms + 12 * ms_per_hour}; }

struct Expected {
    const char* start;
    std::uint32_t count;
    Unit unit;
    const char* last_day;
    const char* article;
};

// Worked by hand with the calendars of 2025 and 2026.
const Expected periods[] = {
    {"2026-03-02", 15, Unit::days, "2026-03-17", "201: the first day is not counted"},
    {"2026-03-02", 0, Unit::days, "2026-03-02", "no days: the day itself"},
    {"2026-01-31", 1, Unit::months, "2026-02-28", "202: no 31st; and that Saturday is a workday"},
    {"2025-01-31", 1, Unit::months, "2025-02-28", "202: the last day of February"},
    {"2024-01-31", 1, Unit::months, "2024-02-29", "202: of a leap year"},
    {"2024-02-29", 1, Unit::years, "2025-02-28", "202: no 29th"},
    {"2024-02-29", 4, Unit::years, "2028-02-29", "202: the day there is"},
    {"2026-03-31", 6, Unit::months, "2026-09-30", "202: no 31st"},
    {"2026-09-25", 7, Unit::days, "2026-10-08", "203: National Day week"},
    {"2025-09-16", 15, Unit::days, "2025-10-09", "203: National Day and Mid-Autumn together"},
    {"2026-09-05", 15, Unit::days, "2026-09-20", "a Sunday that is a workday"},
    {"2026-09-04", 15, Unit::days, "2026-09-20", "203: a Saturday, to that Sunday"},
    {"2025-12-17", 15, Unit::days, "2026-01-04", "203: over the year, to a working Sunday"},
    {"2026-02-01", 14, Unit::days, "2026-02-24", "203: Spring Festival"},
    {"2026-06-04", 15, Unit::days, "2026-06-22", "203: Dragon Boat, Friday to Sunday"},
    {"2025-11-28", 1, Unit::months, "2025-12-29", "203: a Sunday"},
};

TEST(Period, ends_where_the_civil_code_says) {
    const auto holidays = both_years();
    for (const auto& one : periods) {
        const auto end = end_of_period(noon(one.start), {one.count, one.unit}, holidays);
        EXPECT_EQ(end.last_day, day(one.last_day)) << one.start << " " << one.article;
        EXPECT_EQ(end.end.ms, start_of_day(end.last_day).ms + ms_per_day) << "24:00";
    }
}

TEST(Period, is_provisional_where_a_year_it_looks_at_has_no_notice) {
    const auto holidays = both_years();
    EXPECT_FALSE(end_of_period(noon("2026-03-02"), {15, Unit::days}, holidays).provisional);
    EXPECT_TRUE(end_of_period(noon("2026-12-20"), {15, Unit::days}, holidays).provisional);
    EXPECT_TRUE(end_of_period(noon("2026-03-02"), {1, Unit::years}, holidays).provisional);
    Holidays only_2025;
    only_2025.add_year(2025);
    only_2025.add_rest_day(day("2025-12-31"));
    const auto over = end_of_period(noon("2025-12-30"), {1, Unit::days}, only_2025);
    EXPECT_EQ(over.last_day, day("2026-01-01"));
    EXPECT_TRUE(over.provisional) << "it ends in a year without notice";
}

TEST(Period, begins_on_the_day_in_beijing) {
    const Holidays none;
    // 2026-03-02 at 23:59:59.999 and a moment later, in Beijing.
    const Timestamp late{start_of_day(day("2026-03-03")).ms - 1};
    EXPECT_EQ(end_of_period(late, {1, Unit::days}, none).last_day, day("2026-03-03"));
    EXPECT_EQ(end_of_period({late.ms + 1}, {1, Unit::days}, none).last_day, day("2026-03-04"));
}

TEST(BeijingDate, is_eight_hours_ahead) {
    EXPECT_EQ(beijing_date({0}), day("1970-01-01"));
    EXPECT_EQ(beijing_date({16 * ms_per_hour - 1}), day("1970-01-01"));
    EXPECT_EQ(beijing_date({16 * ms_per_hour}), day("1970-01-02"));
    EXPECT_EQ(beijing_date({-9 * ms_per_hour}), (Date{1969, 12, 31}));
    // 2026-02-28T16:00:00Z
    EXPECT_EQ(beijing_date({1'772'294'400'000}), day("2026-03-01"));
    EXPECT_EQ(start_of_day(Timestamp{1'772'294'400'000}).ms, 1'772'294'400'000);
    EXPECT_EQ(start_of_day(Timestamp{1'772'294'400'000 + ms_per_day - 1}).ms, 1'772'294'400'000);
}

bool is_leap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// The day after, by looking at the calendar on the wall.
Date next_day(const Date& date) {
    constexpr std::array<std::int32_t, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const auto length = date.month == 2 && is_leap(date.year)
                            ? 29
                            : lengths[static_cast<std::size_t>(date.month - 1)];
    if (date.day < length) return {date.year, date.month, date.day + 1};
    if (date.month < 12) return {date.year, date.month + 1, 1};
    return {date.year + 1, 1, 1};
}

TEST(DayNumber, counts_every_day_of_1970_to_2200_and_back) {
    Date date{1970, 1, 1};
    for (std::int64_t number = 0; date.year <= 2200; ++number, date = next_day(date)) {
        ASSERT_EQ(day_number(date), number);
        ASSERT_EQ(date_of(number), date);
    }
    EXPECT_EQ(day_number({2201, 1, 1}), 84'371);
    EXPECT_EQ(day_number({1969, 12, 31}), -1);
    EXPECT_EQ(date_of(-719'468), (Date{0, 3, 1}));
}

TEST(DayNumber, counts_as_far_as_block_times_and_a_century_reach) {
    EXPECT_EQ(day_number({1, 1, 1}), -719'162);
    EXPECT_EQ(date_of(-719'162), (Date{1, 1, 1}));
    EXPECT_EQ(day_number({10'100, 2, 28}) + 1, day_number({10'100, 3, 1}));
    EXPECT_EQ(date_of(day_number({10'400, 2, 28}) + 1), (Date{10'400, 2, 29}));
}

// Somebody who crosses out days on a calendar: a weekday is known by counting from Monday,
// 1970-01-05, and nothing is computed.
struct WallCalendar {
    std::set<Date> weekends;
    std::set<Date> rest_days;
    std::set<Date> workdays;

    WallCalendar() {
        int weekday = 0;
        for (Date date{1970, 1, 5}; date.year < 2210; date = next_day(date)) {
            if (weekday >= 5) weekends.insert(date);
            weekday = (weekday + 1) % 7;
        }
    }
    Date end_of(Date date, std::uint32_t count, Unit unit) const {
        if (unit == Unit::days) {
            for (std::uint32_t i = 0; i < count; ++i) date = next_day(date);
        } else {
            date = some_months_later(date, unit == Unit::years ? count * 12 : count);
        }
        while (rest_days.contains(date) || (weekends.contains(date) && !workdays.contains(date)))
            date = next_day(date);
        return date;
    }
    static Date some_months_later(const Date& date, std::uint32_t months) {
        Date found{date.year, date.month, 1};
        for (std::uint32_t i = 0; i < months; ++i)
            found = found.month == 12 ? Date{found.year + 1, 1, 1}
                                      : Date{found.year, found.month + 1, 1};
        while (found.day < date.day && next_day(found).month == found.month)
            found = next_day(found);
        return found;
    }
};

TEST(Period, is_what_counting_day_by_day_gives) {
    std::mt19937_64 random{20260302};
    WallCalendar wall;
    for (int round = 0; round < 2000; ++round) {
        Holidays holidays;
        wall.rest_days.clear();
        wall.workdays.clear();
        const auto start = date_of(4 + static_cast<std::int64_t>(random() % 84'000));
        for (int i = 0; i < 40; ++i) {
            const auto near =
                date_of(day_number(start) + static_cast<std::int64_t>(random() % 900));
            if (i % 4 == 0) {
                holidays.add_workday(near);
                wall.workdays.insert(near);
            } else {
                holidays.add_rest_day(near);
                wall.rest_days.insert(near);
            }
        }
        const auto unit = static_cast<Unit>(random() % 3);
        const auto most = unit == Unit::days ? 800U : unit == Unit::months ? 26U : 3U;
        const auto count = static_cast<std::uint32_t>(random() % most);
        const Timestamp moment{start_of_day(start).ms +
                               static_cast<std::int64_t>(random() % ms_per_day)};
        EXPECT_EQ(end_of_period(moment, {count, unit}, holidays).last_day,
                  wall.end_of(start, count, unit));
    }
}

TEST(RestDay, is_a_weekend_less_workdays_and_a_holiday) {
    const auto holidays = both_years();
    EXPECT_TRUE(holidays.is_rest_day(day("2026-03-07")));   // Saturday
    EXPECT_TRUE(holidays.is_rest_day(day("2026-03-08")));   // Sunday
    EXPECT_FALSE(holidays.is_rest_day(day("2026-03-09")));  // Monday
    EXPECT_FALSE(holidays.is_rest_day(day("2026-02-14")));  // Saturday made up
    EXPECT_TRUE(holidays.is_rest_day(day("2026-02-16")));   // Monday of Spring Festival
    int rest = 0;
    int work = 0;
    for (Date date = day("2026-01-01"); date.year == 2026; date = next_day(date))
        ++(holidays.is_rest_day(date) ? rest : work);
    EXPECT_EQ(rest, 117) << "104 weekend days, 6 made up for, 19 holidays on weekdays";
    EXPECT_EQ(work, 248);
}

TEST(ParseDate, takes_dates_that_exist_and_nothing_else) {
    EXPECT_EQ(parse_date("2024-02-29"), (Date{2024, 2, 29}));
    EXPECT_EQ(parse_date("2000-02-29"), (Date{2000, 2, 29}));
    EXPECT_EQ(parse_date("9999-12-31"), (Date{9999, 12, 31}));
    for (const auto* text : {"2100-02-29", "2026-04-31", "2026-99-01", "2026-01-99"})
        EXPECT_FALSE(parse_date(text)) << text;
    for (const auto* text : {"", "2026", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00",
                             "2026-1-01", "2026/01/01", "2026-01-01 ", "-026-01-01", "2026-0a-01"})
        EXPECT_FALSE(parse_date(text)) << text;
}

TEST(HolidaysOf, are_the_newest_adopted_version_of_each_year) {
    const state::MemoryState none;
    state::Overlay rows{none, Hash32{}};
    const auto adopted = [&rows](v1::Preset preset, const std::string& version, Height height) {
        preset.set_version(version);
        v1::PresetRow row;
        *row.mutable_preset() = preset;
        row.set_since_height(height);
        row.set_adopted_by(Bytes(Hash32::size, 'a'));
        presets.put(rows, preset.name(), preset.version(), row);
    };
    EXPECT_FALSE(holidays_of(rows).knows(2026));
    adopted(notice("2026"), "2025-11", 7);
    auto wrong = notice("2026");
    wrong.clear_settings();
    auto* only = wrong.add_settings();
    only->set_name("rest_days");
    only->set_text("2026-03-09");
    adopted(wrong, "2025-12", 3);
    auto other = notice("2025");
    other.set_name("hangzhou");
    adopted(other, "2021", 9);
    const auto holidays = holidays_of(rows);
    EXPECT_TRUE(holidays.knows(2026));
    EXPECT_FALSE(holidays.knows(2025));
    EXPECT_TRUE(holidays.is_rest_day(day("2026-02-16")));
    EXPECT_FALSE(holidays.is_rest_day(day("2026-03-09"))) << "an older version said so";
}

TEST(Notice, of_holidays_must_be_made_of_dates) {
    EXPECT_TRUE(check_preset(notice("2025")));
    EXPECT_TRUE(check_preset(notice("2026")));
    auto preset = notice("2026");
    preset.mutable_settings(0)->set_text("2026-01-01,2026-02-30");
    EXPECT_EQ(kit::code_of(check_preset(preset)), "charter.VALUE_WRONG");
    preset.mutable_settings(0)->set_text("2026-01-01,");
    EXPECT_EQ(kit::code_of(check_preset(preset)), "charter.VALUE_WRONG");
    preset.mutable_settings(0)->set_number(1);
    EXPECT_EQ(kit::code_of(check_preset(preset)), "charter.VALUE_WRONG");
    preset.mutable_settings(0)->set_text("2026-01-01");
    EXPECT_TRUE(check_preset(preset));
    preset.mutable_settings(0)->set_name("closed_days");
    EXPECT_EQ(kit::code_of(check_preset(preset)), "charter.VALUE_WRONG");
    preset.set_name("hangzhou");
    EXPECT_TRUE(check_preset(preset)) << "only notices of holidays have this form";
}

}  // namespace
}  // namespace linlian::charter
