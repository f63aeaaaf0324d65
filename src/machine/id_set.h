// A set of ids of transactions: one look-up costs one step into memory, where std::set takes one at
// each level. An id is a hash, so its first bytes say where it lies in the table; order never comes
// out of it, for nothing can list it. Who grinds ids that lie together only makes their own
// transactions slower to find.
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace linlian::machine {

class IdSet {
  public:
    bool has(const Hash32& id) const { return !slots_.empty() && slots_[place_of(id)].has_value(); }
    void add(const Hash32& id) {
        if (size_ * 2 >= slots_.size()) grow();
        auto& slot = slots_[place_of(id)];
        if (!slot) ++size_;
        slot = id;
    }
    std::size_t size() const { return size_; }

  private:
    // Where the id is, or would be.
    std::size_t place_of(const Hash32& id) const {
        std::uint64_t place = 0;
        std::memcpy(&place, id.data.data(), sizeof place);
        const std::size_t last = slots_.size() - 1;  // the size is a power of two
        place &= last;
        while (slots_[place] && *slots_[place] != id) place = (place + 1) & last;
        return place;
    }
    void grow() {
        const auto before = std::exchange(
            slots_,
            std::vector<std::optional<Hash32>>(std::max<std::size_t>(16, slots_.size() * 2)));
        for (const auto& id : before) {
            if (id) slots_[place_of(*id)] = id;
        }
    }

    std::vector<std::optional<Hash32>> slots_;
    std::size_t size_ = 0;
};

}  // namespace linlian::machine
