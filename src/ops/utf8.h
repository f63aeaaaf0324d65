// UTF-8 taken apart, by the library that knows Unicode. Whoever goes through a text of people
// character by character does it here; below the waterline codec/text.h stands instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace linlian::ops {

// A code point of a text with its bytes, or a byte that is no UTF-8 (RFC 3629), standing alone.
struct Character {
    std::string_view bytes;
    std::int32_t point = -1;  // negative: a broken byte
    bool is_broken() const { return point < 0; }
};

// The first of a text that is not empty.
Character next_character(std::string_view text);

// Whether all of it is UTF-8: no surrogates, no overlong forms.
bool is_utf8(std::string_view text);

// Columns that the character takes on a terminal: Chinese ones and pictures take two, marks upon
// the one before none. A broken byte takes one.
std::size_t columns_of(const Character& character);

// The ASCII sign that a full-width form (U+FF01 to U+FF5E) stands for; any other point as it is.
std::int32_t narrow(std::int32_t point);

}  // namespace linlian::ops
