#include "engine/clock_guard.h"

#include <cstdlib>

namespace linlian::engine {
namespace {

std::string seconds(std::int64_t ms) { return std::to_string(ms / ms_per_second) + " s"; }

// What is wrong, then the way out.
std::string ask(const std::string& zh, const std::string& en) {
    return "the clock " + en +
           "; set it right, and the node goes on by itself, or, if it is right now, confirm it: "
           "linlian confirm clock. 时钟" +
           zh + "；校准后节点自动继续；若时间无误，请确认：linlian confirm clock";
}

}  // namespace

ClockGuard::ClockGuard(const ops::Clock& clock, Timestamp tip) : clock_(clock) { time_after(tip); }

ClockGuard::Moment ClockGuard::now() const { return {clock_.wall(), clock_.monotonic_ms()}; }

std::optional<Timestamp> ClockGuard::time_after(Timestamp tip) {
    const Moment at = now();
    const auto stop = [this](std::string why) {
        trouble_ = std::move(why);
        return std::nullopt;
    };
    if (believed_) {
        const std::int64_t passed = at.monotonic_ms - believed_->monotonic_ms;
        const std::int64_t leap = at.wall.ms - believed_->wall.ms - passed;
        if (at.wall == believed_->wall && passed > tolerated_leap_ms)
            return stop(ask("已停走 " + seconds(passed), "has stood still for " + seconds(passed)));
        if (std::abs(leap) > tolerated_leap_ms)
            return stop(ask("跳变了 " + seconds(leap), "leapt by " + seconds(leap)));
    }
    if (at.wall >= tip) behind_confirmed_ = false;
    const std::int64_t ahead = at.wall.ms - tip.ms;
    if (-ahead > tolerated_lag_ms && !behind_confirmed_)
        return stop(ask("比最后一个区块早 " + seconds(-ahead),
                        "is " + seconds(-ahead) + " behind the last block"));
    if (!believed_ && ahead > tolerated_absence_ms && !ahead_confirmed_)
        return stop(ask("比最后一个区块晚 " + std::to_string(ahead / ms_per_day) + " 天",
                        "is " + std::to_string(ahead / ms_per_day) +
                            " days ahead of the last block, after which this node was started"));
    if (!believed_ || at.monotonic_ms - believed_->monotonic_ms >= compared_over_ms) believed_ = at;
    trouble_.clear();
    return std::max(at.wall, tip);
}

void ClockGuard::confirm() {
    believed_ = now();
    behind_confirmed_ = true;
    ahead_confirmed_ = true;
    trouble_.clear();
}

}  // namespace linlian::engine
