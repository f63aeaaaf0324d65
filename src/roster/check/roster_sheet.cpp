// A table read as a roster: finding the header, knowing its columns, then row by row
// (roster_row.h). Only what makes the whole sheet unreadable is refused here; what is wrong with a
// row is a fault.

#include "roster/check/roster_sheet.h"

#include "roster/check/roster_row.h"
#include "roster/refuse.h"
#include "roster/table/xlsx/cell.h"
#include "roster/text.h"

#include <algorithm>
#include <map>

namespace linlian::roster {

namespace {

// So far down a header is looked for.
constexpr std::size_t header_search_rows = 10;
constexpr std::size_t headings_that_make_a_header = 3;

// `row` is its number in the file, for messages.
struct Header {
    std::uint32_t row = 0;
    std::size_t rows_used = 0;  // rows of the table that the title and header take
    std::vector<std::string> cells;
};

std::size_t known_headings(const std::vector<std::string>& cells) {
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const auto& cell) { return column_of(cell).has_value(); }));
}

// The first row that has enough known headings: clerks like a title row above it.
Result<Header> find_header(const Table& table) {
    if (known_headings(table.header) >= headings_that_make_a_header)
        return Header{table.header_number, 0, table.header};
    for (std::size_t i = 0; i < table.rows.size() && i < header_search_rows; ++i) {
        const auto& row = table.rows[i];
        if (known_headings(row.cells) >= headings_that_make_a_header)
            return Header{row.number, i + 1, row.cells};
    }
    return refuse("NO_HEADER");
}

// Unknown headings are warned of and not read. Without doors, areas or owners there is no roster.
Result<ColumnPlaces> places_of(const Header& header, RosterSheet& sheet) {
    ColumnPlaces places;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const auto& heading = header.cells[i];
        if (heading.empty()) continue;
        const auto column = column_of(heading);
        if (!column) {
            sheet.faults.push_back({header.row,
                                    std::nullopt,
                                    "roster.COLUMN_UNKNOWN",
                                    {{"heading", heading}},
                                    Severity::warning});
            continue;
        }
        if (!places.emplace(*column, i).second)
            return refuse("COLUMN_TWICE", {{"column", std::string{heading_of(*column)}}});
        sheet.columns.insert(*column);
    }
    for (auto column : {Column::door, Column::area, Column::owner}) {
        if (!places.contains(column))
            return refuse("COLUMN_MISSING", {{"column", std::string{heading_of(column)}}});
    }
    return places;
}

// A workbook may show people something else than what was read: in the header, or in a cell that
// becomes part of the roster, that is refused. Columns that are not read may hold what they like.
Result<> check_doubts(const Table& table, const Header& header, const ColumnPlaces& places) {
    for (const auto& doubt : table.doubts) {
        const bool is_read = std::ranges::any_of(
            places, [&](const auto& place) { return place.second == doubt.column; });
        const bool is_header = doubt.row == header.row;
        if (!is_read && !is_header) continue;
        // Headings are often broken into lines, and say nothing but which column it is.
        if (is_header && std::string_view{doubt.code} == "roster.XLSX_SPACED") continue;
        return tl::unexpected(Refusal{
            doubt.code,
            {{"row", std::to_string(doubt.row)}, {"cell", cell_name(doubt.column, doubt.row)}}});
    }
    return {};
}

// A column that decides about votes and is not there at all gets one warning for the sheet.
void warn_of_assumptions(RosterSheet& sheet) {
    const auto warn = [&](Column column, const char* code) {
        if (!sheet.columns.contains(column))
            sheet.faults.push_back({sheet.header_row, column, code, {}, Severity::warning});
    };
    warn(Column::kind, "roster.KIND_ASSUMED");
    warn(Column::area_source, "roster.AREA_SOURCE_ASSUMED");
}

// Co-owners from the column 共有人 who also have a line of their own are the same people.
void drop_repeated_co_owners(std::vector<RosterLine>& lines, const std::vector<bool>& is_extra) {
    std::set<std::string> named;
    const auto key = [](const RosterLine& line) {
        return unit_key(line.label) + '\n' + folded(line.owner.name);
    };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_extra[i]) named.insert(key(lines[i]));
    }
    std::vector<RosterLine> kept;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_extra[i] || !named.contains(key(lines[i]))) kept.push_back(std::move(lines[i]));
    }
    lines = std::move(kept);
}

}  // namespace

Result<RosterSheet> read_roster_sheet(const Table& table, const std::string& default_estate) {
    auto header = TRY(find_header(table));
    RosterSheet sheet;
    sheet.header_row = header.row;
    auto places = TRY(places_of(header, sheet));
    TRY(check_doubts(table, header, places));
    if (default_estate.empty() && !sheet.columns.contains(Column::estate))
        return refuse("ESTATE_MISSING");
    warn_of_assumptions(sheet);
    RowReader reader{places, trimmed(default_estate), sheet.faults};
    std::vector<bool> is_extra;
    for (std::size_t i = header.rows_used; i < table.rows.size(); ++i) {
        // The last line read before, in this sheet.
        const RosterLine* above = sheet.lines.empty() ? nullptr : &sheet.lines.back();
        for (auto& read : reader.lines_of(table.rows[i], above)) {
            is_extra.push_back(read.is_extra);
            sheet.lines.push_back(std::move(read.line));
        }
    }
    drop_repeated_co_owners(sheet.lines, is_extra);
    return sheet;
}

}  // namespace linlian::roster
