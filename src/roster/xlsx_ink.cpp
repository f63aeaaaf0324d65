#include "roster/xlsx_ink.h"

#include "roster/xlsx_xml.h"

#include <array>
#include <charconv>
#include <cmath>

namespace linlian::roster {
namespace {

constexpr double black = 0;
constexpr double white = 1;
constexpr double between = 0.5;    // of colours that are neither
constexpr double size_usual = 11;  // points
constexpr double size_min = 5;     // what is smaller is not readable
constexpr double contrast_min = 0.2;

template <class Number>
Number number_or(std::string_view text, Number otherwise) {
    Number number{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return is_whole && !text.empty() ? number : otherwise;
}

// "FF" for opaque, then red, green and blue, two hexadecimal digits each.
double brightness_of_rgb(std::string_view rgb) {
    constexpr std::array<double, 3> weights{0.299, 0.587, 0.114};
    constexpr double most = 255;
    if (rgb.size() == 8) rgb.remove_prefix(2);
    if (rgb.size() != 6) return between;
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        unsigned part = 0;
        std::from_chars(rgb.data() + 2 * i, rgb.data() + 2 * i + 2, part, 16);
        sum += weights[i] * part / most;
    }
    return sum;
}

double brightness_of_theme(unsigned number) {
    constexpr std::array<double, 4> first{white, black, 0.93, 0.25};
    return number < first.size() ? first[number] : between;
}

// Eight colours, twice; 64 and 65 are those of the system for text and what is behind it.
double brightness_of_index(unsigned number) {
    constexpr std::array<double, 8> basic{black, white, 0.3, 0.59, 0.11, 0.89, 0.41, 0.7};
    constexpr unsigned system_text = 64;
    constexpr unsigned system_ground = 65;
    if (number == system_text) return black;
    if (number == system_ground) return white;
    return number < 2 * basic.size() ? basic[number % basic.size()] : between;
}

Result<double> brightness_of(const pugi::xml_node& colour, double otherwise) {
    if (!colour) return otherwise;
    const auto rgb = attribute_named(colour, "rgb");
    const auto theme = attribute_named(colour, "theme");
    const auto index = attribute_named(colour, "indexed");
    const auto tint = attribute_named(colour, "tint");
    for (const auto* read : {&rgb, &theme, &index, &tint})
        if (!*read) return tl::unexpected(read->error());
    double brightness = otherwise;
    if (!rgb->empty())
        brightness = brightness_of_rgb(*rgb);
    else if (!theme->empty())
        brightness = brightness_of_theme(number_or(*theme, 99U));
    else if (!index->empty())
        brightness = brightness_of_index(number_or(*index, 99U));
    const auto by = number_or(*tint, 0.0);
    return by < 0 ? brightness * (1 + by) : brightness * (1 - by) + by;
}

// The attribute val of a child, "" where there is none.
Result<std::string_view> value_of(const pugi::xml_node& node, std::string_view child) {
    const auto found = child_named(node, child);
    if (!found) return tl::unexpected(found.error());
    return attribute_named(*found, "val");
}

Result<double> brightness_of_fill(const pugi::xml_node& fill) {
    const auto pattern = child_named(fill, "patternFill");
    if (!pattern) return tl::unexpected(pattern.error());
    const auto type = attribute_named(*pattern, "patternType");
    if (!type) return tl::unexpected(type.error());
    if (*type != "solid") return white;
    const auto colour = child_named(*pattern, "fgColor");
    if (!colour) return tl::unexpected(colour.error());
    return brightness_of(*colour, black);
}

Result<std::vector<pugi::xml_node>> listed(const pugi::xml_node& styles, std::string_view list,
                                           std::string_view entry) {
    const auto found = child_named(styles, list);
    if (!found) return tl::unexpected(found.error());
    return children_named(*found, entry);
}

}  // namespace

Result<Inks> Inks::of(const pugi::xml_node& styles) {
    Inks inks;
    const auto fonts = listed(styles, "fonts", "font");
    if (!fonts) return tl::unexpected(fonts.error());
    for (const auto& font : *fonts) {
        const auto size = value_of(font, "sz");
        const auto colour = child_named(font, "color");
        if (!size) return tl::unexpected(size.error());
        if (!colour) return tl::unexpected(colour.error());
        const auto brightness = brightness_of(*colour, black);
        if (!brightness) return tl::unexpected(brightness.error());
        inks.fonts_.push_back({number_or(*size, size_usual), *brightness});
    }
    const auto fills = listed(styles, "fills", "fill");
    if (!fills) return tl::unexpected(fills.error());
    for (const auto& fill : *fills) {
        const auto brightness = brightness_of_fill(fill);
        if (!brightness) return tl::unexpected(brightness.error());
        inks.fills_.push_back(*brightness);
    }
    return inks;
}

bool Inks::is_faint(std::string_view font, std::string_view fill) const {
    const auto font_at = number_or(font, std::size_t{0});
    const auto fill_at = number_or(fill, std::size_t{0});
    const auto ink = font_at < fonts_.size() ? fonts_[font_at] : Font{size_usual, black};
    const auto ground = fill_at < fills_.size() ? fills_[fill_at] : white;
    return ink.size < size_min || std::abs(ink.brightness - ground) < contrast_min;
}

}  // namespace linlian::roster
