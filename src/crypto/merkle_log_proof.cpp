// Proofs of the log and their checks, as RFC 9162 has them. Whoever proves reads subtrees that are
// stored; whoever checks has nothing but sizes, roots and the path.
#include "base/check.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"

#include <bit>

namespace linlian {
namespace {

// The widest perfect subtree strictly smaller than a log of `size` leaves (size >= 2), as its
// level: RFC 9162's k is 2^level.
unsigned split_level(std::uint64_t size) {
    return static_cast<unsigned>(std::bit_width(size - 1) - 1);
}

// The root of the leaves [first, first + size) where first is a multiple of the power of two that
// holds size: the perfect subtrees of it, folded from the narrowest.
Hash32 root_of_range(std::uint64_t first, std::uint64_t size, const SubtreeReader& reader) {
    CHECK(size > 0);
    const auto narrowest = static_cast<unsigned>(std::countr_zero(size));
    std::uint64_t end = first + size;
    Hash32 root = reader(narrowest, (end >> narrowest) - 1);
    end -= std::uint64_t{1} << narrowest;
    while (end > first) {
        const auto level = static_cast<unsigned>(std::countr_zero(end - first));
        root = node_hash(reader(level, (end >> level) - 1), root);
        end -= std::uint64_t{1} << level;
    }
    return root;
}

}  // namespace

std::vector<Hash32> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                    const SubtreeReader& reader) {
    CHECK(index < size);
    std::vector<Hash32> from_root;
    std::uint64_t first = 0;
    while (size > 1) {
        const std::uint64_t left = std::uint64_t{1} << split_level(size);
        if (index - first < left) {
            from_root.push_back(root_of_range(first + left, size - left, reader));
            size = left;
        } else {
            from_root.push_back(root_of_range(first, left, reader));
            first += left;
            size -= left;
        }
    }
    return {from_root.rbegin(), from_root.rend()};
}

Bytes join_path(std::span<const Hash32> path) {
    Bytes joined;
    joined.reserve(path.size() * Hash32::size);
    for (const Hash32& hash : path) joined += hash.view();
    return joined;
}

std::optional<std::vector<Hash32>> split_path(BytesView joined) {
    if (joined.size() % Hash32::size != 0) return std::nullopt;
    std::vector<Hash32> path(joined.size() / Hash32::size);
    for (std::size_t i = 0; i < path.size(); ++i)
        CHECK(Hash32::parse(joined.substr(i * Hash32::size, Hash32::size), path[i]));
    return path;
}

std::vector<Hash32> prove_consistency(std::uint64_t old_size, std::uint64_t new_size,
                                      const SubtreeReader& reader) {
    CHECK(old_size <= new_size);
    if (old_size == 0 || old_size == new_size) return {};
    // SUBPROOF of RFC 9162 §2.1.4.1 from the root down: `old_size` leaves of [first, first + size).
    std::vector<Hash32> from_root;
    std::uint64_t first = 0;
    std::uint64_t size = new_size;
    while (old_size != size) {
        const std::uint64_t left = std::uint64_t{1} << split_level(size);
        if (old_size <= left) {
            from_root.push_back(root_of_range(first + left, size - left, reader));
            size = left;
        } else {
            from_root.push_back(root_of_range(first, left, reader));
            first += left;
            old_size -= left;
            size -= left;
        }
    }
    // A subtree that is the whole old log needs no hash: the verifier has it as the old root.
    if (first != 0) from_root.push_back(root_of_range(first, size, reader));
    return {from_root.rbegin(), from_root.rend()};
}

// The names fn and sn are those of the RFC: the index of the node and of the last one, level by
// level.
bool verify_inclusion(const Hash32& leaf_hash, std::uint64_t index, std::uint64_t size,
                      std::span<const Hash32> path, const Hash32& root) {
    if (index >= size) return false;
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Hash32 hash = leaf_hash;
    for (const Hash32& beside : path) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            hash = node_hash(beside, hash);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            hash = node_hash(hash, beside);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && hash == root;
}

namespace {

// The walk of RFC 9162 §2.1.4.2 once the first hash is known: both roots from one path.
bool both_roots_follow(std::uint64_t fn, std::uint64_t sn, const Hash32& start,
                       std::span<const Hash32> path, const Hash32& old_root,
                       const Hash32& new_root) {
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    Hash32 old_hash = start;
    Hash32 new_hash = start;
    for (const Hash32& beside : path) {
        if (sn == 0) return false;
        if ((fn & 1) != 0 || fn == sn) {
            old_hash = node_hash(beside, old_hash);
            new_hash = node_hash(beside, new_hash);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, beside);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace

bool verify_consistency(std::uint64_t old_size, const Hash32& old_root, std::uint64_t new_size,
                        const Hash32& new_root, std::span<const Hash32> path) {
    if (old_size > new_size) return false;
    if (old_size == new_size) return path.empty() && old_root == new_root;
    if (old_size == 0) return path.empty() && old_root == sha256("");
    // An old log that is one perfect subtree starts the walk itself.
    const bool starts_from_old_root = std::has_single_bit(old_size);
    if (!starts_from_old_root && path.empty()) return false;
    const Hash32& start = starts_from_old_root ? old_root : path.front();
    return both_roots_follow(old_size - 1, new_size - 1, start,
                             starts_from_old_root ? path : path.subspan(1), old_root, new_root);
}

}  // namespace linlian
