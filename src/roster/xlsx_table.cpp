#include "roster/xlsx_table.h"

#include "roster/refuse.h"
#include "roster/table_builder.h"
#include "roster/xlsx_number.h"
#include "roster/xlsx_package.h"
#include "roster/xlsx_workbook.h"
#include "roster/xlsx_xml.h"

#include <map>
#include <optional>

namespace linlian::roster {

namespace {

// The text of a string item: its plain text or that of its rich runs, without the phonetic ones.
std::string item_text(const pugi::xml_node& item) {
    std::string text;
    for (const auto& part : item.children()) {
        if (local_name(part) == "t") text += text_of(part);
        if (local_name(part) == "r") text += text_of(child_named(part, "t"));
    }
    return text;
}

Result<std::vector<std::string>> shared_strings(XlsxPackage& package, const std::string& path) {
    auto part = package.part(path);
    if (!part) return tl::unexpected(part.error());
    std::vector<std::string> strings;
    if (part->empty()) return strings;
    pugi::xml_document document;
    TRY(parse(document, *part));
    for (const auto& item : document.document_element().children()) {
        if (local_name(item) == "si") strings.push_back(item_text(item));
    }
    return strings;
}

// A cell address such as "AB12": zero-based column and one-based row, nothing when it is none.
struct CellAddress {
    std::size_t column = 0;
    std::uint32_t row = 0;
};

std::optional<CellAddress> address_of(std::string_view text) {
    CellAddress address;
    std::size_t i = 0;
    std::size_t column = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 3; ++i)
        column = column * 26 + static_cast<std::size_t>(text[i] - 'A') + 1;
    std::uint64_t row = 0;
    std::size_t digits = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && digits < 8; ++i, ++digits)
        row = row * 10 + static_cast<std::uint64_t>(text[i] - '0');
    if (column == 0 || row == 0 || row > xlsx_row_number_max || i != text.size())
        return std::nullopt;
    address.column = column - 1;
    address.row = static_cast<std::uint32_t>(row);
    return address;
}

