// A set of ids of transactions. Authors choose their ids by trying nonces, so it is of ordered
// sets: nobody can make it slow by choosing. As it grows it is divided by the first bits of ids.
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
        if (!parts_[place_of(id)].insert(id).second) return;
        ++size_;
        if (bits_ < most_bits && size_ >= divided_at * parts_.size()) divide();
    }
    std::size_t size() const { return size_; }

  private:
    using Part = std::set<Hash32>;
    // Each part is divided into 2^4 when they hold 8 ids on average.
    static constexpr std::size_t divided_at = 8;
    static constexpr unsigned bits_a_time = 4;
    static constexpr unsigned most_bits = 16;

    std::size_t place_of(const Hash32& id) const {
        return (static_cast<std::size_t>(id.data[0]) << 8U | id.data[1]) >> (most_bits - bits_);
    }
    void divide() {
        bits_ += bits_a_time;
        auto before = std::exchange(parts_, std::vector<Part>(std::size_t{1} << bits_));
        for (auto& part : before)
            while (!part.empty()) {
                auto id = part.extract(part.begin());
                parts_[place_of(id.value())].insert(std::move(id));
            }
    }

    std::vector<Part> parts_{1};
    unsigned bits_ = 0;
    std::size_t size_ = 0;
};

}  // namespace linlian::machine
