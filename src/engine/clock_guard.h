// Whether the clock may be believed for sealing blocks. A ledger's time never goes back, and a
// clock that leaps would expire what is waiting and fire what is not due; so the node stops sealing
// and asks its operator. Used by one sealing thread; trouble is read through the engine.
//
// Three things can be known about a clock: how it moved against the time that really passed (the
// monotonic clock) since it was last believed, how it stands to the last block, and what its
// operator says. A clock that is set right again needs no operator.
#pragma once

#include "machine/limits.h"
#include "ops/clock.h"

#include <optional>
#include <string>

namespace linlian::engine {

// A clock may stand this much behind the tip before it is trouble: blocks then carry the tip's
// time. Time servers correct by less.
inline constexpr std::int64_t tolerated_lag_ms = 5 * ms_per_second;
// More than this against the time that really passed, within an hour of it, is a leap; so is a
// clock that stands still for this long.
inline constexpr std::int64_t tolerated_leap_ms = 5 * ms_per_minute;
// The clock is compared with what it was at most this long ago, so that the small corrections of
// months do not add up to a leap.
inline constexpr std::int64_t compared_over_ms = ms_per_hour;
// A node that starts this long after its last block asks whether its clock is right: everything
// that anybody signed before would be expired at once.
inline constexpr std::int64_t tolerated_absence_ms = machine::max_lifetime_ms;

class ClockGuard {
  public:
    // Looks at the clock at once: `tip` is the time of the last block.
    ClockGuard(const ops::Clock& clock, Timestamp tip);

    // The time for a block that follows `tip`, or nothing and a trouble.
    std::optional<Timestamp> time_after(Timestamp tip);
    // Why there is no time, in words for the operator; empty when all is well.
    const std::string& trouble() const { return trouble_; }
    // The operator has looked at the clock: it is right now, and sealing goes on. While it stands
    // behind the tip, blocks carry the tip's time.
    void confirm();

  private:
    struct Moment {
        Timestamp wall;
        std::int64_t monotonic_ms = 0;
    };
    Moment now() const;

    const ops::Clock& clock_;
    std::optional<Moment> believed_;  // a moment at which the clock was right; none since the start
    bool behind_confirmed_ = false;
    bool ahead_confirmed_ = false;
    std::string trouble_;
};

}  // namespace linlian::engine
