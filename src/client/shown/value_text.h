// Single values as people read them, and as programs do.
#pragma once

#include "base/timestamp.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>

namespace linlian::client {

// Local time and zone: 2026-11-21 16:05:09 +0800.
std::string local_time(Timestamp time);

// "12,345.67 m²" of hundredths of a square metre.
std::string square_metres(std::uint64_t area_centi);

// JSON on one line, whatever bytes the texts in it are: those that are no UTF-8 become U+FFFD.
std::string json_text(const nlohmann::json& value);

}  // namespace linlian::client
