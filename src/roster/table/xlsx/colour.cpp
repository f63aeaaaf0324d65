// How bright a colour is, from 0 black to 1 white, in each of the ways in which a workbook may name
// one. Nothing where that cannot be told: the cell is then taken for one that cannot be read.

#include "roster/table/xlsx/colour.h"

#include "roster/table/xlsx/xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace linlian::roster {
namespace {

constexpr double black = 0;
constexpr double white = 1;
// No palette and no theme has so many.
constexpr unsigned number_none = 9999;

// Of the eight basic colours, twice, and of the forty-eight that follow them.
constexpr std::array<std::string_view, 56> palette{
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF",
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"};

// "FF" for opaque, then red, green and blue, two hexadecimal digits each.
Brightness of_rgb(std::string_view rgb) {
    // How much red, green and blue count for the eye.
    constexpr std::array<double, 3> weights{0.299, 0.587, 0.114};
    constexpr double most = 255;
    if (rgb.size() == 8) rgb.remove_prefix(2);
    if (rgb.size() != 6) return std::nullopt;
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        unsigned part = 0;
        const char* end = rgb.data() + 2 * i + 2;
        if (std::from_chars(rgb.data() + 2 * i, end, part, 16).ptr != end) return std::nullopt;
        sum += weights[i] * part / most;
    }
    return sum;
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// The one child of this name, whatever its prefix is; empty where there are several.
pugi::xml_node one_child(const pugi::xml_node& parent, std::string_view name) {
    pugi::xml_node found;
    for (const auto& child : parent.children()) {
        if (local_name(child) != name) continue;
        if (found) return {};
        found = child;
    }
    return found;
}

// The colours of a theme in the order in which styles count them: light before dark.
std::vector<Brightness> colours_of_theme(const std::string& part) {
    constexpr std::array<std::string_view, 12> names{"lt1",     "dk1",     "lt2",     "dk2",
                                                     "accent1", "accent2", "accent3", "accent4",
                                                     "accent5", "accent6", "hlink",   "folHlink"};
    constexpr std::size_t bytes_max = std::size_t{1} << 20;
    pugi::xml_document document;
    const bool is_read = part.size() <= bytes_max && document.load_buffer(part.data(), part.size());
    const auto scheme =
        one_child(one_child(one_child(document, "theme"), "themeElements"), "clrScheme");
    std::vector<Brightness> colours(names.size());
    for (std::size_t i = 0; is_read && i < names.size(); ++i) {
        const auto colour = one_child(scheme, names[i]);
        const auto own = one_child(colour, "srgbClr");
        const auto system = one_child(colour, "sysClr");
        if (own && !system && !own.first_child())
            colours[i] = of_rgb(own.attribute("val").value());
        else if (system && !own && !system.first_child())
            colours[i] = of_rgb(system.attribute("lastClr").value());
    }
    return colours;
}

}  // namespace

// `otherwise` where the text is no number, or not all of it.
double number_or(std::string_view text, double otherwise) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return is_whole && !text.empty() ? number : otherwise;
}

Result<Colours> Colours::of(const std::string& theme, const pugi::xml_node& styles) {
    Colours colours;
    if (!theme.empty()) colours.theme_ = colours_of_theme(theme);
    const auto own = TRY(child_named(styles, "colors"));
    const auto indexed = TRY(children_named(own, "indexedColors"));
    colours.has_own_palette_ = !indexed.empty();
    return colours;
}

// 64 and 65 are those of the system for text and what is behind it.
Brightness Colours::of_index(unsigned number) const {
    constexpr unsigned basic = 8;
    constexpr unsigned system_text = 64;
    constexpr unsigned system_ground = 65;
    if (number == system_text) return black;
    if (number == system_ground) return white;
    if (has_own_palette_) return std::nullopt;
    const auto at = number < basic ? number : number - basic;
    return at < palette.size() ? of_rgb(palette[at]) : std::nullopt;
}

Result<Brightness> Colours::brightness_of(const pugi::xml_node& colour, double otherwise) const {
    if (!colour) return Brightness{otherwise};
    const auto rgb = attribute_named(colour, "rgb");
    const auto theme = attribute_named(colour, "theme");
    const auto index = attribute_named(colour, "indexed");
    const auto tint = attribute_named(colour, "tint");
    for (const auto* read : {&rgb, &theme, &index, &tint})
        if (!*read) return tl::unexpected(read->error());
    const auto number = [](std::string_view text) {
        return static_cast<unsigned>(std::clamp(number_or(text, number_none), 0.0, 9999.0));
    };
    // Of two ways to say it, programs take now the one and now the other.
    if (int{!rgb->empty()} + int{!theme->empty()} + int{!index->empty()} > 1) return Brightness{};
    Brightness brightness = otherwise;
    if (!rgb->empty()) brightness = of_rgb(*rgb);
    if (!theme->empty())
        brightness = number(*theme) < theme_.size() ? theme_[number(*theme)] : std::nullopt;
    if (!index->empty()) brightness = of_index(number(*index));
    if (!brightness || tint->empty()) return brightness;
    // A tint below 0 darkens by that part, above 0 it lightens.
    const auto by = std::clamp(number_or(*tint, 0), -1.0, 1.0);
    return Brightness{by < 0 ? *brightness * (1 + by) : *brightness * (1 - by) + by};
}

}  // namespace linlian::roster
