// The order in which people list names with numbers: 2 before 10, whatever stands around them. For
// tables on the screen and on paper.
#pragma once

#include <string_view>

namespace linlian::client {

// Whether `one` comes before `other`: runs of digits by their value, all else by its bytes.
bool comes_before(std::string_view one, std::string_view other);

}  // namespace linlian::client
