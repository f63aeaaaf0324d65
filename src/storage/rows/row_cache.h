// Rows of the newest height in memory, as many as fit: those read or written lately, also such as
// are known not to be there. Views of the rows read from it and the undo of a block does; the one
// writer brings it up to each new height. Safe from any thread. Internal to this room.
//
// A view may stand at an older height than the cache. An entry says since which height it holds,
// and answers views from there on only; what an older view read from the disk is not taken in.
#pragma once

#include "base/timestamp.h"
#include "state/overlay.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <functional>
#include <mutex>

namespace linlian::storage {

class RowCache {
  public:
    // `tip`: the height that the rows on the disk are of.
    RowCache(std::size_t bytes, Height tip);

    // True when it is known how the row stood at this height; then `into` is that.
    bool find(BytesView key, Height at, std::optional<Bytes>& into);
    // A row as it was read from the disk at this height.
    void remember(BytesView key, const std::optional<Bytes>& value, Height at);
    // The rows on the disk are now of this height, after these changes. One writer at a time.
    void advance(Height tip, const state::Changes& changes);
    // The rows on the disk are of this height, and nothing else is known of them.
    void start_over(Height tip);

  private:
    static constexpr std::size_t shard_count = 16;

    using KeyHash = std::uint64_t;
    // Key and value stand in one string, and entries are found by the hash of the key, so that a
    // look-up waits for memory as seldom as can be. Of two keys with one hash the later one stays.
    struct Entry {
        Bytes row;
        std::uint32_t key_size = 0;
        bool is_there = false;
        Height since = 0;

        Entry(BytesView key, const std::optional<Bytes>& value, Height height);
        BytesView key() const { return BytesView{row}.substr(0, key_size); }
        std::optional<Bytes> value() const;
        std::size_t bytes() const;
    };
    using Entries = boost::unordered_flat_map<KeyHash, Entry>;
    // Entries that are asked for stay among the recent ones; when those are too many, they become
    // the older ones, and the older ones go.
    struct Shard {
        std::mutex mutex;
        Height tip = 0;
        Entries recent;
        Entries older;
        std::size_t recent_bytes = 0;
    };

    static KeyHash hash_of(BytesView key) { return std::hash<BytesView>{}(key); }
    Shard& shard_of(KeyHash hash) { return shards_[hash >> 7 & (shard_count - 1)]; }
    static Entry* look_up(Shard& shard, KeyHash hash, BytesView key);
    void make_room(Shard& shard) const;

    std::size_t recent_limit_;  // of one shard
    std::array<Shard, shard_count> shards_;
};

}  // namespace linlian::storage
