// Which parts of an .xlsx file hold the wanted sheet: found as spreadsheet programs find them, from
// the relations of the package (ECMA-376 part 2, OPC), so that what is read is what is shown.
// Internal to the reading of .xlsx files.
#pragma once

#include "roster/table/xlsx/package.h"

#include <string_view>

namespace linlian::roster {

struct WorkbookParts {
    std::string sheet;
    std::string strings;  // "": the workbook has none
    std::string styles;   // the same
    std::string theme;    // the same
};

// The named sheet, or the only one that is shown. Refusals: XLSX_BROKEN, XLSX_NO_SHEET {sheet,
// sheets}, XLSX_SHEET_HIDDEN {sheet}, XLSX_SHEETS {sheets}: there are several, and none was named,
// and those of xlsx_xml.
Result<WorkbookParts> find_parts(XlsxPackage& package, std::string_view wanted);

}  // namespace linlian::roster
