// The slip as text: the code that is typed, the URI in its QR code, and the key that both lead to.

#include "roster/plan/slip.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "ops/address/link.h"
#include "roster/custody/typed_code.h"
#include "roster/refuse.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace linlian::roster {

namespace {

constexpr std::string_view uri_front = "linlian:slip";
constexpr std::size_t number_digits_max = 9;

// One form only: digits without leading noughts.
std::optional<std::uint32_t> read_number(const std::string& text) {
    if (!all_digits(text) || text.size() > number_digits_max) return std::nullopt;
    if (text.size() > 1 && text.starts_with('0')) return std::nullopt;
    return static_cast<std::uint32_t>(std::stoul(text));
}

}  // namespace

std::string slip_code(const Slip& slip) { return grouped_code(code_of(slip.seed)); }

std::string slip_uri(const Slip& slip) {
    return ops::link(uri_front, {{"c", to_hex(slip.community.view())},
                                 {"s", code_of(slip.seed)},
                                 {"n", std::to_string(slip.number)}});
}

// These three in this order, and nothing besides.
Result<Slip> parse_slip_uri(std::string_view uri) {
    const auto read = ops::read_link(uri, uri_front);
    if (!read || read->size() != 3) return refuse("SLIP_URI");
    const auto& [c, community_text] = (*read)[0];
    const auto& [s, code] = (*read)[1];
    const auto& [n, number_text] = (*read)[2];
    if (c != "c" || s != "s" || n != "n") return refuse("SLIP_URI");
    const auto community = fixed_from_hex<Hash32>(community_text);
    const auto number = read_number(number_text);
    if (!community || !number) return refuse("SLIP_URI");
    const auto seed = TRY(parse_code(code));
    return Slip{*community, seed, *number};
}

Hash32 derive_slip_key_seed(const Id16& seed, const Hash32& community) {
    return tagged_hash("linlian/slip-key", seed.bytes() + community.bytes());
}

}  // namespace linlian::roster
