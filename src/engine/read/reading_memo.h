// What readers of the ledger keep from one reading to the next, up to so many bytes: what was not
// used for the longest time goes first. Safe from any thread.
#pragma once

#include "state/memo.h"

#include <list>
#include <map>
#include <mutex>

namespace linlian::engine {

class ReadingMemo final : public state::Memo {
  public:
    // 64 MiB.
    static constexpr std::size_t usual_bytes = 64 * 1024 * 1024;

    explicit ReadingMemo(std::size_t bytes_max = usual_bytes) : bytes_max_(bytes_max) {}

    Value find(const Hash32& key) override;
    // A value larger than all the room there is is not kept.
    void keep(const Hash32& key, Value value, std::size_t bytes) override;
    std::size_t bytes() const;

  private:
    struct Kept {
        Hash32 key;
        Value value;
        std::size_t bytes = 0;
    };

    const std::size_t bytes_max_;
    mutable std::mutex mutex_;
    std::size_t bytes_ = 0;
    // By last use; the map leads into it.
    std::list<Kept> newest_first_;
    std::map<Hash32, std::list<Kept>::iterator> by_key_;
};

}  // namespace linlian::engine
