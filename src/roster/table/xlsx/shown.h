// Whether the rows and columns of a sheet are shown: hidden by a mark, or by a height or width, of
// their own or of the sheet, that nobody could read. Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <pugixml.hpp>
#include <vector>

namespace linlian::roster {

// What changes or covers what cells show: conditional formats, drawings, comments and pictures over
// them, tables where the workbook brings looks of its own for them, rows that a frozen pane leaves
// above its edge. Refusals: XLSX_OVERLAID, XLSX_PANE, those of xlsx_xml.
Result<> check_overlays(const pugi::xml_node& sheet, bool has_table_looks);

class ShownParts {
  public:
    // Refusals: XLSX_COLUMN_HIDDEN {column} for any column that the sheet lists as hidden, and
    // those of xlsx_xml.
    static Result<ShownParts> of(const pugi::xml_node& sheet);

    // Refusals: XLSX_ROW_HIDDEN {row}, and those of xlsx_xml.
    Result<> check_row(const pugi::xml_node& row, std::uint32_t number) const;
    // Of a column in which something stands that is read. Refusals: XLSX_COLUMN_HIDDEN {column}.
    Result<> check_column(std::size_t column) const;

  private:
    double row_height_ = 0;
    double usual_width_ = 0;
    std::vector<double> own_width_;  // negative: none
};

}  // namespace linlian::roster
