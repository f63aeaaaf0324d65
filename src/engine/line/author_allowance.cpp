// What one account may cost in a time: bytes sent, rows written, rows looked at. Each is a rate
// (ops/rates.h) in which unused time is saved up to a limit; the four tables below turn the limits
// of the options into prices. A limit of 0 turns the rate off.

#include "engine/line/author_allowance.h"

#include "base/check.h"
#include "codec/field.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"
#include "engine/refusals.pb.h"

#include <algorithm>
#include <set>

namespace linlian::engine {
namespace {

using std::chrono::milliseconds;

// More than a line of the dearest acts writes.
constexpr std::chrono::nanoseconds owed_rows_max = std::chrono::hours{24 * 365 * 50};

// The price of one byte, as time.
ops::RateLimits rates_of(const AllowanceLimits& limits) {
    if (limits.bytes_per_hour == 0) return {};
    const std::chrono::nanoseconds hour = std::chrono::hours{1};
    return {.price = hour / limits.bytes_per_hour,
            .saved_max = hour,
            .remembered_max = limits.authors_max,
            // What a full line of one author owes where all of it is refused.
            .owed_max = 4 * hour};
}

// The price of one written row; unused days are saved.
ops::RateLimits rows_of(const AllowanceLimits& limits) {
    if (limits.bytes_per_hour == 0 || limits.rows_per_day == 0) return {};
    const std::chrono::nanoseconds day = std::chrono::hours{24};
    return {.price = day / limits.rows_per_day,
            .saved_max = limits.rows_saved_days * day,
            .remembered_max = limits.authors_max,
            .owed_max = owed_rows_max};
}

// One act that writes many passes once in as long as it takes to save up for it.
ops::RateLimits few_rows_of(const AllowanceLimits& limits) {
    if (limits.few_rows_per_day == 0) return {};
    const std::chrono::nanoseconds day = std::chrono::hours{24};
    return {.price = day / limits.few_rows_per_day,
            .saved_max = day,
            .remembered_max = limits.authors_max,
            .owed_max = limits.rows_saved_days * day};
}

// The price of one row that acts look at.
ops::RateLimits looks_of(const AllowanceLimits& limits) {
    if (limits.bytes_per_hour == 0 || limits.looks_per_hour == 0) return {};
    const std::chrono::nanoseconds hour = std::chrono::hours{1};
    return {.price = hour / limits.looks_per_hour,
            .saved_max = 4 * hour,
            .remembered_max = limits.authors_max,
            .owed_max = hour};
}

std::string seconds_of(std::chrono::nanoseconds wait) {
    return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

// Those that were refused, and those that were passed over: but not what was repeated, which
// anybody can send again in its author's name, nor what expired in a line that others had filled.
std::set<Hash32> came_to_nothing(const machine::BlockResult& result) {
    static const std::set<std::string> of_others{codec::make_refusal(machine::v1::REPEATED).code,
                                                 codec::make_refusal(machine::v1::EXPIRED).code};
    std::set<Hash32> ids;
    for (const auto& receipt : result.receipts) {
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        if (!receipt.leaf().refusal().empty()) ids.insert(id);
    }
    for (const auto& passed : result.passed_over)
        if (!of_others.contains(passed.reason.code)) ids.insert(passed.id);
    return ids;
}

}  // namespace

// A member has one account for all keys; what is no member's counts by its key.
Bytes account_of(const machine::Author& author) {
    return author.member.is_zero() ? author.key : author.member.bytes();
}

AuthorAllowance::AuthorAllowance(AllowanceLimits limits)
    : limits_(limits),
      rates_(rates_of(limits)),
      rows_(rows_of(limits)),
      few_rows_(few_rows_of(limits)),
      looks_(looks_of(limits)) {}

// The seconds in the refusals are those until the account may send again.
Result<> AuthorAllowance::check(const Bytes& account, std::int64_t now_ms) {
    if (const auto wait = rates_.wait(account, milliseconds{now_ms}); wait.count() > 0)
        return refuse(v1::BYTES_USED_UP,
                      {{"megabytes", std::to_string(limits_.bytes_per_hour >> 20)},
                       {"seconds", seconds_of(wait)}});
    if (const auto wait = looks_.wait(account, milliseconds{now_ms}); wait.count() > 0)
        return refuse(v1::LOOKS_USED_UP, {{"rows", std::to_string(limits_.looks_per_hour)},
                                          {"seconds", seconds_of(wait)}});
    return {};
}

// The shorter of the two waits: either allowance is enough.
Result<> AuthorAllowance::check_rows(const Bytes& account, std::int64_t now_ms) {
    auto wait = rows_.wait(account, milliseconds{now_ms});
    if (limits_.few_rows_per_day > 0)
        wait = std::min(wait, few_rows_.wait(account, milliseconds{now_ms}));
    return check_wait(wait);
}

// For an act that carries another one, which writes rows when it is carried out, the few rows are
// not enough.
Result<> AuthorAllowance::check_carried(const machine::OpenedTransaction& tx, const Bytes& account,
                                        std::int64_t now_ms) {
    if (!codec::carries_act(*tx.act_entry().type)) return {};
    return check_wait(rows_.wait(account, milliseconds{now_ms}));
}

Result<> AuthorAllowance::check_wait(std::chrono::nanoseconds wait) const {
    if (wait.count() <= 0) return {};
    return refuse(v1::ROWS_USED_UP, {{"rows", std::to_string(limits_.rows_per_day)},
                                     {"days", std::to_string(limits_.rows_saved_days)},
                                     {"seconds", seconds_of(wait)}});
}

// Once the large allowance is used up, the few rows of a day pay too; the debt in the large one
// grows all the same.
void AuthorAllowance::charge_rows(const Bytes& account, std::uint64_t rows, std::int64_t now_ms) {
    const milliseconds now{now_ms};
    if (rows_.wait(account, now).count() > 0) few_rows_.charge(account, rows, now);
    rows_.charge(account, rows, now);
}

// When it is done is for those who support it: it takes nobody's vote or veto.
void AuthorAllowance::charge_rows_of_motion(const Bytes& proposer, std::uint64_t rows,
                                            std::int64_t now_ms) {
    rows_.charge(proposer, rows, milliseconds{now_ms});
}

std::uint64_t AuthorAllowance::counted_bytes(const machine::OpenedTransaction& tx,
                                             Timestamp now) const {
    // The id is kept in memory until the act expires, so that its bytes count for each hour of
    // that, one at least. What expires within a minute counts as what is refused does.
    const auto left_ms = tx.expires().ms - now.ms;
    if (left_ms < ms_per_minute) return tx.bytes().size() * limits_.refused_weight;
    const auto lifetime_ms = static_cast<std::uint64_t>(std::max(ms_per_hour, left_ms));
    return tx.bytes().size() * lifetime_ms / ms_per_hour;
}

void AuthorAllowance::charge(const Bytes& account, std::uint64_t bytes, std::int64_t now_ms) {
    rates_.charge(account, bytes, milliseconds{now_ms});
}

void AuthorAllowance::charge_for(const AppliedBlock& block, const AccountOfAct& account,
                                 std::int64_t now_ms) {
    charge_nothing(block, account, now_ms);
    if (limits_.bytes_per_hour == 0) return;
    for (const auto& [id, by, rows, looks] : block.result.caused) {
        const auto author = account(id);
        looks_.charge(by.is_zero() ? author : by.bytes(), looks, milliseconds{now_ms});
        if (limits_.rows_per_day == 0 || rows == 0) continue;
        // What somebody proposes and carries out alone is as any act of theirs.
        if (by.is_zero() || by.view() == author)
            charge_rows(author, rows, now_ms);
        else
            charge_rows_of_motion(by.bytes(), rows, now_ms);
    }
}

// What came to nothing.
void AuthorAllowance::charge_nothing(const AppliedBlock& block, const AccountOfAct& account,
                                     std::int64_t now_ms) {
    if (limits_.refused_weight < 2) return;
    const auto nothing = came_to_nothing(block.result);
    if (nothing.empty()) return;
    for (const auto& tx : block.transactions) {
        if (nothing.contains(tx.id()))
            charge(account(tx.id()), tx.bytes().size() * (limits_.refused_weight - 1), now_ms);
    }
}

}  // namespace linlian::engine
