// Products of figures and thresholds, exactly: 128 bits hold every one of them, and what "holds"
// means for a figure, a base and a threshold. Internal to the room.
#pragma once

#include "tally/tally.pb.h"

#include <algorithm>
#include <cstdint>

namespace linlian::tally {

// Figures reach 6e15, thresholds 1e9, an unlimited figure stands for 1e25: products stay below
// 1e35.
__extension__ typedef __int128 Wide;

// figure·den ≥ base·num, or > when strict. Nothing is never enough: of a base of 0 no share holds.
inline bool is_enough(Wide figure, Wide base, const v1::Threshold& threshold) {
    const Wide left = figure * static_cast<Wide>(threshold.den());
    const Wide right = base * static_cast<Wide>(threshold.num());
    return figure > 0 && (threshold.strict() ? left > right : left >= right);
}

// The least figure that is enough.
inline std::uint64_t least_enough(std::uint64_t base, const v1::Threshold& threshold) {
    const Wide right = static_cast<Wide>(base) * static_cast<Wide>(threshold.num());
    const Wide den = static_cast<Wide>(threshold.den());
    const Wide least = threshold.strict() ? right / den + 1 : (right + den - 1) / den;
    return static_cast<std::uint64_t>(std::max<Wide>(least, 1));
}

}  // namespace linlian::tally
