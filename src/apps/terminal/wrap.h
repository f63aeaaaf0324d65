// Text of several lines laid out for a terminal so wide: a line that is too long goes on behind the
// bar of the words that people wrote (quoted.h), or moved in, never at the place where lines of the
// program begin. Terminal writes through it; it knows no terminal itself.
#pragma once

#include "client/shown/styled.h"

#include <string>
#include <string_view>

namespace linlian::apps {

// A safe text with each of its lines cut to so many columns; `only_quoted` leaves lines without a
// bar as they are.
struct Wrap {
    std::size_t width = 80;
    bool only_quoted = false;
};
std::string wrapped(std::string_view text, const Wrap& wrap);

}  // namespace linlian::apps
