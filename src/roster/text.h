// Small helpers over UTF-8 text as clerks type it: full-width digits and letters, stray spaces,
// several words for one thing. Used by the whole room; it never changes what a name says.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

// The text without white space around it; the ideographic space U+3000 and the no-break space
// U+00A0, which spreadsheets like to leave, count as white space.
std::string trimmed(std::string_view text);

// The text without any white space, full-width forms (U+FF01..FF5E) made ASCII, ASCII letters
// made small. For comparing words and reading numbers, never for showing.
std::string folded(std::string_view text);

// The same with ASCII letters made capital: for numbers of documents.
std::string folded_upper(std::string_view text);

// The parts of a text between any of the separators, trimmed, empty parts left out.
std::vector<std::string> split_any(std::string_view text,
                                   const std::vector<std::string_view>& separators);

// Characters (code points) of UTF-8 text; a broken byte counts as one character.
std::vector<std::string> characters_of(std::string_view text);

// True when the text is not empty and all its bytes are ASCII digits.
bool all_digits(std::string_view text);

}  // namespace linlian::roster
