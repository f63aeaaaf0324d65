// Whether letters can be seen: their size, and how far their brightness is from that of what is
// behind them. What cannot be told counts as faint.

#include "roster/table/xlsx/ink.h"

#include "roster/table/xlsx/xml.h"

#include <algorithm>
#include <cmath>

namespace linlian::roster {
namespace {

constexpr double black = 0;
constexpr double white = 1;
constexpr double size_usual = 11;  // points
constexpr double size_min = 5;     // what is smaller is not readable
// Of 0 to 1; below it letters and ground look alike.
constexpr double contrast_min = 0.2;

// Styles name fonts and fills by number; none is the first.
std::size_t place_or_first(std::string_view text) {
    constexpr double most = 1'000'000;
    return static_cast<std::size_t>(std::clamp(number_or(text, 0), 0.0, most));
}

// The attribute val of a child, "" where there is none.
Result<std::string_view> value_of(const pugi::xml_node& node, std::string_view child) {
    const auto found = TRY(child_named(node, child));
    return attribute_named(found, "val");
}

// Gradients and patterns have no one brightness: nothing.
Result<Brightness> brightness_of_fill(const pugi::xml_node& fill, const Colours& colours) {
    const auto gradient = child_named(fill, "gradientFill");
    const auto pattern = child_named(fill, "patternFill");
    if (!gradient) return tl::unexpected(gradient.error());
    if (!pattern) return tl::unexpected(pattern.error());
    if (*gradient) return Brightness{};
    const auto type = TRY(attribute_named(*pattern, "patternType"));
    if (type.empty() || type == "none") return Brightness{white};
    if (type != "solid") return Brightness{};
    const auto colour = TRY(child_named(*pattern, "fgColor"));
    return colours.brightness_of(colour, black);
}

Result<std::vector<pugi::xml_node>> listed(const pugi::xml_node& styles, std::string_view list,
                                           std::string_view entry) {
    const auto found = TRY(child_named(styles, list));
    return children_named(found, entry);
}

}  // namespace

// Where a font says nothing: black and of the usual size.
Result<Ink> Inks::ink_of(const pugi::xml_node& font) const {
    const auto size = value_of(font, "sz");
    const auto colour = child_named(font, "color");
    if (!size) return tl::unexpected(size.error());
    if (!colour) return tl::unexpected(colour.error());
    const auto brightness = TRY(colours_.brightness_of(*colour, black));
    return Ink{number_or(*size, size_usual), brightness};
}

Result<Inks> Inks::of(const pugi::xml_node& styles, const std::string& theme) {
    Inks inks;
    auto colours = TRY(Colours::of(theme, styles));
    inks.colours_ = std::move(colours);
    const auto fonts = TRY(listed(styles, "fonts", "font"));
    for (const auto& font : fonts) {
        const auto ink = TRY(inks.ink_of(font));
        inks.fonts_.push_back(ink);
    }
    const auto fills = TRY(listed(styles, "fills", "fill"));
    for (const auto& fill : fills) {
        const auto brightness = TRY(brightness_of_fill(fill, inks.colours_));
        inks.fills_.push_back(brightness);
    }
    return inks;
}

bool Inks::is_faint(std::string_view font, std::string_view fill) const {
    const auto at = place_or_first(font);
    return is_faint(at < fonts_.size() ? fonts_[at] : Ink{size_usual, black}, fill);
}

bool Inks::is_faint(const Ink& ink, std::string_view fill) const {
    const auto at = place_or_first(fill);
    const auto ground = at < fills_.size() ? fills_[at] : Brightness{white};
    return !ink.brightness || !ground || ink.size < size_min ||
           std::abs(*ink.brightness - *ground) < contrast_min;
}

}  // namespace linlian::roster
