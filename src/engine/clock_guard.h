// Whether the clock may be believed for sealing blocks. A ledger's time never goes back, and a
// clock that leaps would expire what is waiting and fire what is not due; so the node stops sealing
// and asks its operator. Used by one sealing thread; trouble is read through the engine.
//
// Three things can be known about a clock: how it moved against the time that really passed (the
// monotonic clock) since it was last believed, how it stands to the last block, and what its
// operator says. The signer's record keeps since when it is believed, and when it was last found
// right, so that stopping the node makes no clock believable, small leaps add up over however many
// starts, and what months may add up to is no leap to be taken at once; only where the computer
// itself was started anew meanwhile did nobody count the time. A clock that is set right again
// needs no operator.
#pragma once

#include "ops/time/clock.h"

#include <optional>
#include <string>

namespace linlian::engine {

// A clock may stand this much behind the tip before it is trouble: blocks then carry the tip's
// time. Time servers correct by less.
inline constexpr std::int64_t tolerated_lag_ms = 5 * ms_per_second;
// More than this against the time that really passed is a leap; so is a clock that stands still for
// this long.
inline constexpr std::int64_t tolerated_leap_ms = 5 * ms_per_minute;
// The clock is compared with what it was when it was first believed, so that many small leaps add
// up. Besides, it may stray by this part of the time that passed: the small corrections of months
// are no leap. Quartz clocks stray by a tenth to a half of it.
inline constexpr std::int64_t tolerated_strays_per_million = 200;
// Where nobody counted the time, a node that starts this long after its last block asks whether its
// clock is right; and much sooner where something was due meanwhile, such as the end of a ballot.
inline constexpr std::int64_t tolerated_absence_ms = ms_per_day;

// Moments of one boot: since when a clock is believed, and when it was last found right. What is
// forgiven adds up from the first on; from the second on nothing was saved up yet.
struct Belief {
    ops::Moment since;
    ops::Moment seen;
    bool operator==(const Belief&) const = default;
};

// What the ledger and the signer's record say at the start.
struct ClockBefore {
    Timestamp tip;                      // time of the last block
    std::optional<Timestamp> due = {};  // when the next work is due
    std::optional<Belief> belief = {};  // of the guard before it
};

class ClockGuard {
  public:
    // Looks at the clock at once.
    ClockGuard(const ops::Clock& clock, const ClockBefore& before);

    // The time for a block that follows `tip`, or nothing and a trouble. `due`: when the next work
    // is due.
    std::optional<Timestamp> time_after(Timestamp tip, std::optional<Timestamp> due = {});
    // For the signer's record; nothing before a time was given.
    const std::optional<Belief>& belief() const { return belief_; }
    // Why there is no time, in words for the operator; empty when all is well.
    const std::string& trouble() const { return trouble_; }
    // The operator has looked at the clock: it is right now, and sealing goes on. While it stands
    // behind the tip, blocks carry the tip's time.
    void confirm();

  private:
    // What is wrong with the clock as it is now; empty: nothing.
    std::string wrong(const ops::Moment& at, Timestamp tip, std::optional<Timestamp> due) const;

    const ops::Clock& clock_;
    // Of this boot; none where nobody counted.
    std::optional<Belief> belief_;
    // When it first showed what it shows now.
    std::optional<ops::Moment> still_;
    bool behind_confirmed_ = false;
    bool ahead_confirmed_ = false;
    std::string trouble_;
};

}  // namespace linlian::engine
