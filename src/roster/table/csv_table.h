// Reads comma, semicolon or tab separated text (RFC 4180 quoting) in UTF-8, UTF-16 with a byte
// order mark, or GB18030, which is what Chinese Excel writes. Called by table_file; the quoting
// itself is libcsv's work. It never guesses what it cannot read.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "roster/table/table.h"

namespace linlian::roster {

// Refusals: CSV_ENCODING (neither UTF-8, UTF-16 nor GB18030), CSV_QUOTES {row}, TABLE_EMPTY,
// TABLE_TOO_LONG, TABLE_TOO_WIDE {row}, CELL_TOO_LONG {row}, TABLE_TOO_BIG.
Result<Table> read_csv(BytesView file);

// The file's text as UTF-8 without a byte order mark. Refusal: CSV_ENCODING.
Result<std::string> utf8_of(BytesView file);

}  // namespace linlian::roster
