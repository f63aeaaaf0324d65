// A table as a clerk's file holds it: one header row, then rows of text cells that remember their
// row number in the file, so that every fault can be shown where the clerk sees it. Made by
// table_file, read by roster_sheet; it knows nothing of what the columns mean.
#pragma once

#include "roster/table/table_limits.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace linlian::roster {

// One row: its 1-based number as a spreadsheet program counts it, and its cells without the
// spaces around them.
struct TableRow {
    std::uint32_t number = 0;
    std::vector<std::string> cells;
    bool operator==(const TableRow&) const = default;
};

// A cell of a workbook that shows people something else than what was read of it.
struct CellDoubt {
    std::uint32_t row = 0;
    std::size_t column = 0;  // from 0
    std::string code;        // of the refusal, which names row and cell
};

// The first row that is not empty is the header. Rows without any text are left out.
struct Table {
    std::uint32_t header_number = 0;
    std::vector<std::string> header;
    std::vector<TableRow> rows;
    std::vector<CellDoubt> doubts;  // in the order of the file, few of each column
};

}  // namespace linlian::roster
