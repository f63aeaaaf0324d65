// How much each of many may take: a bucket for each, which fills evenly up to its limit. The API
// asks it for addresses, engines for authors. It knows neither, and its memory is bounded. Safe
// from any thread.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>

namespace linlian::ops {

// What a bucket holds is counted in time: one unit costs the time in which it comes back.
struct RateLimits {
    std::chrono::nanoseconds price{0};      // of one unit; zero: there is no limit
    std::chrono::nanoseconds saved_max{0};  // a full bucket
    // So many are remembered; of more, those not seen for the longest time are forgotten.
    std::size_t remembered_max = 16'384;
    // The most that may be owed; more than anybody gets before it is counted, else that were free.
    std::chrono::nanoseconds owed_max = std::chrono::hours{1};
};

template <class Key>
class Rates {
  public:
    using Time = std::chrono::nanoseconds;  // since a moment of the caller's that stays the same

    explicit Rates(RateLimits limits) : limits_(limits) {}

    // Whether something is left for `who`; if so the units are taken. They may be more than is
    // left: the rest is owed, and nothing is left until it is paid.
    bool take(const Key& who, std::uint64_t units, Time now) {
        if (limits_.price.count() == 0) return true;
        const std::lock_guard lock{mutex_};
        auto& bucket = bucket_of(who, now);
        if (bucket.saved < limits_.price) return false;
        pay(bucket, units);
        return true;
    }
    // Takes them whatever is left.
    void charge(const Key& who, std::uint64_t units, Time now) {
        if (limits_.price.count() == 0) return;
        const std::lock_guard lock{mutex_};
        pay(bucket_of(who, now), units);
    }
    // How long until something is left for `who`; zero when something is.
    Time wait(const Key& who, Time now) {
        if (limits_.price.count() == 0) return {};
        const std::lock_guard lock{mutex_};
        const auto found = by_who_.find(who);
        if (found == by_who_.end()) return {};
        return std::max(Time{0}, limits_.price - bucket_of(who, now).saved);
    }
    std::size_t remembered() const {
        const std::lock_guard lock{mutex_};
        return newest_first_.size();
    }

  private:
    struct Bucket {
        Key who;
        Time saved{};
        Time seen{};
    };

    Bucket& bucket_of(const Key& who, Time now) {
        auto found = by_who_.find(who);
        if (found == by_who_.end()) {
            if (newest_first_.size() >= limits_.remembered_max) {
                by_who_.erase(newest_first_.back().who);
                newest_first_.pop_back();
            }
            newest_first_.push_front({who, limits_.saved_max, now});
            found = by_who_.emplace(who, newest_first_.begin()).first;
        }
        newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
        auto& bucket = *found->second;
        // A time that goes back gives nothing and takes nothing.
        const auto passed = std::max(now - bucket.seen, Time{0});
        bucket.saved = std::min(limits_.saved_max, bucket.saved + passed);
        bucket.seen = now;
        return bucket;
    }
    void pay(Bucket& bucket, std::uint64_t units) const {
        const auto all = limits_.saved_max + limits_.owed_max;
        const auto most = static_cast<std::uint64_t>(all / limits_.price) + 1;
        const auto price = limits_.price * static_cast<std::int64_t>(std::min(units, most));
        bucket.saved = std::max(bucket.saved - price, -limits_.owed_max);
    }

    const RateLimits limits_;
    mutable std::mutex mutex_;
    std::list<Bucket> newest_first_;
    std::map<Key, typename std::list<Bucket>::iterator> by_who_;
};

}  // namespace linlian::ops
