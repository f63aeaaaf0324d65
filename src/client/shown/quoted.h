// Words that people wrote, kept apart from those of the program wherever they are shown: behind a
// bar on a line of their own, or within a sentence in brackets that they cannot close.
#pragma once

#include "client/shown/styled.h"

#include <string>
#include <string_view>
#include <vector>

namespace linlian::client {

// What stands before words of others on a line.
inline constexpr std::string_view quote_bar = "│ ";

// Words of others: a bar, then the text made safe on one line. Blanks in runs become one, so that
// they cannot push what follows to the place of another line or column.
Styled behind_bar(std::string_view text);

// Words of others within a sentence of ours: safe, on one line, in brackets that they cannot close;
// as many bytes of them as a sentence has room for.
std::string in_brackets(std::string_view text, std::size_t most = 240);

// Several so, as many as a sentence has room for: "「一」、「二」".
std::string all_in_brackets(const std::vector<std::string>& texts);

}  // namespace linlian::client
