// Figures are read exactly or not at all: whole heads, and areas as texts with two decimals at
// most, because a JSON number with a point would go through binary fractions.
#include "client/tally/tally_case_values.h"

#include "client/client.pb.h"
#include "codec/refusal.h"
#include "tally/tally.h"

#include <algorithm>
#include <charconv>

namespace linlian::client {

namespace {

// Hundredths of a square metre.
constexpr std::size_t decimals_max = 2;

// Digits alone, and no more than fit.
std::optional<std::uint64_t> number_of(std::string_view digits) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) return {};
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return {};
    return number;
}

// "12", "12.5" and "12.50" are areas; "12.", ".5", "-1" and "1e3" are none. The whole part is
// bounded first, so that the product fits.
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

// A share between nothing and all. "At least 3/3" can be reached; "more than 3/3" cannot, and is
// refused as a mistake.
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

}  // namespace

// Negative numbers, fractions and texts are none of it.
Result<std::uint64_t> read_heads(const Place& place) {
    const auto& value = place.value();
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > tally::figure_max)
        return refuse(v1::CASE_HEADS_WRONG,
                      {{"path", place.path()}, {"limit", std::to_string(tally::figure_max)}});
    return value.get<std::uint64_t>();
}

Result<std::uint64_t> read_area(const Place& place) {
    const auto& value = place.value();
    const auto centi =
        value.is_string() ? area_centi_of(value.get_ref<const std::string&>()) : std::nullopt;
    if (!centi) return refuse(v1::CASE_AREA_WRONG, {{"path", place.path()}});
    return *centi;
}

Result<tally::v1::Figures> read_figures(const Place& place) {
    tally::v1::Figures figures;
    TRY(place.has_only({"heads", "area"}));
    if (const auto heads = place.find("heads")) {
        const auto count = TRY(read_heads(*heads));
        figures.mutable_heads()->set_value(count);
    }
    if (const auto area = place.find("area")) {
        const auto centi = TRY(read_area(*area));
        figures.mutable_area_centi()->set_value(centi);
    }
    return figures;
}

Result<tally::v1::Threshold> read_share(const Place& place, bool strict) {
    const auto& value = place.value();
    auto share =
        value.is_string() ? share_of(value.get_ref<const std::string&>(), strict) : std::nullopt;
    if (!share) return refuse(v1::CASE_SHARE_WRONG, {{"path", place.path()}});
    return std::move(*share);
}

// Co-owners are a set of names, for they vote as one. A name that stands there twice is a mistake
// and not a second owner.
Result<tally::Owner> read_owner(const Place& place) {
    if (!place.value().is_array()) {
        auto name = TRY(place.text());
        return tally::Owner{std::move(name)};
    }
    const auto names = TRY(place.list());
    tally::Owner owner;
    for (const auto& entry : names) {
        auto name = TRY(entry.text());
        if (!owner.insert(std::move(name)).second)
            return refuse(v1::CASE_TWICE, {{"path", entry.path()}});
    }
    if (owner.empty()) return refuse(v1::CASE_EMPTY, {{"path", place.path()}});
    return owner;
}

}  // namespace linlian::client
