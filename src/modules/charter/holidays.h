// How a notice of holidays stands in a preset: named holidays-YYYY, with settings whose names begin
// with rest_days or work_days and whose texts are dates divided by commas. The rules of presets
// check it, legal time reads it.
#pragma once

#include "base/result.h"
#include "modules/charter/charter.pb.h"
#include "modules/charter/legal_time.h"

namespace linlian::charter {

// The year that a preset of this name is the notice of; nothing for other presets.
std::optional<std::int32_t> holiday_year(std::string_view preset_name);

// A notice binds as soon as it is adopted, by its name alone: so it names dates of its year (or of
// the week before that), a bounded number of rest days, and no long run of them.
inline constexpr std::size_t max_rest_days = 40;
inline constexpr std::int32_t max_rest_run = 14;  // with weekends
// Refusals: VALUE_WRONG (preset.settings), HOLIDAYS_WRONG.
Result<> check_holidays(const v1::Preset& preset, std::int32_t year);

// Nor a long run together with the notices of the years beside it that are in force with it: of a
// preset of this name, once it is on record. Refusal: HOLIDAYS_WRONG.
Result<> check_runs(const state::StateView& view, std::string_view preset_name);

// Adds what the preset says. False when a setting has another name, no text or a text that is not
// all dates; then only what stood before it was added.
bool add_notice(const v1::Preset& preset, std::int32_t year, Holidays& holidays);

}  // namespace linlian::charter
