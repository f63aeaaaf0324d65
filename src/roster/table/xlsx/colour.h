// How bright a colour of a workbook is (ECMA-376 part 1, 18.8.3 and 18.8.19): by its own digits, by
// the theme of the workbook or by the palette that every program knows. A colour that cannot be
// told is none: what is written in it counts as unreadable. Internal to the reading of .xlsx files.
#pragma once

#include "base/result.h"

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

namespace linlian::roster {

// 0 black, 1 white; nothing for one that is not known.
using Brightness = std::optional<double>;

class Colours {
  public:
    // `theme`: the bytes of the part with the theme, "" where there is none. `styles`: the root of
    // the part with the styles, which may bring a palette of its own: then its colours are unknown.
    // Refusals: those of xlsx_xml.
    static Result<Colours> of(const std::string& theme, const pugi::xml_node& styles);
    // Of an element such as <color rgb='FF102030'/>; `otherwise` where there is none.
    Result<Brightness> brightness_of(const pugi::xml_node& colour, double otherwise) const;

  private:
    Brightness of_index(unsigned number) const;

    // Without a theme: white, black and two between, as every program ships them.
    std::vector<Brightness> theme_{1, 0, 0.93, 0.25};
    bool has_own_palette_ = false;
};

// A number as a whole text; `otherwise` for what is none.
double number_or(std::string_view text, double otherwise);

}  // namespace linlian::roster
