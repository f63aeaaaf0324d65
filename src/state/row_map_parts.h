// The longer functions of RowMap. Only row_map.h includes it.
#pragma once

#include "base/check.h"
#include "state/row_map.h"

#include <bit>
#include <cstring>

namespace linlian::state {

template <class Value>
auto RowMap<Value>::difference(BytesView key, BytesView other) -> Difference {
    const auto shared = std::min(key.size(), other.size());
    std::size_t at = 0;
    // Eight bytes at once, as keys share long beginnings.
    while (at + 8 <= shared && std::memcmp(key.data() + at, other.data() + at, 8) == 0) at += 8;
    while (at < shared && key[at] == other[at]) ++at;
    const auto byte = static_cast<std::uint32_t>(at);
    const unsigned mine = byte_of(key, byte);
    const unsigned bit = std::bit_floor(mine ^ byte_of(other, byte));
    return {byte, bit, (mine & bit) != 0 ? 1u : 0u};
}

// Walks down while forks decide on earlier bits than the one at which the keys differ.
template <class Value>
auto RowMap<Value>::place_of(BytesView key, const Difference& differs) const -> Place {
    Place place;
    for (Number ref = top_; !is_leaf(ref);) {
        const Fork& fork = forks_[ref];
        if (fork.byte > differs.byte || (fork.byte == differs.byte && fork.bit < differs.bit))
            break;
        place = {ref, side_of(key, fork)};
        ref = fork.side[place.side];
    }
    return place;
}

// All keys below that place go before the key or all go after it: which of the two, the side tells.
template <class Value>
auto RowMap<Value>::lower_bound(BytesView key) const -> Iterator {
    if (top_ == none) return end();
    const Number near = closest(key);
    const auto differs = difference(key, leaves_[near]->row.first);
    if (differs.bit == 0) return {this, near};
    const Place place = place_of(key, differs);
    const Number below = place.fork == none ? top_ : forks_[place.fork].side[place.side];
    if (differs.side == 0) return {this, outermost(below, 0)};
    return {this, leaves_[outermost(below, 1)]->next};
}

template <class Value>
void RowMap<Value>::insert_or_assign(BytesView key, Value value) {
    Difference differs;
    if (top_ != none) {
        auto& near = leaves_[closest(key)]->row;
        differs = difference(key, near.first);
        if (differs.bit == 0) {
            near.second = std::move(value);
            return;
        }
    }
    hang(std::make_unique<Leaf>(Leaf{{Bytes{key}, std::move(value)}, none, none}), differs);
}

template <class Value>
void RowMap<Value>::merge_into(RowMap& target) {
    for (auto& leaf : leaves_) {
        if (!leaf) continue;
        Difference differs;
        if (target.top_ != none) {
            auto& near = target.leaves_[target.closest(leaf->row.first)]->row;
            differs = difference(leaf->row.first, near.first);
            if (differs.bit == 0) {
                near.second = std::move(leaf->row.second);
                continue;
            }
        }
        target.hang(std::move(leaf), differs);
    }
    *this = {};
}

// A new fork takes the place of the subtree, with that subtree on its other side. The new leaf is
// linked in beside the nearest one of it, so that rows stay in order.
template <class Value>
void RowMap<Value>::hang(std::unique_ptr<Leaf> leaf, const Difference& differs) {
    const Place place = top_ == none ? Place{} : place_of(leaf->row.first, differs);
    const Number at = put(leaves_, free_leaves_, std::move(leaf));
    CHECK(at < leaf_flag);
    if (top_ == none) {
        link(at, none, none);
        top_ = at | leaf_flag;
        return;
    }
    const Number below = ref_at(place);
    const Number beside = outermost(below, differs.side);
    if (differs.side == 1)
        link(at, beside, leaves_[beside]->next);
    else
        link(at, leaves_[beside]->before, beside);
    Fork fork{{below, below}, differs.byte, static_cast<std::uint16_t>(differs.bit)};
    fork.side[differs.side] = at | leaf_flag;
    const Number made = put(forks_, free_forks_, fork);
    ref_at(place) = made;
}

template <class Value>
void RowMap<Value>::link(Number at, Number before, Number next) {
    leaves_[at]->before = before;
    leaves_[at]->next = next;
    (before == none ? first_ : leaves_[before]->next) = at;
    if (next != none) leaves_[next]->before = at;
}

// The fork above the leaf goes with it; what hung on its other side takes its place.
template <class Value>
void RowMap<Value>::erase(BytesView key) {
    if (top_ == none) return;
    Place place, above;
    Number ref = top_;
    while (!is_leaf(ref)) {
        above = std::exchange(place, {ref, side_of(key, forks_[ref])});
        ref = forks_[ref].side[place.side];
    }
    const Number at = ref & ~leaf_flag;
    if (leaves_[at]->row.first != key) return;
    if (place.fork == none) {
        top_ = none;
    } else {
        ref_at(above) = forks_[place.fork].side[1 - place.side];
        free_forks_.push_back(place.fork);
    }
    const auto [before, next] = std::pair{leaves_[at]->before, leaves_[at]->next};
    (before == none ? first_ : leaves_[before]->next) = next;
    if (next != none) leaves_[next]->before = before;
    leaves_[at].reset();
    free_leaves_.push_back(at);
}

template <class Value>
void RowMap<Value>::swap(RowMap& other) noexcept {
    forks_.swap(other.forks_);
    leaves_.swap(other.leaves_);
    free_forks_.swap(other.free_forks_);
    free_leaves_.swap(other.free_leaves_);
    std::swap(top_, other.top_);
    std::swap(first_, other.first_);
}

}  // namespace linlian::state
