// Areas as people write them, to hundredths of a square metre and back.

#include "roster/check/words/area_text.h"

#include "roster/refuse.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <array>

namespace linlian::roster {

namespace {

constexpr std::array<std::string_view, 6> units{"平方米", "平米", "㎡", "m²", "m2", "平"};
// So that it can be read as a number; area_centi_max is the limit of an area.
constexpr std::size_t whole_digits_max = 8;

}  // namespace

Result<std::int64_t> parse_area(std::string_view text) {
    auto bare = folded(text);
    if (bare.empty()) return refuse("AREA_MISSING");
    const std::vector<Figure> figures{{"area", trimmed(text)}};
    for (auto unit : units) {
        if (bare.ends_with(unit)) {
            bare.resize(bare.size() - unit.size());
            break;
        }
    }
    const bool is_negative = bare.starts_with('-');
    if (is_negative) bare.erase(0, 1);
    const auto point = bare.find('.');
    const std::string whole = bare.substr(0, point);
    std::string decimals = point == std::string::npos ? "0" : bare.substr(point + 1);
    if (!all_digits(whole) || !all_digits(decimals) || whole.size() > whole_digits_max)
        return refuse("AREA_MALFORMED", figures);
    // Noughts at the end say nothing.
    while (decimals.size() > 2 && decimals.back() == '0') decimals.pop_back();
    if (decimals.size() > 2) return refuse("AREA_TOO_FINE", figures);
    decimals.resize(2, '0');
    const std::int64_t centi = std::stoll(whole) * 100 + std::stoll(decimals);
    if (centi == 0 || is_negative) return refuse("AREA_ZERO", figures);
    if (centi > area_centi_max) return refuse("AREA_MALFORMED", figures);
    return centi;
}

std::string area_text(std::int64_t centi) {
    const auto size = centi < 0 ? -centi : centi;
    return fmt::format("{}{}.{:02}", centi < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace linlian::roster
