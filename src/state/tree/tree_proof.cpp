// Proofs of the sparse Merkle tree: hashes of leaves and nodes, the encoding of a proof, and the
// two checks. Empty subtrees hash to zero and are left out of the encoding; a bitmap says which.
#include "state/tree/tree_proof.h"

#include "base/check.h"
#include "crypto/hash.h"

#include <algorithm>
#include <array>
#include <bit>

namespace linlian {
namespace {

constexpr std::size_t header_bytes = 3;

// H(first byte ‖ a ‖ b): one call on a whole message is the quickest way to hash a node.
Hash32 hash_pair(char first, const Hash32& a, const Hash32& b) {
    std::array<char, 65> message;
    message[0] = first;
    std::memcpy(message.data() + 1, a.data.data(), Hash32::size);
    std::memcpy(message.data() + 33, b.data.data(), Hash32::size);
    return sha256({message.data(), message.size()});
}

// The root that follows when `hash` stands at the end of the key's way.
Hash32 folded(Hash32 hash, const Hash32& key, const std::vector<Hash32>& siblings) {
    for (auto level = static_cast<unsigned>(siblings.size()); level-- > 0;) {
        hash = tree_bit(key, level) ? tree_node_hash(siblings[level], hash)
                                    : tree_node_hash(hash, siblings[level]);
    }
    return hash;
}

bool agree(const Hash32& a, const Hash32& b, unsigned bits) {
    for (unsigned i = 0; i < bits; ++i)
        if (tree_bit(a, i) != tree_bit(b, i)) return false;
    return true;
}

bool is_kind(std::uint8_t byte) { return byte >= 1 && byte <= 3; }

std::size_t bitmap_bytes(unsigned depth) { return (depth + 7) / 8; }

bool bitmap_bit(BytesView bitmap, std::size_t index) {
    return ((static_cast<std::uint8_t>(bitmap[index / 8]) >> (7 - index % 8)) & 1) != 0;
}

// Takes 32 bytes from the front; false when there are fewer.
bool take_hash(BytesView& rest, Hash32& into) {
    if (!Hash32::parse(rest.substr(0, Hash32::size), into)) return false;
    rest.remove_prefix(Hash32::size);
    return true;
}

// The siblings that the bitmap announces; false when it is not canonical or bytes are missing.
// A zero hash is left out, never written: so that a proof has one encoding.
bool take_siblings(BytesView bitmap, BytesView& rest, std::vector<Hash32>& siblings) {
    for (std::size_t i = siblings.size(); i < bitmap.size() * 8; ++i)
        if (bitmap_bit(bitmap, i)) return false;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (!bitmap_bit(bitmap, i)) continue;
        if (!take_hash(rest, siblings[i]) || siblings[i].is_zero()) return false;
    }
    return true;
}

}  // namespace

Hash32 tree_key(BytesView row_key) { return sha256(row_key); }

Hash32 tree_value_hash(BytesView value) { return Sha256{}.add("\2").add(value).finish(); }

Hash32 tree_leaf_hash(const Hash32& key, const Hash32& value_hash) {
    return hash_pair(0, key, value_hash);
}

Hash32 tree_node_hash(const Hash32& left, const Hash32& right) { return hash_pair(1, left, right); }

Bytes StateProof::encode() const {
    CHECK(depth() <= max_tree_depth);
    Bytes bitmap(bitmap_bytes(depth()), '\0');
    Bytes hashes;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (siblings[i].is_zero()) continue;
        bitmap[i / 8] = static_cast<char>(bitmap[i / 8] | (0x80 >> (i % 8)));
        hashes.append(siblings[i].view());
    }
    Bytes encoded;
    encoded.push_back(static_cast<char>(kind));
    encoded.push_back(static_cast<char>(depth() >> 8));
    encoded.push_back(static_cast<char>(depth() & 0xff));
    encoded.append(bitmap).append(hashes);
    if (kind == Kind::absent_other)
        encoded.append(other_key.view()).append(other_value_hash.view());
    return encoded;
}

std::optional<StateProof> StateProof::decode(BytesView encoded) {
    if (encoded.size() < header_bytes) return std::nullopt;
    const auto byte_at = [&](std::size_t i) { return static_cast<std::uint8_t>(encoded[i]); };
    if (!is_kind(byte_at(0))) return std::nullopt;
    const unsigned depth = byte_at(1) * 256u + byte_at(2);
    if (depth > max_tree_depth) return std::nullopt;
    if (encoded.size() < header_bytes + bitmap_bytes(depth)) return std::nullopt;

    StateProof proof;
    proof.kind = static_cast<Kind>(byte_at(0));
    proof.siblings.resize(depth);
    const BytesView bitmap = encoded.substr(header_bytes, bitmap_bytes(depth));
    BytesView rest = encoded.substr(header_bytes + bitmap.size());
    if (!take_siblings(bitmap, rest, proof.siblings)) return std::nullopt;
    if (proof.kind == Kind::absent_other) {
        if (!take_hash(rest, proof.other_key)) return std::nullopt;
        if (!take_hash(rest, proof.other_value_hash)) return std::nullopt;
    }
    if (!rest.empty()) return std::nullopt;
    return proof;
}

bool verify_member(const Hash32& root, const Hash32& key, const Hash32& value_hash,
                   const StateProof& proof) {
    if (proof.kind != StateProof::Kind::member) return false;
    if (proof.depth() > max_tree_depth) return false;
    return folded(tree_leaf_hash(key, value_hash), key, proof.siblings) == root;
}

bool verify_absent(const Hash32& root, const Hash32& key, const StateProof& proof) {
    if (proof.depth() > max_tree_depth) return false;
    switch (proof.kind) {
        case StateProof::Kind::member:
            return false;
        case StateProof::Kind::absent_empty:
            return folded(Hash32{}, key, proof.siblings) == root;
        // Another row stands alone where the key's way ends: both share the way down to there.
        case StateProof::Kind::absent_other:
            if (proof.other_key == key) return false;
            if (!agree(proof.other_key, key, proof.depth())) return false;
            return folded(tree_leaf_hash(proof.other_key, proof.other_value_hash), key,
                          proof.siblings) == root;
    }
    return false;
}

}  // namespace linlian