// The value of a cell with a shared string: its number among them, nothing when it is none.
std::optional<std::size_t> string_number(const std::string& value) {
    if (value.empty() || value.size() > 9 ||
        value.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoul(value);
}

Result<std::string> cell_text(const pugi::xml_node& cell, const std::vector<std::string>& strings,
                              std::uint32_t row) {
    const auto type = attribute_named(cell, "t");
    if (type == "inlineStr") return item_text(child_named(cell, "is"));
    const std::string value = text_of(child_named(cell, "v"));
    if (type == "s" && !value.empty()) {
        const auto at = string_number(value);
        if (at && *at < strings.size()) return strings[*at];
        return refuse("XLSX_TEXT_MISSING",
                      {{"row", std::to_string(row)}, {"index", value.substr(0, 20)}});
    }
    const bool is_number = type.empty() || type == "n";
    return is_number && value.size() <= cell_bytes_max ? xlsx_number_text(value) : value;
}

// The rows of a sheet as they fill up, and how much is in them: one text may be written into many
// cells, so that little of a file becomes much in memory.
class Rows {
  public:
    using Cells = std::vector<std::string>;

    Result<Cells*> begin_row(std::uint32_t number) {
        if (number > xlsx_row_number_max) return refuse("XLSX_BROKEN");
        auto& cells = rows_[number];
        if (rows_.size() > table_rows_max + 1)
            return refuse("TABLE_TOO_LONG", {{"limit", std::to_string(table_rows_max)}});
        return &cells;
    }

    Result<> put(std::uint32_t number, Cells& cells, std::size_t column, std::string text) {
        if (column >= table_columns_max)
            return refuse("TABLE_TOO_WIDE", {{"row", std::to_string(number)}});
        if (text.size() > cell_bytes_max)
            return refuse("CELL_TOO_LONG", {{"row", std::to_string(number)}});
        if (cells.size() <= column) {
            count_ += column + 1 - cells.size();
            if (count_ > table_cells_max)
                return refuse("TABLE_TOO_FULL", {{"limit", std::to_string(table_cells_max)}});
            cells.resize(column + 1);
        }
        text_bytes_ += text.size();
        if (text_bytes_ > table_text_bytes_max)
            return refuse("TABLE_TEXT_TOO_LONG", {{"limit", std::to_string(table_text_bytes_max)}});
        cells[column] = std::move(text);
        return {};
    }

    std::map<std::uint32_t, Cells>& by_number() { return rows_; }

  private:
    std::map<std::uint32_t, Cells> rows_;
    std::size_t count_ = 0;
    std::size_t text_bytes_ = 0;
};

// Hidden by a mark, or by having no height or width.
bool is_hidden(const pugi::xml_node& node, std::string_view size) {
    const auto hidden = attribute_named(node, "hidden");
    const auto extent = attribute_named(node, size);
    const bool is_flat =
        !extent.empty() && extent.find_first_not_of("0.") == std::string_view::npos;
    return hidden == "1" || hidden == "true" || is_flat;
}

// What nobody sees in the spreadsheet program must not become a roster.
Result<> check_columns_shown(const pugi::xml_node& sheet) {
    for (const auto& column : child_named(sheet, "cols").children()) {
        if (is_hidden(column, "width"))
            return refuse("XLSX_COLUMN_HIDDEN",
                          {{"column", std::string{attribute_named(column, "min")}.substr(0, 10)}});
    }
    return {};
}

Result<> read_row(const pugi::xml_node& row, std::uint32_t number,
                  const std::vector<std::string>& strings, Rows& rows) {
    auto cells = rows.begin_row(number);
    if (!cells) return tl::unexpected(cells.error());
    std::size_t column = 0;
    for (const auto& cell : row.children()) {
        if (local_name(cell) != "c") continue;
        if (auto at = address_of(attribute_named(cell, "r"))) column = at->column;
        auto text = cell_text(cell, strings, number);
        if (!text) return tl::unexpected(text.error());
        if (!text->empty()) TRY(rows.put(number, **cells, column, std::move(*text)));
        ++column;
    }
    return {};
}

Result<Rows> rows_of(const pugi::xml_node& sheet_data, const std::vector<std::string>& strings) {
    Rows rows;
    std::uint32_t number = 0;
    for (const auto& row : sheet_data.children()) {
        if (local_name(row) != "row") continue;
        const auto stated = attribute_named(row, "r");
        const auto address = address_of("A" + std::string{stated});
        if (!address && !stated.empty()) return refuse("XLSX_BROKEN");
        number = address ? address->row : number + 1;
        if (is_hidden(row, "ht"))
            return refuse("XLSX_ROW_HIDDEN", {{"row", std::to_string(number)}});
        TRY(read_row(row, number, strings, rows));
    }
    return rows;
}

// Cells merged down a column mean that all rows share the value: clerks do so with buildings and
// with the area of co-owners. Cells merged across are titles and stay as they are.
Result<> fill_merged(const pugi::xml_node& sheet, Rows& rows) {
    std::size_t covered = 0;
    auto& by_number = rows.by_number();
    for (const auto& merge : child_named(sheet, "mergeCells").children()) {
        const auto range = attribute_named(merge, "ref");
        const auto colon = range.find(':');
        if (colon == std::string_view::npos) continue;
        const auto from = address_of(range.substr(0, colon));
        const auto to = address_of(range.substr(colon + 1));
        if (!from || !to || from->column != to->column || !by_number.contains(from->row)) continue;
        const auto& source = by_number[from->row];
        if (from->column >= source.size()) continue;
        const std::string value = source[from->column];
        for (auto it = by_number.upper_bound(from->row);
             it != by_number.end() && it->first <= to->row; ++it) {
            // Ranges that overlap would fill the same rows again and again.
            if (++covered > xlsx_merged_rows_max)
                return refuse("XLSX_MERGED_TOO_MUCH",
                              {{"limit", std::to_string(xlsx_merged_rows_max)}});
            TRY(rows.put(it->first, it->second, from->column, value));
        }
    }
    return {};
}

}  // namespace

Result<Table> read_xlsx(BytesView file, std::string_view sheet_name) {
    auto package = XlsxPackage::open(file);
    if (!package) return tl::unexpected(package.error());
    const auto parts = find_parts(*package, sheet_name);
    if (!parts) return tl::unexpected(parts.error());
    auto strings = shared_strings(*package, parts->strings);
    if (!strings) return tl::unexpected(strings.error());
    auto part = package->part(parts->sheet);
    if (!part) return tl::unexpected(part.error());
    pugi::xml_document document;
    TRY(parse(document, *part));
    const auto sheet = document.document_element();
    TRY(check_columns_shown(sheet));
    auto rows = rows_of(child_named(sheet, "sheetData"), *strings);
    if (!rows) return tl::unexpected(rows.error());
    TRY(fill_merged(sheet, *rows));
    TableBuilder builder;
    for (auto& [number, cells] : rows->by_number()) builder.add(number, std::move(cells));
    return std::move(builder).finish();
}

}  // namespace linlian::roster
