// Tiles of the Merkle log: reading them, and the right edge to which leaves are appended. A level
// is the logarithm to the base 256 of how many leaves one hash covers.

#include "storage/rows/log_tiles.h"

#include "base/check.h"
#include "storage/history_missing.h"
#include "storage/rows/tip_record.h"

namespace linlian::storage {
namespace {

// No log grows longer, and no shift below goes too far.
constexpr unsigned max_log_bits = 56;

// How many roots of this level are complete and not yet part of a full tile.
std::size_t partial_count(std::uint64_t size, unsigned level) {
    return static_cast<std::size_t>((size >> (tile_bits * level)) % tile_width);
}

// How many levels a log of this size has hashes in.
unsigned level_count(std::uint64_t size) {
    unsigned levels = 0;
    for (; size > 0; size >>= tile_bits) ++levels;
    return levels;
}

Bytes join(std::span<const Hash32> hashes) {
    Bytes bytes;
    bytes.reserve(hashes.size() * Hash32::size);
    for (const auto& hash : hashes) bytes += hash.view();
    return bytes;
}

// Of a piece whose length is a multiple of a hash, or it does not read.
std::vector<Hash32> split(BytesView bytes) {
    std::vector<Hash32> hashes(bytes.size() / Hash32::size);
    for (auto& hash : hashes) {
        expect_readable(Hash32::parse(bytes.substr(0, Hash32::size), hash), "a piece");
        bytes.remove_prefix(Hash32::size);
    }
    return hashes;
}

// A ledger that began with a snapshot lacks old tiles and is not damaged: proofs over them are
// refused, and everything else goes on.
[[noreturn]] void throw_missing(const Database& database, const std::string& what) {
    if (database.get(Family::meta, base_name))
        throw HistoryMissing{what +
                             "; it may lie before the snapshot that this node began with. Ask a "
                             "node that has all"};
    throw state::ReadFault{what + " (DAMAGED); restore the latest backup into an empty folder"};
}

// `count` hashes of a level from number `first` on; they must lie in one tile.
std::vector<Hash32> read_hashes(const Database& database, unsigned level, std::uint64_t first,
                                std::size_t count) {
    const auto tile = database.get(Family::tiles, tile_key(level, first / tile_width));
    const std::size_t offset = static_cast<std::size_t>(first % tile_width) * Hash32::size;
    if (!tile || tile->size() < offset + count * Hash32::size)
        throw_missing(database, "the history in " + database.folder().string() + " lacks hash " +
                                    std::to_string(first) + " of level " + std::to_string(level));
    return split(BytesView{*tile}.substr(offset, count * Hash32::size));
}

}  // namespace

// For a size below today's the partial tiles of then are the beginnings of today's tiles.
LogEdge LogEdge::read(const Database& database, std::uint64_t size) {
    LogEdge edge;
    edge.size_ = size;
    for (unsigned level = 0; level < level_count(size); ++level) {
        const std::size_t count = partial_count(size, level);
        const std::uint64_t first = (size >> (tile_bits * level)) - count;
        edge.partial_.push_back(count == 0 ? std::vector<Hash32>{}
                                           : read_hashes(database, level, first, count));
    }
    return edge;
}

Bytes LogEdge::encode() const {
    Bytes bytes = number_key(size_);
    for (const auto& hashes : partial_) bytes += join(hashes);
    return bytes;
}

// The size says how many hashes each level must have; a longer or shorter text is refused, so that
// an edge has one encoding.
std::optional<LogEdge> LogEdge::decode(BytesView encoded) {
    if (encoded.size() < 8) return std::nullopt;
    LogEdge edge;
    edge.size_ = number_of(encoded);
    if (edge.size_ >> max_log_bits != 0) return std::nullopt;
    encoded.remove_prefix(8);
    for (unsigned level = 0; level < level_count(edge.size_); ++level) {
        const std::size_t bytes = partial_count(edge.size_, level) * Hash32::size;
        if (encoded.size() < bytes) return std::nullopt;
        edge.partial_.push_back(split(encoded.substr(0, bytes)));
        encoded.remove_prefix(bytes);
    }
    if (!encoded.empty()) return std::nullopt;
    return edge;
}

// A full tile rises: its root becomes a hash of the next level, which may fill that one too. At the
// bottom `size_` is still that before the leaf, which gives the index of the tile it is in.
void LogEdge::add(unsigned level, const Hash32& hash, std::vector<Tile>& full) {
    Hash32 rising = hash;
    for (;; ++level) {
        if (partial_.size() <= level) partial_.resize(level + 1);
        auto& hashes = partial_[level];
        hashes.push_back(rising);
        if (hashes.size() < tile_width) return;
        const std::uint64_t index = (size_ >> (tile_bits * (level + 1)));
        full.push_back({level, index, join(hashes)});
        rising = merkle_root_of_hashes(hashes);
        hashes.clear();
    }
}

std::vector<Tile> LogEdge::append(std::span<const Hash32> leaf_hashes) {
    std::vector<Tile> changed;
    for (const auto& hash : leaf_hashes) {
        add(0, hash, changed);
        ++size_;
    }
    for (auto& tile : partial_tiles()) changed.push_back(std::move(tile));
    return changed;
}

std::vector<Tile> LogEdge::partial_tiles() const {
    std::vector<Tile> tiles;
    for (unsigned level = 0; level < partial_.size(); ++level) {
        if (!partial_[level].empty())
            tiles.push_back({level, size_ >> (tile_bits * (level + 1)), join(partial_[level])});
    }
    return tiles;
}

LogFrontier LogEdge::frontier() const {
    // The peaks, widest first: each level's partial tile divides into its powers of two.
    Bytes encoded = number_key(size_);
    for (std::size_t level = partial_.size(); level-- > 0;) {
        std::span<const Hash32> rest{partial_[level]};
        for (std::size_t width = tile_width / 2; width > 0; width /= 2) {
            if (rest.size() < width) continue;
            encoded += merkle_root_of_hashes(rest.first(width)).view();
            rest = rest.subspan(width);
        }
    }
    auto frontier = LogFrontier::decode(encoded);
    CHECK(frontier.has_value());
    return std::move(*frontier);
}

// `level` is that of the binary tree here; a subtree of 2^level leaves is part of one tile, for its
// width divides 256.
SubtreeReader tile_reader(const Database& database) {
    return [&database](unsigned level, std::uint64_t index) {
        const std::size_t width = std::size_t{1} << (level % tile_bits);
        return merkle_root_of_hashes(
            read_hashes(database, level / tile_bits, index * width, width));
    };
}

}  // namespace linlian::storage
