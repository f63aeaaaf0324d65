// What a cell of a workbook says: its text as it is read, and whether people see something else.
// Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"
#include "roster/table/xlsx/formats.h"
#include "roster/table/xlsx/package.h"

#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

// An address such as "AB12": zero-based column and one-based row.
struct CellAddress {
    std::size_t column = 0;
    std::uint32_t row = 0;
};

// Nothing where the text is no address.
std::optional<CellAddress> address_of(std::string_view text);
// The address as spreadsheet programs show it.
std::string cell_name(std::size_t column, std::uint32_t row);

// A text, and the inks of those of its letters that have one of their own.
struct ItemText {
    std::string text;
    std::vector<Ink> inks;
};

// The texts that cells share. `path`: "" where the workbook has none. Refusals: those of part and
// of xlsx_xml, XLSX_BROKEN.
Result<std::vector<ItemText>> shared_strings(XlsxPackage& package, const std::string& path,
                                             const Inks& inks);

struct SheetTexts {
    std::vector<ItemText> strings;
    CellFormats formats;
};

struct CellValue {
    std::string text;
    const char* doubt = nullptr;  // the refusal that says why people see something else
};

// Refusals: XLSX_TEXT_MISSING {row, index}, XLSX_BROKEN, those of xlsx_xml.
Result<CellValue> cell_value(const pugi::xml_node& cell, const SheetTexts& sheet,
                             std::uint32_t row);

}  // namespace linlian::roster
