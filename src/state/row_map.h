// Rows in key order, found by the bits in which their keys differ: a crit-bit tree. Overlays keep
// their writes in it and the states in memory their rows. It does what std::map does here, at a
// fraction of the cost: a look-up walks small nodes that lie together and compares one whole key,
// where a map compares a key that lies elsewhere at each step. Its depth is bounded by the length
// of a key, whatever the keys are, so nobody can make it slow by choosing them.
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace linlian::state {

template <class Value>
class RowMap {
    using Number = std::uint32_t;
    struct Leaf;

  public:
    using value_type = std::pair<Bytes, Value>;

    // Goes through rows in key order; stays good while its row is there.
    class Iterator {
      public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = RowMap::value_type;
        using difference_type = std::ptrdiff_t;
        using pointer = const value_type*;
        using reference = const value_type&;

        Iterator() = default;
        reference operator*() const { return map_->leaves_[at_]->row; }
        pointer operator->() const { return &**this; }
        Iterator& operator++() {
            at_ = map_->leaves_[at_]->next;
            return *this;
        }
        Iterator operator++(int) { return std::exchange(*this, std::next(*this)); }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

      private:
        friend class RowMap;
        Iterator(const RowMap* map, Number at) : map_(map), at_(at) {}
        const RowMap* map_ = nullptr;
        Number at_ = none;
    };

    RowMap() = default;
    RowMap(std::initializer_list<value_type> rows) {
        for (const auto& [key, value] : rows) insert_or_assign(key, value);
    }
    RowMap(const RowMap& other) {
        for (const auto& [key, value] : other) insert_or_assign(key, value);
    }
    RowMap(RowMap&& other) noexcept { swap(other); }
    RowMap& operator=(RowMap other) noexcept {
        swap(other);
        return *this;
    }
    ~RowMap() = default;

    Iterator begin() const { return {this, first_}; }
    Iterator end() const { return {this, none}; }
    std::size_t size() const { return leaves_.size() - free_leaves_.size(); }
    bool empty() const { return size() == 0; }

    Iterator find(BytesView key) const {
        const Number at = top_ == none ? none : closest(key);
        return {this, at != none && leaves_[at]->row.first == key ? at : none};
    }
    bool contains(BytesView key) const { return find(key) != end(); }
    // The first row whose key is not before `key`.
    Iterator lower_bound(BytesView key) const;

    void insert_or_assign(BytesView key, Value value);
    void erase(BytesView key);
    // Moves all rows into `target`; where both have a key the one moved in stays.
    void merge_into(RowMap& target);
    void swap(RowMap& other) noexcept;

    bool operator==(const RowMap& other) const {
        return size() == other.size() && std::equal(begin(), end(), other.begin());
    }

  private:
    static constexpr Number none = std::numeric_limits<Number>::max();
    static constexpr Number leaf_flag = 0x8000'0000;
    // Of a byte that is there, above its eight bits: a key that ends goes before all that go on.
    static constexpr unsigned present = 0x100;

    struct Leaf {
        value_type row;
        Number before = none;
        Number next = none;
    };
    // The keys below agree up to this bit of this byte, and differ there.
    struct Fork {
        Number side[2];
        std::uint32_t byte;
        std::uint16_t bit;  // one of 0x100 … 0x01
    };
    struct Difference {
        std::uint32_t byte = 0;
        unsigned bit = 0;   // 0: the keys are equal
        unsigned side = 0;  // of the key: 1 when it goes after the other
    };
    // Where a fork hangs: the side of its parent, or the top.
    struct Place {
        Number fork = none;
        unsigned side = 0;
    };

    static unsigned byte_of(BytesView key, std::uint32_t at) {
        return at < key.size() ? present | static_cast<unsigned char>(key[at]) : 0;
    }
    static unsigned side_of(BytesView key, const Fork& fork) {
        return (byte_of(key, fork.byte) & fork.bit) != 0 ? 1 : 0;
    }
    static bool is_leaf(Number ref) { return (ref & leaf_flag) != 0; }
    // How `key` stands to the other one.
    static Difference difference(BytesView key, BytesView other);

    Number closest(BytesView key) const {
        Number ref = top_;
        while (!is_leaf(ref)) ref = forks_[ref].side[side_of(key, forks_[ref])];
        return ref & ~leaf_flag;
    }
    Number& ref_at(Place place) {
        return place.fork == none ? top_ : forks_[place.fork].side[place.side];
    }
    // The leaf at this end of a subtree: its first row (side 0) or its last.
    Number outermost(Number ref, unsigned side) const {
        while (!is_leaf(ref)) ref = forks_[ref].side[side];
        return ref & ~leaf_flag;
    }
    // The place of the highest subtree all of whose keys differ from `key` there and not before.
    Place place_of(BytesView key, const Difference& differs) const;
    // Puts in a leaf whose key differs from all others, from some nearest one like this.
    void hang(std::unique_ptr<Leaf> leaf, const Difference& differs);
    void link(Number at, Number before, Number next);

    template <class Thing>
    static Number put(std::vector<Thing>& things, std::vector<Number>& free, Thing thing) {
        if (free.empty()) {
            things.push_back(std::move(thing));
            return static_cast<Number>(things.size() - 1);
        }
        const Number at = free.back();
        free.pop_back();
        things[at] = std::move(thing);
        return at;
    }

    std::vector<Fork> forks_;
    std::vector<std::unique_ptr<Leaf>> leaves_;
    std::vector<Number> free_forks_, free_leaves_;
    Number top_ = none;
    Number first_ = none;
};

}  // namespace linlian::state

#include "state/row_map_parts.h"
