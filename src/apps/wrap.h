// Words that people wrote, kept apart from those of the program on a terminal: they stand behind a
// bar, and a line that is too long goes on behind that bar (or moved in), never at the place where
// lines of the program begin. Terminal writes through it; it knows no terminal itself.
#pragma once

#include "apps/styled.h"

#include <string>
#include <string_view>
#include <vector>

namespace linlian::apps {

// Words of others: a bar, then the text made safe on one line. Blanks in runs become one, so that
// they cannot push what follows to the place of another line or column.
Styled behind_bar(std::string_view text);

// Words of others within a sentence of ours: safe, on one line, in brackets that they cannot close;
// as many bytes of them as a sentence has room for.
std::string in_brackets(std::string_view text, std::size_t most = 240);

// Several so, as many as a sentence has room for: "「一」、「二」".
std::string all_in_brackets(const std::vector<std::string>& texts);

// A safe text with each of its lines cut to so many columns; `only_quoted` leaves lines without a
// bar as they are.
struct Wrap {
    std::size_t width = 80;
    bool only_quoted = false;
};
std::string wrapped(std::string_view text, const Wrap& wrap);

// The next colour code (no columns) or character of a safe text that is not empty.
struct Piece {
    std::string_view bytes;
    std::size_t columns = 0;
};
Piece next_piece(std::string_view text);

}  // namespace linlian::apps
