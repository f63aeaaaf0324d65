// Sets and maps of ids of transactions. Authors choose their ids by trying nonces, so they are of
// ordered ones: nobody can make them slow by choosing. As they grow they are divided by the first
// bits of ids.
#pragma once

#include "base/bytes.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace linlian {

// `Ordered` is a std::set of ids or a std::map from them.
template <typename Ordered>
class DividedIds {
  public:
    bool has(const Hash32& id) const { return part_of(id).contains(id); }
    // What the map has for an id that it has.
    const auto& at(const Hash32& id) const { return part_of(id).at(id); }
    void add(typename Ordered::value_type one) {
        const Hash32 id = id_of(one);
        if (!parts_[place_of(id)].insert(std::move(one)).second) return;
        ++size_;
        if (bits_ < most_bits && size_ >= divided_at * parts_.size()) divide();
    }
    void erase(const Hash32& id) { size_ -= parts_[place_of(id)].erase(id); }
    std::size_t size() const { return size_; }

  private:
    // Each part is divided into 2^4 when they hold 8 ids on average.
    static constexpr std::size_t divided_at = 8;
    static constexpr unsigned bits_a_time = 4;
    static constexpr unsigned most_bits = 16;

    static const Hash32& id_of(const typename Ordered::value_type& one) {
        if constexpr (requires { typename Ordered::mapped_type; })
            return one.first;
        else
            return one;
    }
    std::size_t place_of(const Hash32& id) const {
        return (static_cast<std::size_t>(id.data[0]) << 8U | id.data[1]) >> (most_bits - bits_);
    }
    const Ordered& part_of(const Hash32& id) const { return parts_[place_of(id)]; }
    void divide() {
        bits_ += bits_a_time;
        auto before = std::exchange(parts_, std::vector<Ordered>(std::size_t{1} << bits_));
        for (auto& part : before)
            while (!part.empty()) {
                const std::size_t place = place_of(id_of(*part.begin()));
                parts_[place].insert(part.extract(part.begin()));
            }
    }

    std::vector<Ordered> parts_{1};
    unsigned bits_ = 0;
    std::size_t size_ = 0;
};

using IdSet = DividedIds<std::set<Hash32>>;
template <typename T>
using IdMap = DividedIds<std::map<Hash32, T>>;

}  // namespace linlian
