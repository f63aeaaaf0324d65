// How often one address may read: a bucket of tokens for each, which fills up evenly. An IPv6
// address counts as its /64, because that is what one subscriber gets. Safe from any thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>

namespace linlian::api {

// An address as the rates know it: the 4 bytes of IPv4 or the first 8 of IPv6, and which it is.
struct Subscriber {
    std::array<std::uint8_t, 9> bytes{};
    auto operator<=>(const Subscriber&) const = default;

    static Subscriber of_v4(const std::array<std::uint8_t, 4>& address);
    // One that only wraps an IPv4 address (::ffff:a.b.c.d) counts as that.
    static Subscriber of_v6(const std::array<std::uint8_t, 16>& address);
};

class ReadRates {
  public:
    using Time = std::chrono::steady_clock::time_point;
    // So many addresses are remembered; of more, those not seen for the longest time are forgotten.
    static constexpr std::size_t addresses_max = 16'384;

    // 0: no limit. Twice as many may come at once after a pause.
    explicit ReadRates(std::uint32_t per_second) : per_second_(per_second) {}

    // Whether this subscriber may read now; if so, one reading is counted.
    bool take(const Subscriber& who, Time now);
    std::size_t addresses() const;

  private:
    struct Bucket {
        Subscriber who;
        std::int64_t saved_ns = 0;  // time saved up: a reading costs 1 s / per_second of it
        Time seen;
    };

    const std::uint32_t per_second_;
    mutable std::mutex mutex_;
    std::list<Bucket> newest_first_;
    std::map<Subscriber, std::list<Bucket>::iterator> by_who_;
};

}  // namespace linlian::api
