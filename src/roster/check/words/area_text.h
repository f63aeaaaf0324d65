// Reads an area as a clerk writes it into whole hundredths of a square metre, never by way of a
// binary fraction, because two thirds of an electorate can hang on 0.01 m². Used by roster_sheet.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace linlian::roster {

inline constexpr std::int64_t area_centi_max = 1'000'000'000;  // 10 km²

// Hundredths of a square metre. Refusals: AREA_MISSING, AREA_MALFORMED {area},
// AREA_TOO_FINE {area} (more than two decimals that say something), AREA_ZERO {area}.
Result<std::int64_t> parse_area(std::string_view text);

// "88.05" for 8805.
std::string area_text(std::int64_t centi);

}  // namespace linlian::roster
