// The bytes inside the chunks of a snapshot: records one after the other, cut anywhere.
//   row  = length of key (4 bytes, big-endian), key, length of value, value
//   leaf = length, encoded leaf
// All rows in key order, then all leaves in log order. Internal to this room.
#pragma once

#include "base/bytes.h"

#include <optional>
#include <string>

namespace linlian::storage {

inline constexpr unsigned snapshot_format = 2;

inline std::string chunk_name(std::size_t number) {
    const std::string digits = std::to_string(number);
    return "chunk-" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

inline Bytes framed(BytesView bytes) {
    Bytes frame;
    frame.reserve(bytes.size() + 4);
    for (int shift = 24; shift >= 0; shift -= 8)
        frame += static_cast<char>((bytes.size() >> shift) & 0xff);
    frame += bytes;
    return frame;
}

// Takes one frame off the front; nothing, and `rest` untouched, while it is not whole.
inline std::optional<BytesView> take_frame(BytesView& rest) {
    if (rest.size() < 4) return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(rest[i]);
    if (rest.size() - 4 < length) return std::nullopt;
    const BytesView frame = rest.substr(4, length);
    rest.remove_prefix(4 + length);
    return frame;
}

}  // namespace linlian::storage
