// Rows of made-up rosters as CSV, in the columns of the sample.

#include "roster/demo/demo_rows.h"

#include <array>

namespace linlian::roster {

namespace {

constexpr std::array shown_columns{
    Column::estate,   Column::building,    Column::stair, Column::door,       Column::area,
    Column::kind,     Column::area_source, Column::owner, Column::id_type,    Column::id_number,
    Column::phone,    Column::sharing,     Column::voter, Column::owner_kind, Column::status,
    Column::guardian, Column::document,    Column::grid,  Column::remark};

// As RFC 4180 has it: quotes only where they are needed, doubled within.
std::string quoted(const std::string& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    std::string out = "\"";
    for (char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

void set_owner(DemoRow& row, const DemoPerson& owner) {
    row[Column::owner] = owner.name;
    row[Column::id_type] = word_of(owner.id_type);
    row[Column::id_number] = owner.id_number;
    row[Column::phone] = owner.phone;
    row[Column::owner_kind] = word_of(owner.kind);
    row[Column::status] = owner.status;
    row[Column::guardian] = owner.guardian;
    row[Column::document] = owner.document;
}

// With the mark of UTF-8 in front, so that spreadsheets know the encoding. `unknown_heading`: an
// empty column more, which no reader knows.
std::string csv_of(const std::vector<DemoRow>& rows, const std::string& unknown_heading) {
    std::string out = "\xEF\xBB\xBF";
    for (auto column : shown_columns) {
        if (column != shown_columns.front()) out += ',';
        out += heading_of(column);
    }
    if (!unknown_heading.empty()) out += ',' + unknown_heading;
    out += "\r\n";
    for (const auto& row : rows) {
        for (auto column : shown_columns) {
            if (column != shown_columns.front()) out += ',';
            if (const auto cell = row.find(column); cell != row.end()) out += quoted(cell->second);
        }
        if (!unknown_heading.empty()) out += ',';
        out += "\r\n";
    }
    return out;
}

}  // namespace linlian::roster
