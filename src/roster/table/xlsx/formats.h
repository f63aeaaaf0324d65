// The number formats of a workbook (ECMA-376 part 1, 18.8.30): a cell that holds 889.5 can be told
// to show 89.50, a date or nothing. Finds the formats under which people see something else than
// the value that is read. Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"
#include "roster/table/xlsx/format_code.h"
#include "roster/table/xlsx/ink.h"
#include "roster/table/xlsx/package.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

class CellFormats {
  public:
    // `path`: that of the part with the styles, `theme` with the theme; "" where there is none.
    // Refusals: those of parse and of xlsx_xml.
    static Result<CellFormats> of(XlsxPackage& package, const std::string& path,
                                  const std::string& theme);

    // `style`: what stands in a cell's attribute s.
    bool disguises(std::string_view style, bool is_text) const;
    // Whether it shows fewer digits behind the point than this number has.
    bool rounds(std::string_view style, std::string_view number) const;
    // Whether nobody could read what stands in the cell (xlsx_ink.h), or letters of this ink in it.
    bool is_faint(std::string_view style) const;
    bool is_faint(std::string_view style, const Ink& ink) const;
    const Inks& inks() const { return inks_; }
    // Whether the workbook brings looks for whole tables, which no cell names.
    bool has_table_looks() const { return has_table_looks_; }

  private:
    struct Format {
        bool disguises_number = false;
        bool disguises_text = false;
        bool is_faint = false;
        std::optional<std::size_t> decimals = {};  // nothing: as many as there are
        std::string fill = {};
    };
    Result<Format> read_format(const pugi::xml_node& style,
                               const std::map<std::uint32_t, std::string_view>& codes) const;
    const Format* format_of(std::string_view style) const;

    std::vector<Format> by_style_;
    Inks inks_;
    bool has_table_looks_ = false;
};

}  // namespace linlian::roster
