// Rows in memory, each with the height since which it has been so. A reader at an older height sees
// an entry only where it is at least as old as the reader; otherwise the reader goes to the disk.
// Shards have a lock each, so that cores do not wait for one another.

#include "storage/rows/row_cache.h"

#include <vector>

namespace linlian::storage {
namespace {

// What an entry takes beside its row: its place in a table that is never full, and the ends of a
// piece of memory.
constexpr std::size_t entry_overhead = 110;

}  // namespace

// Key and value lie in one piece of memory; no value says that the row is known to be absent.
RowCache::Entry::Entry(BytesView key, const std::optional<Bytes>& value, Height height)
    : key_size(static_cast<std::uint32_t>(key.size())), is_there(value), since(height) {
    row.reserve(key.size() + (value ? value->size() : 0));
    row = key;
    if (value) row += *value;
}

std::optional<Bytes> RowCache::Entry::value() const {
    if (!is_there) return std::nullopt;
    return row.substr(key_size);
}

std::size_t RowCache::Entry::bytes() const { return row.size() + entry_overhead; }

// Half of the memory for what is recent, half for what is older; each in equal shards.
RowCache::RowCache(std::size_t bytes, Height tip) : recent_limit_(bytes / 2 / shard_count) {
    for (auto& shard : shards_) shard.tip = tip;
}

// What is found among the older ones moves to the recent. Two keys with one hash share a place: the
// other one is then as good as not there.
RowCache::Entry* RowCache::look_up(Shard& shard, KeyHash hash, BytesView key) {
    auto found = shard.recent.find(hash);
    if (found == shard.recent.end()) {
        const auto older = shard.older.find(hash);
        if (older == shard.older.end()) return nullptr;
        shard.recent_bytes += older->second.bytes();
        found = shard.recent.emplace(hash, std::move(older->second)).first;
        shard.older.erase(older);
    }
    return found->second.key() == key ? &found->second : nullptr;
}

// When the recent ones are too many they become the older ones, and what was older goes at once:
// nearly the least recently used, without a list of uses.
void RowCache::make_room(Shard& shard) const {
    if (shard.recent_bytes <= recent_limit_) return;
    shard.older = std::exchange(shard.recent, {});
    shard.recent.reserve(shard.older.size());
    shard.recent_bytes = 0;
}

bool RowCache::find(BytesView key, Height at, std::optional<Bytes>& into) {
    const KeyHash hash = hash_of(key);
    Shard& shard = shard_of(hash);
    const std::lock_guard lock{shard.mutex};
    if (at > shard.tip) return false;
    const Entry* entry = look_up(shard, hash, key);
    if (entry == nullptr || entry->since > at) return false;
    into = entry->value();
    return true;
}

// Only of the newest height: a row read at an older one may have changed since.
void RowCache::remember(BytesView key, const std::optional<Bytes>& value, Height at) {
    const KeyHash hash = hash_of(key);
    Shard& shard = shard_of(hash);
    const std::lock_guard lock{shard.mutex};
    if (at != shard.tip || look_up(shard, hash, key) != nullptr) return;
    Entry entry{key, value, at};
    shard.recent_bytes += entry.bytes();
    shard.recent.insert_or_assign(hash, std::move(entry));
    make_room(shard);
}

// After a block is durable. Rows that are not in the cache are not brought in; entries that changed
// count from this height on.
void RowCache::advance(Height tip, const state::Changes& changes) {
    using Change = std::pair<KeyHash, const state::Changes::value_type*>;
    std::array<std::vector<Change>, shard_count> parts;
    for (const auto& change : changes) {
        const KeyHash hash = hash_of(change.first);
        parts[static_cast<std::size_t>(&shard_of(hash) - shards_.data())].push_back(
            {hash, &change});
    }
    for (std::size_t i = 0; i < shard_count; ++i) {
        Shard& shard = shards_[i];
        const std::lock_guard lock{shard.mutex};
        shard.tip = tip;
        for (const auto& [hash, change] : parts[i]) {
            Entry* entry = look_up(shard, hash, change->first);
            if (entry == nullptr) continue;
            shard.recent_bytes -= entry->bytes();
            *entry = {change->first, change->second, tip};
            shard.recent_bytes += entry->bytes();
        }
        make_room(shard);
    }
}

void RowCache::start_over(Height tip) {
    for (auto& shard : shards_) {
        const std::lock_guard lock{shard.mutex};
        shard.tip = tip;
        shard.recent.clear();
        shard.older.clear();
        shard.recent_bytes = 0;
    }
}

}  // namespace linlian::storage
