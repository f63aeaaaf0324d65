// A sheet of a workbook as a table. The reader takes only what a person would see in the sheet, and
// refuses what could be seen otherwise: hidden rows, foreign elements, overlaid pictures. Read
// read_xlsx at the end first; each step has a file of its own beside this one.

#include "roster/table/xlsx/table.h"

#include "roster/refuse.h"
#include "roster/table/table_builder.h"
#include "roster/table/xlsx/cell.h"
#include "roster/table/xlsx/package.h"
#include "roster/table/xlsx/shown.h"
#include "roster/table/xlsx/workbook.h"
#include "roster/table/xlsx/xml.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace linlian::roster {

namespace {

// What is needed to read a row, whichever it is.
struct Sheet {
    SheetTexts texts;
    ShownParts shown;
};

// The rows of a sheet as they fill up, and how much is in them: one text may be written into many
// cells, so that little of a file becomes much in memory.
class Rows {
  public:
    using Cells = std::vector<std::string>;

    // Rows come in their order, as every program writes them.
    Result<Cells*> begin_row(std::uint32_t number) {
        if (number > xlsx_row_number_max || (!rows_.empty() && number <= rows_.rbegin()->first))
            return refuse("XLSX_BROKEN");
        auto& cells = rows_[number];
        if (rows_.size() > table_rows_max + 1)
            return refuse("TABLE_TOO_LONG", {{"limit", std::to_string(table_rows_max)}});
        return &cells;
    }

    // Every limit is counted before memory is taken.
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

    // Remembers a cell that may show something else than was read; a few of each column are enough.
    void doubt(std::uint32_t number, std::size_t column, const char* code) {
        if (column < doubts_of_.size() && doubts_of_[column]++ < xlsx_column_doubts_max)
            doubts_.push_back({number, column, code});
    }

    std::map<std::uint32_t, Cells>& by_number() { return rows_; }
    std::vector<CellDoubt>& doubts() { return doubts_; }

  private:
    std::map<std::uint32_t, Cells> rows_;
    std::vector<CellDoubt> doubts_;
    std::array<std::size_t, table_columns_max> doubts_of_{};
    std::size_t count_ = 0;
    std::size_t text_bytes_ = 0;
};

// Cells in ascending columns; one without an address follows the one before.
Result<> read_row(const pugi::xml_node& row, std::uint32_t number, const Sheet& sheet, Rows& rows) {
    auto cells = TRY(rows.begin_row(number));
    const auto all = TRY(children_named(row, "c"));
    std::size_t column = 0;
    for (const auto& cell : all) {
        const auto stated = TRY(attribute_named(cell, "r"));
        const auto at = stated.empty() ? CellAddress{column, number} : address_of(stated);
        // Two cells of one place, or one of another row: nobody knows which is shown.
        if (!at || at->row != number || at->column < column) return refuse("XLSX_BROKEN");
        column = at->column;
        auto read = TRY(cell_value(cell, sheet.texts, number));
        if (read.doubt != nullptr) rows.doubt(number, column, read.doubt);
        if (!read.text.empty()) {
            TRY(sheet.shown.check_column(column));
            TRY(rows.put(number, *cells, column, std::move(read.text)));
        }
        ++column;
    }
    return {};
}

Result<Rows> rows_of(const pugi::xml_node& sheet_data, const Sheet& sheet) {
    Rows rows;
    std::uint32_t number = 0;
    const auto all = TRY(children_named(sheet_data, "row"));
    for (const auto& row : all) {
        const auto stated = TRY(attribute_named(row, "r"));
        const auto address = address_of("A" + std::string{stated});
        if (!address && !stated.empty()) return refuse("XLSX_BROKEN");
        number = address ? address->row : number + 1;
        TRY(sheet.shown.check_row(row, number));
        TRY(read_row(row, number, sheet, rows));
    }
    return rows;
}

// Both corners are part of it.
struct MergedRange {
    CellAddress from;
    CellAddress to;
};

// Nothing where a range has one cell alone.
Result<std::optional<MergedRange>> range_of(const pugi::xml_node& merge) {
    const auto text = TRY(attribute_named(merge, "ref"));
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto from = address_of(text.substr(0, colon));
    const auto to = address_of(text.substr(colon + 1));
    if (!from || !to || to->column < from->column || to->row < from->row)
        return refuse("XLSX_BROKEN");
    return MergedRange{*from, *to};
}

// What lies under cells merged across is shown by nobody.
Result<> check_covered(const MergedRange& range, std::uint32_t row, const Rows::Cells& cells) {
    for (auto i = range.from.column; i <= range.to.column && i < cells.size(); ++i) {
        const bool is_shown = i == range.from.column && row == range.from.row;
        if (!is_shown && !cells[i].empty())
            return refuse("XLSX_MERGED_VALUE",
                          {{"row", std::to_string(row)}, {"cell", cell_name(i, row)}});
    }
    return {};
}

// Cells merged down a column mean that all rows share the value: clerks do so with buildings and
// with the area of co-owners. Cells merged across are titles and stay as they are.
Result<> fill_merged(const pugi::xml_node& sheet, Rows& rows) {
    std::size_t covered = 0;
    auto& by_number = rows.by_number();
    const auto list = TRY(child_named(sheet, "mergeCells"));
    const auto merges = TRY(children_named(list, "mergeCell"));
    for (const auto& merge : merges) {
        const auto range = TRY(range_of(merge));
        if (!range) continue;
        const auto& [from, to] = *range;
        const bool is_across = from.column != to.column;
        const auto top = by_number.find(from.row);
        const std::string value = top != by_number.end() && from.column < top->second.size()
                                      ? top->second[from.column]
                                      : "";
        for (auto it = is_across ? by_number.lower_bound(from.row)
                                 : by_number.upper_bound(from.row);
             it != by_number.end() && it->first <= to.row; ++it) {
            auto& cells = it->second;
            // Ranges that overlap would go over the same rows again and again.
            covered += is_across ? std::min(to.column - from.column, cells.size()) + 1 : 1;
            if (covered > xlsx_merged_rows_max)
                return refuse("XLSX_MERGED_TOO_MUCH",
                              {{"limit", std::to_string(xlsx_merged_rows_max)}});
            if (is_across)
                TRY(check_covered(*range, it->first, cells));
            else if (!value.empty() || from.column < cells.size())
                TRY(rows.put(it->first, cells, from.column, value));
        }
    }
    return {};
}

}  // namespace

Result<Table> read_xlsx(BytesView file, std::string_view sheet_name) {
    auto package = TRY(XlsxPackage::open(file));
    const auto parts = TRY(find_parts(package, sheet_name));
    auto part = TRY(package.part(parts.sheet));
    pugi::xml_document document;
    TRY(parse(document, part));
    const auto root = document.document_element();
    auto formats = TRY(CellFormats::of(package, parts.styles, parts.theme));
    auto strings = TRY(shared_strings(package, parts.strings, formats.inks()));
    TRY(check_overlays(root, formats.has_table_looks()));
    auto shown = TRY(ShownParts::of(root));
    const auto data = TRY(child_named(root, "sheetData"));
    auto rows = TRY(rows_of(data, {{std::move(strings), std::move(formats)}, std::move(shown)}));
    TRY(fill_merged(root, rows));
    TableBuilder builder;
    for (auto& [number, cells] : rows.by_number()) builder.add(number, std::move(cells));
    auto table = std::move(builder).finish();
    if (table) table->doubts = std::move(rows.doubts());
    return table;
}

}  // namespace linlian::roster
