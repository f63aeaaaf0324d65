// Numbers as a workbook stores them, as the text that a person would have typed.

#include "roster/table/xlsx/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace linlian::roster {

namespace {

// Fifteen significant digits always survive a double, so shorter plain text is already exact.
constexpr std::ptrdiff_t digits_that_survive = 15;
// No area, number or phone is larger; such a text stays as it is.
constexpr double largest_written_out = 1e30;

// The shortest decimal that reads back to the same double, without an exponent.
std::string written_out(double number) {
    std::array<char, 64> text{};
    const auto wrote = std::to_chars(text.data(), text.data() + text.size(), std::fabs(number),
                                     std::chars_format::scientific);
    const std::string_view shortest{text.data(), static_cast<std::size_t>(wrote.ptr - text.data())};
    const auto at = shortest.find('e');
    std::string digits;
    for (char c : shortest.substr(0, at)) {
        if (c != '.') digits += c;
    }
    int exponent = 0;
    const auto exponent_text = shortest.substr(at + 1);
    const bool small = exponent_text.front() == '-';
    std::from_chars(exponent_text.data() + 1, exponent_text.data() + exponent_text.size(),
                    exponent);
    const auto places = static_cast<std::size_t>(exponent);
    if (small && places > 0) {
        digits = "0." + std::string(places - 1, '0') + digits;
    } else if (digits.size() <= places + 1) {
        digits.append(places + 1 - digits.size(), '0');
    } else {
        digits.insert(places + 1, ".");
    }
    return (number < 0 ? "-" : "") + digits;
}

}  // namespace

// What is not a number, or too large, comes back as it was stored.
std::string xlsx_number_text(std::string_view stored) {
    const bool plain = stored.find_first_not_of("-0123456789.") == std::string_view::npos;
    const auto digits =
        std::count_if(stored.begin(), stored.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (plain && digits <= digits_that_survive) return std::string{stored};
    double number = 0;
    const auto read = std::from_chars(stored.data(), stored.data() + stored.size(), number);
    if (read.ec != std::errc{} || read.ptr != stored.data() + stored.size() ||
        !(std::fabs(number) <= largest_written_out))
        return std::string{stored};
    return written_out(number);
}

}  // namespace linlian::roster
