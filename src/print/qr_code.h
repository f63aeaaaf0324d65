// A text as the dark and light squares of a QR code (ISO/IEC 18004, error correction M), made by
// libqrencode. Used by whoever prints; it draws nothing.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace linlian::print {

// `side` squares each way, row by row, without the quiet zone of four squares around it.
struct QrCode {
    std::size_t side = 0;
    std::vector<bool> dark;
    bool is_dark(std::size_t x, std::size_t y) const { return dark[y * side + x]; }
};

// Refusal: print.QR_TOO_LONG when the text is too long for a code.
Result<QrCode> qr_code(std::string_view text);

}  // namespace linlian::print
