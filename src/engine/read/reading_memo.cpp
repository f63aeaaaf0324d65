// The least recently used go first, by their bytes.

#include "engine/read/reading_memo.h"

namespace linlian::engine {

// What is found moves to the front; iterators into the list stay good.
state::Memo::Value ReadingMemo::find(const Hash32& key) {
    const std::lock_guard lock{mutex_};
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    newest_first_.splice(newest_first_.begin(), newest_first_, found->second);
    return found->second->value;
}

// The first value under a key stays: two threads that made the same one at once made equal ones.
void ReadingMemo::keep(const Hash32& key, Value value, std::size_t bytes) {
    if (bytes > bytes_max_) return;
    std::list<Kept> gone;  // let go after the lock: a value may take a while to take apart
    const std::lock_guard lock{mutex_};
    if (by_key_.contains(key)) return;
    newest_first_.push_front({key, std::move(value), bytes});
    by_key_.emplace(key, newest_first_.begin());
    bytes_ += bytes;
    while (bytes_ > bytes_max_) {
        bytes_ -= newest_first_.back().bytes;
        by_key_.erase(newest_first_.back().key);
        gone.splice(gone.begin(), newest_first_, std::prev(newest_first_.end()));
    }
}

std::size_t ReadingMemo::bytes() const {
    const std::lock_guard lock{mutex_};
    return bytes_;
}

}  // namespace linlian::engine
