// Time below the waterline: milliseconds since 1970 UTC, given by the block, never by a clock.
#pragma once

#include <compare>
#include <cstdint>

namespace linlian {

using Height = std::uint64_t;

struct Timestamp {
    std::int64_t ms = 0;
    auto operator<=>(const Timestamp&) const = default;
};

inline constexpr std::int64_t ms_per_second = 1000;
inline constexpr std::int64_t ms_per_minute = 60 * ms_per_second;
inline constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;
inline constexpr std::int64_t ms_per_day = 24 * ms_per_hour;
// The civil time of China, UTC+8 the whole year: law counts in days of it.
inline constexpr std::int64_t beijing_offset_ms = 8 * ms_per_hour;

}  // namespace linlian
