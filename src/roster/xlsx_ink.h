// Whether what stands in a cell can be read by eye: by the size and colour of its font, on the
// colour behind it (ECMA-376 part 1, 18.8). White letters on white are a row to a program, and none
// to people. Colours of a theme are taken as every program ships them. Internal to the reading of
// .xlsx files.
#pragma once

#include "base/result.h"

#include <pugixml.hpp>
#include <string_view>
#include <vector>

namespace linlian::roster {

class Inks {
  public:
    // `styles`: the root of the part with the styles. Refusals: those of xlsx_xml.
    static Result<Inks> of(const pugi::xml_node& styles);
    // Of an entry of cellXfs, by its fontId and fillId; "" is the first of each.
    bool is_faint(std::string_view font, std::string_view fill) const;

  private:
    struct Font {
        double size = 0;
        double brightness = 0;
    };
    std::vector<Font> fonts_;
    std::vector<double> fills_;  // brightness
};

}  // namespace linlian::roster
