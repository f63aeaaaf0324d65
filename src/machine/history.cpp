#include "machine/history.h"

#include "codec/wire.h"
#include "crypto/hash.h"

namespace linlian::machine {
namespace {

std::int64_t minute_of(Timestamp time) { return time.ms / ms_per_minute; }

}  // namespace

bool RecentIds::has(const Hash32& id, Timestamp expires) const {
    const auto minute = by_minute_.find(minute_of(expires));
    return minute != by_minute_.end() && minute->second.has(id);
}

void RecentIds::add(const Hash32& id, Timestamp expires) { by_minute_[minute_of(expires)].add(id); }

void RecentIds::forget_expired(Timestamp now) {
    by_minute_.erase(by_minute_.begin(), by_minute_.lower_bound(minute_of(now)));
}

std::size_t RecentIds::size() const {
    std::size_t total = 0;
    for (const auto& [minute, ids] : by_minute_) total += ids.size();
    return total;
}

Bytes encode_leaf(const v1::Leaf& leaf) { return codec::encode(leaf); }

Hash32 effects_hash(const v1::Effects& effects) {
    static const HashTag tag{"linlian/effects"};
    return tag.hash(codec::encode(effects));
}

}  // namespace linlian::machine
