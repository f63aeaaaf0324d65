// Gives the decimal text of a number as a workbook stores it. Spreadsheet programs keep a typed
// 1.1 as the nearest binary double and write it with 17 digits (1.1000000000000001); what the
// clerk typed is the shortest decimal that reads back to the same double. Used by xlsx_table.
#pragma once

#include <string>
#include <string_view>

namespace linlian::roster {

// Plain decimal text without exponent; text that is no number comes back as it is.
std::string xlsx_number_text(std::string_view stored);

}  // namespace linlian::roster
