// A set of ids of transactions: one look-up costs two steps into memory, where std::set takes one
// at each level. An id is a hash, so its first bytes say which chain it belongs to; order never
// comes out of it, for nothing can list it. Authors choose their ids by trying nonces: whoever
// tries for ids of one chain makes look-ups in that chain slower, which others share by chance
// alone, and no more work when the set grows.
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <vector>

namespace linlian::machine {

class IdSet {
  public:
    bool has(const Hash32& id) const {
        if (heads_.empty()) return false;
        for (auto at = heads_[chain_of(id)]; at != 0; at = entries_[at - 1].next)
            if (entries_[at - 1].id == id) return true;
        return false;
    }
    void add(const Hash32& id) {
        if (has(id)) return;
        if (entries_.size() == heads_.size()) grow();
        entries_.push_back({id, 0});
        put_in_chain(entries_.size());
    }
    std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        Hash32 id;
        std::size_t next = 0;  // number of the next one in its chain, from 1; 0: the last
    };
    std::size_t chain_of(const Hash32& id) const {
        std::uint64_t place = 0;
        std::memcpy(&place, id.data.data(), sizeof place);
        return place & (heads_.size() - 1);  // the number of chains is a power of two
    }
    void put_in_chain(std::size_t number) {
        auto& head = heads_[chain_of(entries_[number - 1].id)];
        entries_[number - 1].next = head;
        head = number;
    }
    void grow() {
        heads_.assign(std::max<std::size_t>(16, heads_.size() * 2), 0);
        for (std::size_t number = 1; number <= entries_.size(); ++number) put_in_chain(number);
    }

    std::vector<std::size_t> heads_;  // number of the first entry of each chain; 0: none
    std::vector<Entry> entries_;
};

}  // namespace linlian::machine
