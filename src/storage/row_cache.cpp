#include "storage/row_cache.h"

#include <vector>

namespace linlian::storage {
namespace {

// What an entry takes beside its key and value: two strings, the node, its place in the table.
constexpr std::size_t entry_overhead = 160;

std::size_t size_of(const std::optional<Bytes>& value) { return value ? value->size() : 0; }

}  // namespace

RowCache::RowCache(std::size_t bytes, Height tip) : recent_limit_(bytes / 2 / shard_count) {
    for (auto& shard : shards_) shard.tip = tip;
}

RowCache::Entry* RowCache::look_up(Shard& shard, BytesView key) {
    if (const auto found = shard.recent.find(key); found != shard.recent.end())
        return &found->second;
    const auto found = shard.older.find(key);
    if (found == shard.older.end()) return nullptr;
    shard.recent_bytes += found->first.size() + size_of(found->second.value) + entry_overhead;
    return &shard.recent.insert(shard.older.extract(found)).position->second;
}

void RowCache::make_room(Shard& shard) const {
    if (shard.recent_bytes <= recent_limit_) return;
    shard.older = std::exchange(shard.recent, {});
    shard.recent_bytes = 0;
}

bool RowCache::find(BytesView key, Height at, std::optional<Bytes>& into) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    if (at > shard.tip) return false;
    const Entry* entry = look_up(shard, key);
    if (entry == nullptr || entry->since > at) return false;
    into = entry->value;
    return true;
}

void RowCache::remember(BytesView key, const std::optional<Bytes>& value, Height at) {
    Shard& shard = shard_of(key);
    const std::lock_guard lock{shard.mutex};
    if (at != shard.tip) return;
    const auto [entry, added] = shard.recent.try_emplace(Bytes{key}, Entry{value, at});
    if (!added) return;
    shard.recent_bytes += key.size() + size_of(value) + entry_overhead;
    make_room(shard);
}

void RowCache::advance(Height tip, const state::Changes& changes) {
    std::array<std::vector<const state::Changes::value_type*>, shard_count> parts;
    for (const auto& change : changes)
        parts[static_cast<std::size_t>(&shard_of(change.first) - shards_.data())].push_back(
            &change);
    for (std::size_t i = 0; i < shard_count; ++i) {
        Shard& shard = shards_[i];
        const std::lock_guard lock{shard.mutex};
        shard.tip = tip;
        for (const auto* change : parts[i]) {
            Entry* entry = look_up(shard, change->first);
            if (entry == nullptr) continue;
            shard.recent_bytes += size_of(change->second);
            shard.recent_bytes -= size_of(entry->value);
            *entry = {change->second, tip};
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
