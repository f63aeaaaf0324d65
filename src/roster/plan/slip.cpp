// The slip as text: the code that is typed, the URI in its QR code, and the key that both lead to.

#include "roster/plan/slip.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "roster/custody/typed_code.h"
#include "roster/refuse.h"
#include "roster/text.h"

#include <fmt/format.h>

namespace linlian::roster {

namespace {

constexpr std::string_view uri_front = "linlian:slip?c=";
constexpr std::string_view seed_front = "&s=";
constexpr std::string_view number_front = "&n=";
constexpr std::size_t number_digits_max = 9;

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

}  // namespace linlian::roster
