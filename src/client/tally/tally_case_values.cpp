// Areas are texts with two decimals at most, because a JSON number with a point would go through
// binary fractions.
#include "client/tally/tally_case_values.h"

#include "tally/tally.h"

#include <charconv>

namespace linlian::client {

namespace {

// Hundredths of a square metre.
constexpr std::size_t decimals_max = 2;

// Digits alone, and no more than fit.
std::optional<std::uint64_t> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return {};
    return number;
}

}  // namespace

// The whole part is bounded first, so that the product fits.
std::optional<std::uint64_t> area_centi_of(const std::string& text) {
    const auto point = text.find('.');
    const auto whole = number_of(std::string_view{text}.substr(0, point));
    std::string decimals = "0";
    if (point != std::string::npos) decimals = text.substr(point + 1);
    if (!whole || *whole > tally::figure_max / 100 || decimals.size() > decimals_max) return {};
    const auto is_whole = number_of(decimals).has_value();
    decimals.resize(decimals_max, '0');
    const auto centi = number_of(decimals);
    if (!is_whole || !centi || *whole * 100 + *centi > tally::figure_max) return {};
    return *whole * 100 + *centi;
}

std::optional<tally::v1::Threshold> share_of(std::string_view text, bool strict) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return {};
    const auto num = number_of(text.substr(0, slash));
    const auto den = number_of(text.substr(slash + 1));
    if (!num || !den || *num == 0 || *den > tally::threshold_den_max) return {};
    if (strict ? *num >= *den : *num > *den) return {};
    tally::v1::Threshold threshold;
    threshold.set_num(*num);
    threshold.set_den(*den);
    threshold.set_strict(strict);
    return threshold;
}

}  // namespace linlian::client
