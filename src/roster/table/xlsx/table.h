// Reads one sheet of an .xlsx workbook (ECMA-376 SpreadsheetML): shared and inline strings,
// numbers as exact decimal text, cells merged down a column filled in. Called by table_file. It
// takes the stored values, and tells of the cells in which people see others.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "roster/table/table.h"

#include <string_view>

namespace linlian::roster {

// The named sheet, or the only one that is shown. What the spreadsheet program does not show is
// refused, not read. Refusals: XLSX_BROKEN, XLSX_ENCRYPTED, XLSX_BOMB, those of find_parts,
// XLSX_ROW_HIDDEN {row}, XLSX_COLUMN_HIDDEN {column}, XLSX_TOO_MUCH {count, limit},
// XLSX_TEXT_MISSING {row, index}, XLSX_MERGED_TOO_MUCH {limit}, XLSX_MERGED_VALUE {row, cell},
// XLSX_FOREIGN {name, place}, TABLE_TEXT_TOO_LONG {limit}, and those of TableBuilder.
Result<Table> read_xlsx(BytesView file, std::string_view sheet_name = {});

}  // namespace linlian::roster
