// The formats that cells point to by their style: whether they disguise numbers or texts, round
// them, or make them faint. Read once for a workbook.

#include "roster/table/xlsx/formats.h"

#include "roster/refuse.h"
#include "roster/table/xlsx/xml.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace linlian::roster {
namespace {

// The formats that every program knows by their number alone: 5 to 8 and 37 to 44 are sums of
// money, 11 and 48 have exponents, 49 is text. The others are shares, fractions and dates.
bool is_plain_number(std::uint32_t id) {
    return id <= 8 || id == 11 || (id >= 37 && id <= 44) || id == 48 || id == 49;
}
// From here on numbers are the workbook's own.
constexpr std::uint32_t own_formats_from = 164;

// Of these, how many digits behind the point they show.
std::optional<std::size_t> decimals_of_known(std::uint32_t id) {
    if (id == 0 || id == 11 || id >= 48) return std::nullopt;
    constexpr std::array<std::uint32_t, 8> of_two{2, 4, 7, 8, 39, 40, 43, 44};
    return std::ranges::find(of_two, id) == of_two.end() ? 0 : 2;
}

// Digits alone; nothing for any other text.
std::optional<std::uint32_t> number_of(std::string_view text) {
    std::uint32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

// The codes of a workbook by their numbers; they point into the document.
Result<std::map<std::uint32_t, std::string_view>> codes_of(const pugi::xml_node& styles) {
    std::map<std::uint32_t, std::string_view> codes;
    const auto list = TRY(child_named(styles, "numFmts"));
    const auto all = TRY(children_named(list, "numFmt"));
    for (const auto& format : all) {
        const auto id = attribute_named(format, "numFmtId");
        const auto code = attribute_named(format, "formatCode");
        if (!id) return tl::unexpected(id.error());
        if (!code) return tl::unexpected(code.error());
        const auto number = number_of(*id);
        // Of two codes under one number, programs take now the one and now the other.
        if (!number || !codes.emplace(*number, *code).second) return refuse("XLSX_BROKEN");
    }
    return codes;
}

// Letters that shrink, are pushed out of the cell or fill it again and again.
Result<bool> is_out_of_sight(const pugi::xml_node& style) {
    constexpr double indent_max = 15;
    const auto alignment = TRY(child_named(style, "alignment"));
    const auto across = attribute_named(alignment, "horizontal");
    const auto indent = attribute_named(alignment, "indent");
    const auto shrinks = attribute_named(alignment, "shrinkToFit");
    for (const auto* read : {&across, &indent, &shrinks})
        if (!*read) return tl::unexpected(read->error());
    const bool is_shrunk = !shrinks->empty() && *shrinks != "0" && *shrinks != "false";
    return *across == "fill" || is_shrunk || number_or(*indent, 0) > indent_max;
}

// Whether the list is there and has such an entry.
Result<bool> has_entries(const pugi::xml_node& styles, std::string_view list,
                         std::string_view entry) {
    const auto found = TRY(child_named(styles, list));
    const auto all = TRY(children_named(found, entry));
    return !all.empty();
}

}  // namespace

Result<CellFormats> CellFormats::of(XlsxPackage& package, const std::string& path,
                                    const std::string& theme) {
    CellFormats formats;
    if (path.empty()) return formats;
    auto part = TRY(package.part(path));
    pugi::xml_document document;
    TRY(parse(document, part));
    const auto styles = document.document_element();
    const auto codes = TRY(codes_of(styles));
    const auto theme_part = TRY(theme.empty() ? Result<std::string>{} : package.part(theme));
    auto inks = TRY(Inks::of(styles, theme_part));
    formats.inks_ = std::move(inks);
    const auto looks = TRY(has_entries(styles, "dxfs", "dxf"));
    formats.has_table_looks_ = looks;
    const auto list = TRY(child_named(styles, "cellXfs"));
    const auto all = TRY(children_named(list, "xf"));
    for (const auto& style : all) {
        auto format = TRY(formats.read_format(style, codes));
        formats.by_style_.push_back(std::move(format));
    }
    return formats;
}

Result<CellFormats::Format> CellFormats::read_format(
    const pugi::xml_node& style, const std::map<std::uint32_t, std::string_view>& codes) const {
    const auto text = attribute_named(style, "numFmtId");
    const auto font = attribute_named(style, "fontId");
    const auto fill = attribute_named(style, "fillId");
    for (const auto* read : {&text, &font, &fill})
        if (!*read) return tl::unexpected(read->error());
    const auto hides = TRY(is_out_of_sight(style));
    const auto id = text->empty() ? std::optional<std::uint32_t>{0} : number_of(*text);
    if (!id) return refuse("XLSX_BROKEN");
    const auto code = codes.find(*id);
    const bool has_code = code != codes.end();
    const bool is_known = *id < own_formats_from && is_plain_number(*id);
    Format format;
    // A known number must be harmless, and so must a code that the workbook gives it anew.
    format.disguises_number = *id < own_formats_from
                                  ? !is_known || (has_code && disguises_number(code->second))
                                  : !has_code || disguises_number(code->second);
    format.disguises_text = has_code && disguises_text(code->second);
    format.is_faint = hides || inks_.is_faint(*font, *fill);
    format.decimals = has_code ? decimals_shown(code->second) : decimals_of_known(*id);
    format.fill = std::string{*fill};
    return format;
}

// Null for a style that is not there; no style is the first one.
const CellFormats::Format* CellFormats::format_of(std::string_view style) const {
    const auto number = style.empty() ? std::optional<std::uint32_t>{0} : number_of(style);
    return number && *number < by_style_.size() ? &by_style_[*number] : nullptr;
}

// A workbook without styles shows all as it is. A style that is not there may show anything.
bool CellFormats::disguises(std::string_view style, bool is_text) const {
    if (by_style_.empty() && (style.empty() || style == "0")) return false;
    const auto* format = format_of(style);
    if (format == nullptr) return true;
    return is_text ? format->disguises_text : format->disguises_number;
}

// Whether the value has more digits behind the point than are shown.
bool CellFormats::rounds(std::string_view style, std::string_view number) const {
    const auto* format = format_of(style);
    const auto point = number.find('.');
    if (format == nullptr || !format->decimals || point == number.npos) return false;
    return number.size() - point - 1 > *format->decimals;
}

bool CellFormats::is_faint(std::string_view style) const {
    const auto* format = format_of(style);
    return format != nullptr && format->is_faint;
}

bool CellFormats::is_faint(std::string_view style, const Ink& ink) const {
    const auto* format = format_of(style);
    return inks_.is_faint(ink, format == nullptr ? std::string_view{} : format->fill);
}

}  // namespace linlian::roster
