// How often one address may ask or send: ops::Rates for the subscribers of an API. An IPv6 address
// counts as its /56, because a household may get so much. Safe from any thread.
#pragma once

#include "ops/rates.h"

#include <array>

namespace linlian::api {

// An address as the rates know it: the 4 bytes of IPv4 or the first 7 of IPv6, and which it is.
struct Subscriber {
    std::array<std::uint8_t, 9> bytes{};
    auto operator<=>(const Subscriber&) const = default;

    static Subscriber of_v4(const std::array<std::uint8_t, 4>& address);
    // One that only wraps an IPv4 address (::ffff:a.b.c.d) counts as that.
    static Subscriber of_v6(const std::array<std::uint8_t, 16>& address);
};

class AddressRates {
  public:
    using Time = std::chrono::steady_clock::time_point;

    // 0: no limit. Twice as many may come at once after a pause.
    explicit AddressRates(std::uint32_t per_second);

    // Whether this subscriber may have some now; if so, so many are counted.
    bool take(const Subscriber& who, std::uint64_t count, Time now) {
        return rates_.take(who, count, now.time_since_epoch());
    }
    // Counts what turned out to be more than was taken. It may be more than is left; then nothing
    // is until that has come back.
    void charge(const Subscriber& who, std::uint64_t count, Time now) {
        rates_.charge(who, count, now.time_since_epoch());
    }
    // How long until something is left for this subscriber; zero when something is.
    std::chrono::nanoseconds wait(const Subscriber& who, Time now) {
        return rates_.wait(who, now.time_since_epoch());
    }
    std::size_t remembered() const { return rates_.remembered(); }

  private:
    ops::Rates<Subscriber> rates_;
};

// What a reading counts at whose answer a thread works so long: one for each tenth of a millisecond
// that is begun. That others keep the processors busy meanwhile counts for nobody. So whoever asks
// what is dear gets no more of the threads than who asks what is cheap: with 10,000 a second as
// much as one thread has. What is large counts by its size, one for each four kibibytes: the line
// out of a node is scarce, too.
std::uint64_t count_of_read(std::chrono::nanoseconds worked, std::size_t answer_bytes = 0);

// What sending a body of so many bytes counts: one, and one more for each kibibyte that is begun,
// so that a parcel of many acts counts about as much as they do one by one. Where a thread works
// longer at it than half a millisecond for each, it counts by that: with 2,000 a second nobody has
// more than one thread.
std::uint64_t count_of_post(std::size_t body_bytes, std::chrono::nanoseconds worked = {});

}  // namespace linlian::api
