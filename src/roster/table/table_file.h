// Reads a clerk's file, whichever it is: tells workbook from text by its first bytes, never by its
// name, and refuses what cannot be read faithfully. The command line and tests call it.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "roster/table/table.h"

#include <string>
#include <string_view>

namespace linlian::roster {

// The table in the bytes of a file; `sheet_name` counts for workbooks only, empty means the first
// sheet. Refusals: those of read_csv and read_xlsx; OLD_XLS and XLSX_ENCRYPTED for the two kinds
// of OLE compound files; WEB_PAGE for markup; TABLE_TOO_BIG beyond table_file_bytes_max;
// TABLE_EMPTY.
Result<Table> read_table(BytesView file, std::string_view sheet_name = {});

// The same from disk. Further refusal: FILE_UNREADABLE {path}.
Result<Table> read_table_file(const std::string& path, std::string_view sheet_name = {});

}  // namespace linlian::roster
