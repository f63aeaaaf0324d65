// Lower-case hexadecimal, both ways.
#pragma once

#include "base/bytes.h"

#include <optional>

namespace linlian {

std::string to_hex(BytesView bytes);

// Bytes of an even-length hex text in either case; nothing for any other text.
std::optional<Bytes> from_hex(std::string_view text);

// A fixed number of bytes from hex; nothing when the length differs.
template <class Fixed>
std::optional<Fixed> fixed_from_hex(std::string_view text) {
    auto bytes = from_hex(text);
    Fixed fixed;
    if (!bytes || !Fixed::parse(*bytes, fixed)) return std::nullopt;
    return fixed;
}

}  // namespace linlian
