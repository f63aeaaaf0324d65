// The log as it grows: hashes of leaves and nodes, and the frontier. Its peaks are the perfect
// subtrees that the one bits of its size stand for.
#include "crypto/merkle_log.h"

#include "base/check.h"
#include "crypto/hash.h"

#include <bit>

namespace linlian {
namespace {

void put_big_endian(Bytes& out, std::uint64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}

std::uint64_t big_endian(BytesView bytes) {
    std::uint64_t number = 0;
    for (char c : bytes) number = number << 8 | static_cast<std::uint8_t>(c);
    return number;
}

}  // namespace

Hash32 leaf_hash(BytesView leaf) { return Sha256{}.add({"\0", 1}).add(leaf).finish(); }

Hash32 node_hash(const Hash32& left, const Hash32& right) {
    return Sha256{}.add("\1").add(left.view()).add(right.view()).finish();
}

Hash32 merkle_root(std::span<const Bytes> leaves) {
    LogFrontier frontier;
    for (const Bytes& leaf : leaves) frontier.append(leaf_hash(leaf));
    return frontier.root();
}

Hash32 merkle_root_of_hashes(std::span<const Hash32> leaf_hashes) {
    LogFrontier frontier;
    for (const Hash32& hash : leaf_hashes) frontier.append(hash);
    return frontier.root();
}

// As carrying in binary: each one bit at the end is a peak as wide as the new one, and joins it.
void LogFrontier::append(const Hash32& leaf_hash) {
    Hash32 peak = leaf_hash;
    for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
        peak = node_hash(peaks_.back(), peak);
        peaks_.pop_back();
    }
    peaks_.push_back(peak);
    ++size_;
}

// The peaks folded from the narrowest, as RFC 9162 splits a log.
Hash32 LogFrontier::root() const {
    if (peaks_.empty()) return sha256("");
    Hash32 root = peaks_.back();
    for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
    return root;
}

Bytes LogFrontier::encode() const {
    Bytes encoded;
    put_big_endian(encoded, size_);
    for (const Hash32& peak : peaks_) encoded.append(peak.view());
    return encoded;
}

std::optional<LogFrontier> LogFrontier::decode(BytesView encoded) {
    if (encoded.size() < 8) return std::nullopt;
    LogFrontier frontier;
    frontier.size_ = big_endian(encoded.substr(0, 8));
    const auto peaks = static_cast<std::size_t>(std::popcount(frontier.size_));
    if (encoded.size() != 8 + peaks * Hash32::size) return std::nullopt;
    for (std::size_t i = 0; i < peaks; ++i) {
        Hash32 peak;
        CHECK(Hash32::parse(encoded.substr(8 + i * Hash32::size, Hash32::size), peak));
        frontier.peaks_.push_back(peak);
    }
    return frontier;
}

}  // namespace linlian
