#include "engine/author_allowance.h"

#include "codec/refusal.h"
#include "engine/refusals.pb.h"

namespace linlian::engine {
namespace {

using std::chrono::milliseconds;

ops::RateLimits rates_of(const AllowanceLimits& limits) {
    if (limits.bytes_per_hour == 0) return {};
    const std::chrono::nanoseconds hour = std::chrono::hours{1};
    return {.price = hour / limits.bytes_per_hour,
            .saved_max = hour,
            .remembered_max = limits.authors_max};
}

}  // namespace

AuthorAllowance::AuthorAllowance(AllowanceLimits limits)
    : limits_(limits), rates_(rates_of(limits)) {}

Result<> AuthorAllowance::used_up(const Bytes& author, std::int64_t now_ms) {
    const auto wait = rates_.wait(author, milliseconds{now_ms});
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return refuse(v1::BYTES_USED_UP,
                  {{"megabytes", std::to_string(limits_.bytes_per_hour >> 20)},
                   {"seconds", std::to_string(std::max<std::int64_t>(1, seconds))}});
}

Result<> AuthorAllowance::check(BytesView author_key, std::int64_t now_ms) {
    const Bytes author{author_key};
    if (rates_.wait(author, milliseconds{now_ms}).count() == 0) return {};
    return used_up(author, now_ms);
}

Result<> AuthorAllowance::take(BytesView author_key, std::uint64_t bytes, std::int64_t now_ms) {
    const Bytes author{author_key};
    if (rates_.take(author, bytes, milliseconds{now_ms})) return {};
    return used_up(author, now_ms);
}

void AuthorAllowance::charge_refused(BytesView author_key, std::uint64_t bytes,
                                     std::int64_t now_ms) {
    if (limits_.refused_weight > 1)
        rates_.charge(Bytes{author_key}, bytes * (limits_.refused_weight - 1),
                      milliseconds{now_ms});
}

}  // namespace linlian::engine
