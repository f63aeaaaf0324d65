// A proof that a row is, or is not, in the state under a root, and its check. Nodes make it (see
// tree.h), phones and bundles check it. The check trusts nothing but the root: it recomputes every
// hash on the way itself.
//
// The tree (consensus): a binary sparse Merkle tree over 256-bit keys, SHA-256, where
//   tree key   = H(row key), the row key beginning with its table's path; rows of personal tables
//                stand elsewhere: see place.h
//   value hash = H(0x02 ‖ value)
//   leaf       = H(0x00 ‖ tree key ‖ value hash)
//   inner      = H(0x01 ‖ left ‖ right); the first bit of the key decides at the root, 0 is left
//   empty      = 32 zero bytes
// and a subtree with exactly one leaf is that leaf's hash, however high it stands.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace linlian {

inline constexpr unsigned max_tree_depth = 256;

Hash32 tree_key(BytesView row_key);
Hash32 tree_value_hash(BytesView value);
Hash32 tree_leaf_hash(const Hash32& key, const Hash32& value_hash);
Hash32 tree_node_hash(const Hash32& left, const Hash32& right);

// Bit `index` of the key, the most significant bit of its first byte being bit 0.
inline bool tree_bit(const Hash32& key, unsigned index) {
    return ((key.data[index / 8] >> (7 - index % 8)) & 1) != 0;
}

struct StateProof {
    enum class Kind : std::uint8_t {
        member = 1,        // the key's own leaf stands at `depth`
        absent_empty = 2,  // nothing stands at `depth` on the key's way
        absent_other = 3,  // the only leaf below `depth` on the key's way is another key's
    };

    Kind kind = Kind::absent_empty;
    // One entry a level, from the root down, as many as the depth: the hash of the subtree beside
    // the key's way; zero where it is empty.
    std::vector<Hash32> siblings;
    // Of absent_other only; zero otherwise.
    Hash32 other_key;
    Hash32 other_value_hash;

    unsigned depth() const { return static_cast<unsigned>(siblings.size()); }
    bool operator==(const StateProof&) const = default;

    // kind: 1 byte
    // depth: 2 bytes, big-endian, at most 256
    // bitmap: depth bits, rounded up to bytes by zeros; first level first; 1 = not empty
    // siblings: 32 bytes for each 1, first level first, never zero
    // other key, other value hash: 32 bytes each, of absent_other only
    Bytes encode() const;

    // The reverse, every byte accounted for: each proof has one encoding.
    static std::optional<StateProof> decode(BytesView encoded);
};

// True when the proof shows that under this root the key has exactly this value hash.
bool verify_member(const Hash32& root, const Hash32& key, const Hash32& value_hash,
                   const StateProof& proof);

// True when the proof shows that under this root the key has no value.
bool verify_absent(const Hash32& root, const Hash32& key, const StateProof& proof);

}  // namespace linlian
