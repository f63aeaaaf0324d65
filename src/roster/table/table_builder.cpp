// Rows become a table within the limits of table_limits.h. The first refusal stays; rows after it
// are passed over.

#include "roster/table/table_builder.h"

#include "roster/refuse.h"
#include "roster/text.h"

#include <algorithm>

namespace linlian::roster {

void TableBuilder::add(std::uint32_t number, std::vector<std::string> cells) {
    if (refusal_) return;
    const Figure row{"row", std::to_string(number)};
    if (cells.size() > table_columns_max) {
        refusal_ = refuse("TABLE_TOO_WIDE", {row}).value();
        return;
    }
    cells_ += cells.size();
    if (cells_ > table_cells_max) {
        refusal_ = refuse("TABLE_TOO_FULL", {{"limit", std::to_string(table_cells_max)}}).value();
        return;
    }
    for (auto& cell : cells) {
        if (cell.size() > cell_bytes_max) {
            refusal_ = refuse("CELL_TOO_LONG", {row}).value();
            return;
        }
        cell = trimmed(cell);
    }
    // Empty rows are left out; numbers of rows stay those of the file.
    if (std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); }))
        return;
    if (table_.header_number == 0) {
        table_.header_number = number;
        table_.header = std::move(cells);
        return;
    }
    if (table_.rows.size() == table_rows_max) {
        refusal_ = refuse("TABLE_TOO_LONG", {{"limit", std::to_string(table_rows_max)}}).value();
        return;
    }
    table_.rows.push_back({number, std::move(cells)});
}

Result<Table> TableBuilder::finish() && {
    if (refusal_) return tl::unexpected(std::move(*refusal_));
    if (table_.header_number == 0) return refuse("TABLE_EMPTY");
    return std::move(table_);
}

}  // namespace linlian::roster
