// What of a sheet is in sight: hidden and tiny rows and columns, frozen panes that hide something,
// and what may lie over the cells.

#include "roster/table/xlsx/shown.h"

#include "roster/refuse.h"
#include "roster/table/table_limits.h"
#include "roster/table/xlsx/xml.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace linlian::roster {
namespace {

// What is smaller is not readable: points of a row, characters of a column.
constexpr double row_height_min = 8;
constexpr double column_width_min = 0.5;
constexpr double read_column_width_min = 2;
// What programs take where a sheet says nothing.
constexpr double row_height_usual = 15;
constexpr double column_width_usual = 8;

// Text that is no number is as good as nothing: 0.
double extent_of(std::string_view text, double where_empty) {
    if (text.empty()) return where_empty;
    double extent = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), extent);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return 0;
    return extent;
}

// As XML writes truth values; any other text counts as hidden.
bool is_marked_hidden(std::string_view mark) {
    return !mark.empty() && mark != "0" && mark != "false";
}

auto refuse_column(std::string_view column) {
    return refuse("XLSX_COLUMN_HIDDEN", {{"column", std::string{column.substr(0, 10)}}});
}

std::size_t column_number(std::string_view text) {
    return static_cast<std::size_t>(
        std::clamp(extent_of(text, 0), 0.0, static_cast<double>(table_columns_max)));
}

}  // namespace

namespace {

// Above the edge of a frozen pane a view begins at the top: what it leaves out there, nobody can
// scroll to.
Result<> check_panes(const pugi::xml_node& sheet) {
    const auto views = TRY(child_named(sheet, "sheetViews"));
    const auto all = TRY(children_named(views, "sheetView"));
    for (const auto& view : all) {
        const auto pane = child_named(view, "pane");
        const auto top = attribute_named(view, "topLeftCell");
        if (!pane) return tl::unexpected(pane.error());
        if (!top) return tl::unexpected(top.error());
        if (*pane && !top->empty() && *top != "A1") return refuse("XLSX_PANE");
    }
    return {};
}

}  // namespace

// Rules, pictures and controls may cover a cell or change its looks. Tables do so where the
// workbook has looks for them.
Result<> check_overlays(const pugi::xml_node& sheet, bool has_table_looks) {
    TRY(check_panes(sheet));
    std::vector<std::string_view> names{
        "conditionalFormatting", "drawing", "legacyDrawing", "picture", "oleObjects", "controls"};
    if (has_table_looks) names.push_back("tableParts");
    for (const auto name : names) {
        const auto found = TRY(children_named(sheet, name));
        if (!found.empty()) return refuse("XLSX_OVERLAID");
    }
    // Newer conditional formats, of the namespace x14.
    for (const auto& child : sheet.children())
        if (is_named(child, "extLst") && child.find_node([](const pugi::xml_node& node) {
                return std::string_view{node.name()}.ends_with(":conditionalFormatting");
            }))
            return refuse("XLSX_OVERLAID");
    return {};
}

Result<ShownParts> ShownParts::of(const pugi::xml_node& sheet) {
    ShownParts parts;
    const auto usual = TRY(child_named(sheet, "sheetFormatPr"));
    const auto height = attribute_named(usual, "defaultRowHeight");
    const auto width = attribute_named(usual, "defaultColWidth");
    if (!height) return tl::unexpected(height.error());
    if (!width) return tl::unexpected(width.error());
    parts.row_height_ = extent_of(*height, row_height_usual);
    parts.usual_width_ = extent_of(*width, column_width_usual);
    // -1: the column has no width of its own.
    parts.own_width_.resize(table_columns_max, -1);
    const auto lists = TRY(children_named(sheet, "cols"));
    for (const auto& list : lists) {
        const auto columns = TRY(children_named(list, "col"));
        for (const auto& column : columns) {
            const auto hidden = attribute_named(column, "hidden");
            const auto own = attribute_named(column, "width");
            const auto first = attribute_named(column, "min");
            const auto last = attribute_named(column, "max");
            for (const auto* read : {&hidden, &own, &first, &last})
                if (!*read) return tl::unexpected(read->error());
            if (is_marked_hidden(*hidden) || extent_of(*own, column_width_usual) < column_width_min)
                return refuse_column(*first);
            if (own->empty()) continue;
            for (auto i = std::max<std::size_t>(column_number(*first), 1);
                 i <= column_number(*last); ++i)
                parts.own_width_[i - 1] = extent_of(*own, 0);
        }
    }
    return parts;
}

// A hidden row is refused whatever is in it: nobody has looked at it.
Result<> ShownParts::check_row(const pugi::xml_node& row, std::uint32_t number) const {
    const auto hidden = TRY(attribute_named(row, "hidden"));
    const auto height = TRY(attribute_named(row, "ht"));
    if (!is_marked_hidden(hidden) && extent_of(height, row_height_) >= row_height_min) return {};
    return refuse("XLSX_ROW_HIDDEN", {{"row", std::to_string(number)}});
}

// Asked only of columns that hold something.
Result<> ShownParts::check_column(std::size_t column) const {
    const bool has_own = column < own_width_.size() && own_width_[column] >= 0;
    if ((has_own ? own_width_[column] : usual_width_) >= read_column_width_min) return {};
    return refuse_column(std::to_string(column + 1));
}

}  // namespace linlian::roster
