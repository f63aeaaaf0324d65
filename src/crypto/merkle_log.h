// The append-only Merkle log of RFC 9162 (and of RFC 6962, same hashes): the frontier that grows
// it, the proofs that a leaf is in it and that an older log is its beginning, and their checks.
// The machine appends, the verifiers check. It keeps no leaves: a reader supplies old hashes.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace linlian {

// SHA-256(0x00 ‖ leaf), RFC 9162 §2.1.1.
Hash32 leaf_hash(BytesView leaf);
// SHA-256(0x01 ‖ left ‖ right), RFC 9162 §2.1.1.
Hash32 node_hash(const Hash32& left, const Hash32& right);

// The root over a whole list of leaves, or over their leaf hashes. CometBFT hashes the fields of a
// header and the transactions of a block in this same way. The empty list has SHA-256("").
Hash32 merkle_root(std::span<const Bytes> leaves);
Hash32 merkle_root_of_hashes(std::span<const Hash32> leaf_hashes);

// All of a log that appending and its root need: the roots of its perfect subtrees, widest first.
class LogFrontier {
  public:
    void append(const Hash32& leaf_hash);
    std::uint64_t size() const { return size_; }
    Hash32 root() const;

    // The size as 8 bytes, big-endian, then one hash for each one bit of it, widest subtree first.
    Bytes encode() const;
    // The reverse; nothing when the length does not fit the size.
    static std::optional<LogFrontier> decode(BytesView encoded);

    bool operator==(const LogFrontier&) const = default;

  private:
    std::uint64_t size_ = 0;
    std::vector<Hash32> peaks_;
};

// The root of the perfect subtree over leaves [index * 2^level, (index + 1) * 2^level). Level 0
// is a leaf hash. Asked only for subtrees that lie whole inside the log.
using SubtreeReader = std::function<Hash32(unsigned level, std::uint64_t index)>;

// The path that proves leaf `index` in the log of the first `size` leaves, RFC 9162 §2.1.3.1.
// Needs index < size.
std::vector<Hash32> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                    const SubtreeReader& reader);

// A path as one value, 32 bytes a hash, and back; nothing when it is not whole hashes.
Bytes join_path(std::span<const Hash32> path);
std::optional<std::vector<Hash32>> split_path(BytesView joined);

// The path that proves the log of `old_size` leaves to be the beginning of the one of `new_size`,
// RFC 9162 §2.1.4.1. Needs old_size <= new_size; empty when equal or when the old log is empty.
std::vector<Hash32> prove_consistency(std::uint64_t old_size, std::uint64_t new_size,
                                      const SubtreeReader& reader);

// RFC 9162 §2.1.3.2. The caller takes size and root together from a head that it trusts: a path
// alone may fit several sizes of one shape, but under the right root no other leaf or index.
bool verify_inclusion(const Hash32& leaf_hash, std::uint64_t index, std::uint64_t size,
                      std::span<const Hash32> path, const Hash32& root);

// RFC 9162 §2.1.4.2. Of equal sizes it asks equal roots and an empty path; of the empty old log
// its own root, SHA-256(""), and an empty path.
bool verify_consistency(std::uint64_t old_size, const Hash32& old_root, std::uint64_t new_size,
                        const Hash32& new_root, std::span<const Hash32> path);

}  // namespace linlian
