// Keys of tables: parts put one after the other so that byte order is the order of the parts.
//   uint64   8 bytes, big-endian
//   int64    8 bytes, big-endian, sign bit turned over (times)
//   Id16, Hash32   as they are
//   text     its bytes, then 0x00; within it 0x00 is written 0x01 0x01, and 0x01 is 0x01 0x02
// Every value has a key, whatever bytes it holds: no input can make building one fail. Reading is
// strict: every byte of a key belongs to a part.
#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"

#include <optional>
#include <vector>

namespace linlian::codec {

enum class KeyPart { number, time, id16, hash32, text };

void append_key(Bytes& key, std::uint64_t part);
void append_key(Bytes& key, Timestamp part);
void append_key(Bytes& key, const Id16& part);
void append_key(Bytes& key, const Hash32& part);
void append_key(Bytes& key, const std::string& part);

// Takes one part off the front of `rest`; false when `rest` does not start with one.
bool read_key(BytesView& rest, std::uint64_t& part);
bool read_key(BytesView& rest, Timestamp& part);
bool read_key(BytesView& rest, Id16& part);
bool read_key(BytesView& rest, Hash32& part);
bool read_key(BytesView& rest, std::string& part);

constexpr KeyPart part_kind(std::uint64_t) { return KeyPart::number; }
constexpr KeyPart part_kind(Timestamp) { return KeyPart::time; }
constexpr KeyPart part_kind(const Id16&) { return KeyPart::id16; }
constexpr KeyPart part_kind(const Hash32&) { return KeyPart::hash32; }
inline KeyPart part_kind(const std::string&) { return KeyPart::text; }

// Bytes of such a part in a key; 0 for a text, which is as long as it is.
constexpr std::size_t part_width(KeyPart part) {
    switch (part) {
        case KeyPart::number:
        case KeyPart::time:
            return 8;
        case KeyPart::id16:
            return Id16::size;
        case KeyPart::hash32:
            return Hash32::size;
        default:
            return 0;
    }
}

// A key as people write it: parts divided by "/", numbers and times in decimal, ids in hex.
std::optional<Bytes> key_from_text(const std::vector<KeyPart>& parts, std::string_view text);
std::optional<std::string> key_to_text(const std::vector<KeyPart>& parts, BytesView key);

}  // namespace linlian::codec
