// The number formats of a workbook (ECMA-376 part 1, 18.8.30): a cell that holds 889.5 can be told
// to show 89.50, a date or nothing. Finds the formats under which people see something else than
// the value that is read. Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"
#include "roster/xlsx_package.h"

#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

// Whether a number, or a text, is shown as something else than itself: with digits or words of the
// format (units such as ㎡ aside), as a date or share, scaled, or not at all.
bool disguises_number(std::string_view format_code);
bool disguises_text(std::string_view format_code);

class CellFormats {
  public:
    // `path`: that of the part with the styles, "" where there is none. Refusals: those of parse
    // and of xlsx_xml.
    static Result<CellFormats> of(XlsxPackage& package, const std::string& path);

    // `style`: what stands in a cell's attribute s.
    bool disguises(std::string_view style, bool is_text) const;
    // Whether nobody could read what stands in the cell (xlsx_ink.h).
    bool is_faint(std::string_view style) const;

  private:
    struct Format {
        bool disguises_number = false;
        bool disguises_text = false;
        bool is_faint = false;
    };
    std::vector<Format> by_style_;
};

}  // namespace linlian::roster
