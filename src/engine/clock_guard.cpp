// Whether the clock is to be believed. Once it is, only leaps against the monotonic clock of this
// boot shake it; at a start without such a memory it is held against the last block and what is due
// since. Times of blocks end ballots, so a doubtful time makes no block.

#include "engine/clock_guard.h"

#include <cstdlib>

namespace linlian::engine {
namespace {

std::string seconds(std::int64_t ms) { return std::to_string(ms / ms_per_second) + " s"; }

// What is wrong, then the way out.
// For people, in both languages; it says what would end the trouble.
std::string ask(const std::string& zh, const std::string& en) {
    return "the clock " + en +
           "; set it right, and the node goes on by itself, or, if it is right now, confirm it: "
           "linlian confirm clock. 时钟" +
           zh + "；校准后节点自动继续；若时间无误，请确认：linlian confirm clock";
}

std::string days_or_hours(std::int64_t ms, const char* day, const char* hour) {
    if (ms >= 2 * ms_per_day) return std::to_string(ms / ms_per_day) + day;
    return std::to_string(ms / ms_per_hour) + hour;
}

std::string ahead_of_last(std::int64_t ms) {
    return ask("比最后一个区块晚 " + days_or_hours(ms, " 天", " 小时") + "，而电脑在此期间重启过",
               "is " + days_or_hours(ms, " days", " hours") +
                   " ahead of the last block, and this computer was started anew since");
}

std::string passes_over_due(std::int64_t ms) {
    return ask("比最后一个区块晚 " + seconds(ms) + "，电脑在此期间重启过，其间有事项到期",
               "is " + seconds(ms) +
                   " ahead of the last block, this computer was started anew since, and something "
                   "was due meanwhile, such as the end of a ballot");
}

// Between these moments of one boot.
std::string moved_wrongly(const ops::Moment& from, const ops::Moment& to) {
    const std::int64_t passed = to.monotonic_ms - from.monotonic_ms;
    // How much more the wall clock moved than time passed. Small strays are what keeping in step
    // with other clocks does.
    const std::int64_t leap = to.wall.ms - from.wall.ms - passed;
    if (to.wall == from.wall && passed > tolerated_leap_ms)
        return ask("已停走 " + seconds(passed), "has stood still for " + seconds(passed));
    if (std::abs(leap) > tolerated_leap_ms + passed / 1'000'000 * tolerated_strays_per_million)
        return ask("跳变了 " + seconds(leap), "leapt by " + seconds(leap));
    return {};
}

}  // namespace

ClockGuard::ClockGuard(const ops::Clock& clock, const ClockBefore& before) : clock_(clock) {
    const auto& then = before.belief;
    // A belief is of use within its own boot only, and where its times are in order: the record may
    // have been put back.
    if (then && !then->since.boot.empty() && then->since.boot == clock.boot() &&
        then->since.monotonic_ms <= then->seen.monotonic_ms &&
        then->seen.monotonic_ms <= clock.monotonic_ms())
        belief_ = then;
    time_after(before.tip, before.due);
}

std::string ClockGuard::wrong(const ops::Moment& at, Timestamp tip,
                              std::optional<Timestamp> due) const {
    const std::int64_t ahead = at.wall.ms - tip.ms;
    // Earlier than the ledger's own time: such a clock was wrong then or is wrong now.
    if (-ahead > tolerated_lag_ms && !behind_confirmed_)
        return ask("比最后一个区块早 " + seconds(-ahead),
                   "is " + seconds(-ahead) + " behind the last block");
    if (belief_) {
        // Against three moments: when belief began, when it was last confirmed by a look, and since
        // when the wall clock has not moved.
        for (const auto& from : {belief_->since, belief_->seen, still_.value_or(at)})
            if (auto moved = moved_wrongly(from, at); !moved.empty()) return moved;
        return {};
    }
    if (ahead_confirmed_) return {};
    if (ahead > tolerated_absence_ms) return ahead_of_last(ahead);
    // What is late already may hide what is due next.
    const bool passes_over = due && *due <= at.wall;
    return passes_over && ahead > tolerated_leap_ms ? passes_over_due(ahead) : std::string{};
}

std::optional<Timestamp> ClockGuard::time_after(Timestamp tip, std::optional<Timestamp> due) {
    const auto at = clock_.moment();
    // A confirmation of a clock behind the ledger holds until it has caught up.
    if (at.wall >= tip) behind_confirmed_ = false;
    if (!still_ || still_->wall != at.wall) still_ = at;
    trouble_ = wrong(at, tip, due);
    if (!trouble_.empty()) return std::nullopt;
    if (!belief_) belief_ = Belief{at, at};
    belief_->seen = at;
    // Times never go back along the ledger.
    return std::max(at.wall, tip);
}

void ClockGuard::confirm() {
    still_ = clock_.moment();
    belief_ = Belief{*still_, *still_};
    behind_confirmed_ = true;
    ahead_confirmed_ = true;
    trouble_.clear();
}

}  // namespace linlian::engine
