// Times in Beijing, whose clock is 8 hours before UTC the whole year: no time zone of the computer
// is asked.

#include "ops/time/beijing_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace linlian::ops {
namespace {

using namespace std::chrono;

constexpr std::int64_t last_ms = 8'000 * 365 * ms_per_day;

bool has_four_digits(Timestamp time) { return time.ms >= 0 && time.ms <= last_ms; }

// Times out of range are shown as the nearest of ours.
Timestamp with_four_digits(Timestamp time) {
    return {std::clamp(time.ms, std::int64_t{0}, last_ms)};
}

}  // namespace

std::optional<Timestamp> from_beijing(const BeijingMoment& moment) {
    const year_month_day date = year{moment.year} / month{moment.month} / day{moment.day};
    const bool is_of_a_day = moment.hour < 24 && moment.minute < 60 && moment.second < 60;
    if (!date.ok() || moment.year < 1970 || !is_of_a_day) return std::nullopt;
    const auto since = milliseconds{sys_days{date}.time_since_epoch()} + hours{moment.hour} +
                       minutes{moment.minute} + seconds{moment.second};
    return Timestamp{since.count() - beijing_offset_ms};
}

BeijingMoment to_beijing(Timestamp time) {
    const sys_time<milliseconds> moment{milliseconds{time.ms + beijing_offset_ms}};
    const auto midnight = floor<days>(moment);
    const year_month_day date{midnight};
    const hh_mm_ss clock{floor<seconds>(moment - midnight)};
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            static_cast<unsigned>(clock.hours().count()),
            static_cast<unsigned>(clock.minutes().count()),
            static_cast<unsigned>(clock.seconds().count())};
}

// The date as a number, 20260131.
std::int32_t civil_date(Timestamp time) {
    const auto at = to_beijing(time);
    return at.year * 10'000 + static_cast<int>(at.month) * 100 + static_cast<int>(at.day);
}

std::string civil_date_text(Timestamp time) {
    const auto at = to_beijing(with_four_digits(time));
    return fmt::format("{:04}-{:02}-{:02}", at.year, at.month, at.day);
}

// An end at midnight is shown as the day before, which is the last on which it holds.
std::string civil_end_text(Timestamp end) {
    const auto time = with_four_digits(end);
    const auto day = civil_date_text(time);
    const auto day_before = civil_date_text({time.ms - 1});
    if (day != day_before) return day_before;
    const auto at = to_beijing(time);
    return fmt::format("{} {:02}:{:02}", day, at.hour, at.minute);
}

// A time of 0 is none. Seconds are shown only where there are any.
std::string beijing_text(Timestamp time) {
    if (time.ms == 0) return "–";
    if (!has_four_digits(time)) return fmt::format("{} ms", time.ms);
    const auto at = to_beijing(time);
    auto text =
        fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", at.year, at.month, at.day, at.hour, at.minute);
    if (at.second != 0) text += fmt::format(":{:02}", at.second);
    return text;
}

// For settings files: the date of this time, at a full hour.
std::string toml_time(Timestamp time, unsigned hour) {
    const auto at = to_beijing(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:00:00", at.year, at.month, at.day, hour);
}

std::string beijing_words(Timestamp time) {
    if (time.ms == 0) return "–";
    if (!has_four_digits(time)) return fmt::format("{} ms", time.ms);
    const auto at = to_beijing(time);
    return fmt::format("{}年{}月{}日 {}:{:02}", at.year, at.month, at.day, at.hour, at.minute);
}

}  // namespace linlian::ops
