#include "api/read_rates.h"

#include <algorithm>

namespace linlian::api {
namespace {

constexpr std::int64_t saved_ns_max = 2'000'000'000;

}  // namespace

Subscriber Subscriber::of_v4(const std::array<std::uint8_t, 4>& address) {
    Subscriber who;
    who.bytes[0] = 4;
    std::copy(address.begin(), address.end(), who.bytes.begin() + 1);
    return who;
}

Subscriber Subscriber::of_v6(const std::array<std::uint8_t, 16>& address) {
    static constexpr std::array<std::uint8_t, 12> wrapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};
    if (std::equal(wrapped.begin(), wrapped.end(), address.begin()))
        return of_v4({address[12], address[13], address[14], address[15]});
    Subscriber who;
    who.bytes[0] = 6;
    std::copy_n(address.begin(), 8, who.bytes.begin() + 1);
    return who;
}

bool ReadRates::take(const Subscriber& who, Time now) {
    if (per_second_ == 0) return true;
    const std::lock_guard lock{mutex_};
    auto found = by_who_.find(who);
    if (found == by_who_.end()) {
        if (newest_first_.size() >= addresses_max) {
            by_who_.erase(newest_first_.back().who);
            newest_first_.pop_back();
        }
        newest_first_.push_front({who, saved_ns_max, now});
        found = by_who_.emplace(who, newest_first_.begin()).first;
    }
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    auto& bucket = *found->second;
    const auto passed = std::chrono::duration_cast<std::chrono::nanoseconds>(now - bucket.seen);
    // Whoever was away for days has saved no more than the most there is.
    bucket.saved_ns = std::min(
        saved_ns_max, bucket.saved_ns + std::clamp<std::int64_t>(passed.count(), 0, saved_ns_max));
    bucket.seen = now;
    const std::int64_t price_ns = 1'000'000'000 / per_second_;
    if (bucket.saved_ns < price_ns) return false;
    bucket.saved_ns -= price_ns;
    return true;
}

std::size_t ReadRates::addresses() const {
    const std::lock_guard lock{mutex_};
    return newest_first_.size();
}

}  // namespace linlian::api
