// What a tally case writes as text: areas and shares. Used by tally_case.cpp alone.
#pragma once

#include "tally/tally.pb.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linlian::client {

// "158949.87" is 15894987 hundredths of a square metre. "12", "12.5" and "12.50" are areas; "12.",
// ".5", "-1" and "1e3" are none.
std::optional<std::uint64_t> area_centi_of(const std::string& text);

// "2/3": a share between nothing and all. "At least 3/3" can be reached; "more than 3/3" (strict)
// cannot, and is none.
std::optional<tally::v1::Threshold> share_of(std::string_view text, bool strict);

}  // namespace linlian::client
