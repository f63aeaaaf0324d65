// The hashes of the history, in tiles: a tile of level L holds 256 roots of subtrees over 256^L
// leaves each (level 0: leaf hashes). A full tile is never written again; the last, partial one of
// each level is the right edge of the log. From tiles alone every proof about the log is made, so
// they are never pruned.
#pragma once

#include "crypto/merkle_log.h"
#include "storage/rows/database.h"

namespace linlian::storage {

inline constexpr std::size_t tile_width = 256;
inline constexpr unsigned tile_bits = 8;

// A tile as it is to be written.
struct Tile {
    unsigned level = 0;
    std::uint64_t index = 0;
    Bytes hashes;
};

// The right edge of the log: what appending needs.
class LogEdge {
  public:
    LogEdge() = default;
    // The edge of the first `size` leaves. Throws state::ReadFault when tiles are missing.
    static LogEdge read(const Database& database, std::uint64_t size);
    // The reverse of encode(); nothing when lengths do not fit.
    static std::optional<LogEdge> decode(BytesView encoded);
    // The size (8 bytes), then the partial tile of each level, lowest first.
    Bytes encode() const;

    // Adds leaves; returns the tiles that changed, full ones and the new edge.
    std::vector<Tile> append(std::span<const Hash32> leaf_hashes);
    std::uint64_t size() const { return size_; }
    // The frontier of the log that has this edge.
    LogFrontier frontier() const;
    // The partial tiles, for a store that starts with this edge.
    std::vector<Tile> partial_tiles() const;

  private:
    void add(unsigned level, const Hash32& hash, std::vector<Tile>& full);

    std::uint64_t size_ = 0;
    std::vector<std::vector<Hash32>> partial_;  // by level; each shorter than a tile
};

// Reads subtrees of the log from its tiles; throws state::ReadFault when they are not there.
SubtreeReader tile_reader(const Database& database);

}  // namespace linlian::storage
