// Rates of requests for each address: what counts as one, and whose an address is.

#include "api/server/address_rates.h"

#include <algorithm>

namespace linlian::api {
namespace {

// Two seconds' worth may be saved up. 0: no limit.
ops::RateLimits limits_of(std::uint32_t per_second) {
    using std::chrono::seconds;
    if (per_second == 0) return {};
    return {.price = std::chrono::nanoseconds{seconds{1}} / per_second, .saved_max = seconds{2}};
}

// How many units of this length, of a second, are begun.
template <class Unit>
std::uint64_t begun(std::chrono::nanoseconds time) {
    using Units = std::chrono::duration<std::uint64_t, Unit>;
    return std::chrono::ceil<Units>(time).count();
}

}  // namespace

// One address is one subscriber; the first byte keeps both kinds apart.
Subscriber Subscriber::of_v4(const std::array<std::uint8_t, 4>& address) {
    Subscriber who;
    who.bytes[0] = 4;
    std::copy(address.begin(), address.end(), who.bytes.begin() + 1);
    return who;
}

Subscriber Subscriber::of_v6(const std::array<std::uint8_t, 16>& address) {
    // IPv4 written as IPv6 (::ffff:a.b.c.d) counts as IPv4.
    static constexpr std::array<std::uint8_t, 12> wrapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};
    if (std::equal(wrapped.begin(), wrapped.end(), address.begin()))
        return of_v4({address[12], address[13], address[14], address[15]});
    Subscriber who;
    who.bytes[0] = 6;
    // A subscriber has a whole network of addresses, of which the first 56 bits are the same.
    std::copy_n(address.begin(), 7, who.bytes.begin() + 1);
    return who;
}

AddressRates::AddressRates(std::uint32_t per_second) : rates_(limits_of(per_second)) {}

// One for each begun 4 KiB of the answer or 0.1 ms of work, whichever is more.
std::uint64_t count_of_read(std::chrono::nanoseconds worked, std::size_t answer_bytes) {
    return std::max<std::uint64_t>(
        {1, (answer_bytes + 4095) / 4096, begun<std::ratio<1, 10'000>>(worked)});
}

// One, and one for each begun KiB of the body; or one for each begun 0.5 ms of work, if that is
// more.
std::uint64_t count_of_post(std::size_t body_bytes, std::chrono::nanoseconds worked) {
    return std::max<std::uint64_t>(1 + (body_bytes + 1023) / 1024,
                                   begun<std::ratio<1, 2'000>>(worked));
}

}  // namespace linlian::api
