#include "api/address_rates.h"

#include <algorithm>

namespace linlian::api {
namespace {

ops::RateLimits limits_of(std::uint32_t per_second) {
    using std::chrono::seconds;
    if (per_second == 0) return {};
    return {.price = std::chrono::nanoseconds{seconds{1}} / per_second, .saved_max = seconds{2}};
}

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

AddressRates::AddressRates(std::uint32_t per_second) : rates_(limits_of(per_second)) {}

void AddressRates::charge_time(const Subscriber& who, Worked worked, Time now) {
    const auto count = count_of_read(worked.until) - count_of_read(worked.from);
    if (count > 0) rates_.charge(who, count, now.time_since_epoch());
}

std::uint64_t count_of_read(std::chrono::nanoseconds worked) {
    using Units = std::chrono::duration<std::int64_t, std::ratio<1, 10'000>>;
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(1, std::chrono::ceil<Units>(worked).count()));
}

std::uint64_t count_of_post(std::size_t body_bytes) { return 1 + (body_bytes + 1023) / 1024; }

}  // namespace linlian::api
