// The slip as text: the code that is typed, the URI in its QR code, and the key that both lead to.

#include "roster/plan/slip.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "ops/time/beijing_time.h"
#include "roster/custody/typed_code.h"
#include "roster/refuse.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::roster {

namespace {

constexpr std::string_view uri_front = "linlian:slip?c=";
constexpr std::string_view seed_front = "&s=";
constexpr std::string_view number_front = "&n=";
constexpr std::size_t number_digits_max = 9;
constexpr std::int64_t last_ms = 8'000 * 365 * ms_per_day;  // beyond it no date has four digits

// Takes `front` off the text; false when it does not begin so.
bool take(std::string_view& text, std::string_view front) {
    if (!text.starts_with(front)) return false;
    text.remove_prefix(front.size());
    return true;
}

// What stands before `end`, or all of it; `end` itself stays.
std::string_view take_until(std::string_view& text, char end) {
    const auto part = text.substr(0, text.find(end));
    text.remove_prefix(part.size());
    return part;
}

}  // namespace

std::string slip_code(const Slip& slip) { return grouped_code(code_of(slip.seed)); }

std::string slip_uri(const Slip& slip) {
    return fmt::format("{}{}{}{}{}{}", uri_front, to_hex(slip.community.view()), seed_front,
                       code_of(slip.seed), number_front, slip.number);
}

// One form only: no other order, no leading noughts, nothing behind the number.
Result<Slip> parse_slip_uri(std::string_view uri) {
    Slip slip;
    if (!take(uri, uri_front)) return refuse("SLIP_URI");
    const auto community = fixed_from_hex<Hash32>(take_until(uri, '&'));
    if (!community || !take(uri, seed_front)) return refuse("SLIP_URI");
    slip.community = *community;
    const auto code = take_until(uri, '&');
    if (!take(uri, number_front)) return refuse("SLIP_URI");
    if (!all_digits(uri) || uri.size() > number_digits_max) return refuse("SLIP_URI");
    if (uri.size() > 1 && uri.starts_with('0')) return refuse("SLIP_URI");
    slip.number = static_cast<std::uint32_t>(std::stoul(std::string{uri}));
    auto seed = TRY(parse_code(code));
    slip.seed = seed;
    return slip;
}

Hash32 derive_slip_key_seed(const Id16& seed, const Hash32& community) {
    return tagged_hash("linlian/slip-key", seed.bytes() + community.bytes());
}

// An end at midnight is shown as the day before, which is the last on which it holds.
std::string civil_end_text(Timestamp end) {
    const auto ms = std::clamp(end.ms, std::int64_t{0}, last_ms);
    const auto of_day = (ms + beijing_offset_ms) % ms_per_day;
    if (of_day == 0) return ops::civil_date_text({ms - 1});
    return fmt::format("{} {:02}:{:02}", ops::civil_date_text({ms}), of_day / ms_per_hour,
                       of_day % ms_per_hour / ms_per_minute);
}

}  // namespace linlian::roster
