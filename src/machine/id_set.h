// A set of ids of transactions. Authors choose their ids by trying nonces, so it is made of ordered
// sets: nobody can make it slow by choosing. A large one is divided by the first bits of the ids,
// which makes it fast for ids that nobody chose.
#pragma once

#include "base/bytes.h"

#include <set>
#include <utility>
#include <vector>

namespace linlian::machine {

class IdSet {
  public:
    bool has(const Hash32& id) const { return parts_[place_of(id)].contains(id); }
    void add(const Hash32& id) {
        parts_[place_of(id)].insert(id);
        if (parts_.size() == 1 && parts_.front().size() >= divided_from) divide();
    }
    std::size_t size() const {
        std::size_t all = 0;
        for (const auto& part : parts_) all += part.size();
        return all;
    }

  private:
    using Part = std::set<Hash32>;
    static constexpr std::size_t part_count = 4096;
    static constexpr std::size_t divided_from = 4096;

    std::size_t place_of(const Hash32& id) const {
        const auto first = static_cast<std::size_t>(id.data[0]) << 4U | id.data[1] >> 4U;
        return parts_.size() == 1 ? 0 : first;
    }
    void divide() {
        const Part all = std::exchange(parts_, std::vector<Part>(part_count)).front();
        for (const auto& id : all) parts_[place_of(id)].insert(id);
    }

    std::vector<Part> parts_{1};
};

}  // namespace linlian::machine
