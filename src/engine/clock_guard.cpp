#include "engine/clock_guard.h"

#include <cstdlib>

namespace linlian::engine {

ClockGuard::ClockGuard(const ops::Clock& clock)
    : clock_(clock), last_wall_(clock.wall()), last_monotonic_ms_(clock.monotonic_ms()) {}

std::optional<Timestamp> ClockGuard::time_after(Timestamp tip) {
    const Timestamp wall = clock_.wall();
    const std::int64_t monotonic_ms = clock_.monotonic_ms();
    const std::int64_t leap = (wall.ms - last_wall_.ms) - (monotonic_ms - last_monotonic_ms_);
    if (std::abs(leap) > tolerated_leap_ms) {
        trouble_ = "the clock leapt by " + std::to_string(leap / ms_per_second) +
                   " s; set it right, or confirm it if it is right now";
        return std::nullopt;
    }
    last_wall_ = wall;
    last_monotonic_ms_ = monotonic_ms;
    if (wall >= tip) behind_confirmed_ = false;
    if (wall.ms < tip.ms - tolerated_lag_ms && !behind_confirmed_) {
        trouble_ = "the clock is " + std::to_string((tip.ms - wall.ms) / ms_per_second) +
                   " s behind the last block; set it right, or confirm it if it is right now";
        return std::nullopt;
    }
    trouble_.clear();
    return std::max(wall, tip);
}

void ClockGuard::confirm() {
    last_wall_ = clock_.wall();
    last_monotonic_ms_ = clock_.monotonic_ms();
    behind_confirmed_ = true;
    trouble_.clear();
}

}  // namespace linlian::engine
