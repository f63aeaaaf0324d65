// What the code of a number format (ECMA-376 part 1, 18.8.31) shows besides the value. Internal to
// the reading of .xlsx files.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace linlian::roster {

// Whether a number, or a text, is shown as something else than itself: with digits or words of the
// format (units such as ㎡ aside), as a date or share, scaled, or not at all.
bool disguises_number(std::string_view format_code);
bool disguises_text(std::string_view format_code);
// How many digits behind the point it shows of a number; nothing: all of them.
std::optional<std::size_t> decimals_shown(std::string_view format_code);

}  // namespace linlian::roster
