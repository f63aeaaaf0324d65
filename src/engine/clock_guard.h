// Whether the clock may be believed for sealing blocks. A ledger's time never goes back, and a
// clock that leaps would expire what is waiting and fire what is not due; so the node stops sealing
// and asks its operator. Used by one sealing thread; trouble is read through the engine.
#pragma once

#include "ops/clock.h"

#include <optional>
#include <string>

namespace linlian::engine {

// A clock may stand this much behind the tip before it is trouble: blocks then carry the tip's
// time. Time servers correct by less.
inline constexpr std::int64_t tolerated_lag_ms = 5 * ms_per_second;
// More than this between two looks at the clock, against the time that really passed, is a leap.
inline constexpr std::int64_t tolerated_leap_ms = 5 * ms_per_minute;

class ClockGuard {
  public:
    explicit ClockGuard(const ops::Clock& clock);

    // The time for a block that follows `tip`, or nothing and a trouble.
    std::optional<Timestamp> time_after(Timestamp tip);
    // Why there is no time, in words for the operator; empty when all is well.
    const std::string& trouble() const { return trouble_; }
    // The operator has looked at the clock: it is right now, and sealing goes on. While it stands
    // behind the tip, blocks carry the tip's time.
    void confirm();

  private:
    const ops::Clock& clock_;
    Timestamp last_wall_;
    std::int64_t last_monotonic_ms_;
    bool behind_confirmed_ = false;
    std::string trouble_;
};

}  // namespace linlian::engine
