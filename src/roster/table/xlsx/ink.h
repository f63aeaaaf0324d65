// Whether what stands in a cell can be read by eye: by the size and colour of its letters, on the
// colour behind them (ECMA-376 part 1, 18.8). White letters on white are a row to a program, and
// none to people. What cannot be told (a gradient, a pattern, a colour of nobody) is not readable.
// Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"
#include "roster/table/xlsx/colour.h"

#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace linlian::roster {

// Of letters.
struct Ink {
    double size = 0;  // points
    Brightness brightness;
};

class Inks {
  public:
    // `styles`: the root of the part with the styles. Refusals: those of xlsx_xml.
    static Result<Inks> of(const pugi::xml_node& styles, const std::string& theme);
    // Of an element with sz and color: a font, or the properties of a run of letters in a text.
    Result<Ink> ink_of(const pugi::xml_node& font) const;
    // Of an entry of cellXfs, by its fontId and fillId; "" is the first of each.
    bool is_faint(std::string_view font, std::string_view fill) const;
    // Of letters that have an ink of their own, on such a fill.
    bool is_faint(const Ink& ink, std::string_view fill) const;

  private:
    Colours colours_;
    std::vector<Ink> fonts_;
    std::vector<Brightness> fills_;
};

}  // namespace linlian::roster
