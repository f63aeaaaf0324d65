// What both sides of a node's operator routes agree on.
#pragma once

#include "base/timestamp.h"

namespace linlian::api {

// How far the time that an operator confirms may be from the node's own.
inline constexpr std::int64_t confirmed_clock_tolerance_ms = ms_per_minute;

}  // namespace linlian::api
