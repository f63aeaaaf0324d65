// Notices of holidays in presets: reading their dates, and the bounds by which a notice that nobody
// looked at closely still cannot move deadlines far.
#include "modules/charter/holidays.h"

#include "codec/refusal.h"
#include "modules/charter/state.h"

#include <algorithm>
#include <map>

namespace linlian::charter {
namespace {

constexpr std::string_view name_prefix = "holidays-";

// Calls `add` with each date of "2026-01-01,2026-01-02"; false where one is no date.
template <class Add>
bool each_date(std::string_view text, const Add& add) {
    while (true) {
        const auto comma = text.find(',');
        const auto date = parse_date(text.substr(0, comma));
        if (!date) return false;
        add(*date);
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

// Both days included.
bool lie_within(const std::set<Date>& dates, const Date& first, const Date& last) {
    return dates.empty() || (*dates.begin() >= first && *dates.rbegin() <= last);
}

// In days, weekends among them; both days included.
std::int32_t longest_rest(const Holidays& holidays, const Date& first, const Date& last) {
    std::int32_t longest = 0;
    std::int32_t run = 0;
    for (auto day = day_number(first); day <= day_number(last); ++day) {
        run = holidays.is_rest_day(date_of(day)) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

Refusal wrong_notice(std::int32_t year) {
    return codec::make_refusal(v1::HOLIDAYS_WRONG, {{"year", std::to_string(year)},
                                                    {"days", std::to_string(max_rest_days)},
                                                    {"run", std::to_string(max_rest_run)}});
}

}  // namespace

// Read as the date of its New Year, so that a year has four digits and nothing behind them.
std::optional<std::int32_t> holiday_year(std::string_view preset_name) {
    if (!preset_name.starts_with(name_prefix)) return std::nullopt;
    const Bytes january{preset_name.substr(name_prefix.size())};
    const auto date = parse_date(january + "-01-01");
    return date ? std::optional{date->year} : std::nullopt;
}

bool add_notice(const v1::Preset& preset, std::int32_t year, Holidays& holidays) {
    for (const auto& setting : preset.settings()) {
        const bool rest = setting.name().starts_with("rest_days");
        if (!rest && !setting.name().starts_with("work_days")) return false;
        const bool read = each_date(setting.text(), [&](const Date& date) {
            if (rest)
                holidays.add_rest_day(date);
            else
                holidays.add_workday(date);
        });
        if (!read) return false;
    }
    holidays.add_year(year);
    return true;
}

Result<> check_holidays(const v1::Preset& preset, std::int32_t year) {
    Holidays notice;
    if (!add_notice(preset, year, notice))
        return refuse(v1::VALUE_WRONG, {{"field", "preset.settings"}});
    // The New Year holiday may begin in the last week of the year before.
    const Date first{year - 1, 12, 25};
    const Date last{year, 12, 31};
    if (notice.rest_days().size() <= max_rest_days && lie_within(notice.rest_days(), first, last) &&
        lie_within(notice.workdays(), first, last) &&
        longest_rest(notice, first, last) <= max_rest_run)
        return {};
    return tl::unexpected(wrong_notice(year));
}

// A month to each side, so that a run across New Year is seen whole.
Result<> check_runs(const state::StateView& view, std::string_view preset_name) {
    const auto year = holiday_year(preset_name);
    if (!year) return {};
    const auto run = longest_rest(holidays_of(view), {*year - 1, 12, 1}, {*year + 1, 1, 31});
    if (run <= max_rest_run) return {};
    return tl::unexpected(wrong_notice(*year));
}

// Of each year the version that was adopted last, and no other: a later notice replaces an earlier
// one as a whole.
Holidays holidays_of(const state::StateView& view) {
    std::map<std::int32_t, v1::PresetRow> newest;
    presets.scan_from(view, presets.key(Bytes{name_prefix}, {}),
                      [&](const auto& parts, const v1::PresetRow& row) {
                          const auto& name = std::get<0>(parts);
                          if (!name.starts_with(name_prefix)) return false;
                          const auto year = holiday_year(name);
                          if (!year) return true;
                          // Of one height the version that comes later in order.
                          auto& kept = newest[*year];
                          if (row.since_height() >= kept.since_height()) kept = row;
                          return true;
                      });
    Holidays holidays;
    for (const auto& [year, row] : newest) add_notice(row.preset(), year, holidays);
    return holidays;
}

}  // namespace linlian::charter
