#include "state/tree/tree_merge.h"

#include "state/tree/tree_fetch.h"
#include "state/tree/tree_walk.h"

#include <algorithm>

namespace linlian::tree {
namespace {

using Changes = std::span<const TreeChange>;

// The changes whose key has bit `split` clear, and those that have it set.
std::array<Changes, 2> parted(Changes changes, unsigned split) {
    const auto middle = std::ranges::partition_point(
        changes, [split](const TreeChange& change) { return !tree_bit(change.key, split); });
    const auto left = static_cast<std::size_t>(middle - changes.begin());
    return {changes.first(left), changes.subspan(left)};
}

// The first level at which the changed keys, and the old rows, do not all go the same way.
unsigned first_split(const Arena& arena, const Slot& old, unsigned level, Changes changes) {
    const unsigned among_changes = shared_bits(changes.front().key, changes.back().key);
    if (old.is_empty()) return among_changes;
    const unsigned fork = old.is_fork() ? arena.forks[old.number()].bit : max_tree_depth;
    if (fork == level) return level;
    const unsigned beside_old = shared_bits(some_key(arena, old), changes.front().key);
    return std::min({among_changes, beside_old, fork});
}

}  // namespace

Slot Merge::run(const Slot& old, unsigned level, Changes changes) {
    if (changes.empty()) return old;
    if (changes.size() == 1) {
        const TreeChange& change = changes.front();
        if (old.is_empty()) return new_leaf(change);
        if (old.is_leaf() && arena_.keys[old.number()] == change.key)
            return changed_leaf(old, change);
    }
    const unsigned split = first_split(arena_, old, level, changes);
    if (old.is_fork() && arena_.forks[old.number()].bit == split)
        return run_through_fork(old, level, changes);
    return run_beside(old, level, split, changes);
}

Slot Merge::new_leaf(const TreeChange& change) {
    if (!change.value_hash) return {};
    const std::uint32_t number = arena_.keys.take(change.key);
    made.keys.push_back(number);
    ++rows_added;
    return {*change.value_hash, number | Slot::leaf_flag};
}

Slot Merge::changed_leaf(const Slot& old, const TreeChange& change) {
    if (change.value_hash) return {*change.value_hash, old.ref};
    replaced.keys.push_back(old.number());
    --rows_added;
    return {};
}

Slot Merge::run_through_fork(const Slot& old, unsigned level, Changes changes) {
    const Fork& fork = arena_.forks[old.number()];
    const auto parts = parted(changes, fork.bit);
    const Sides before{fork.slot(0), fork.slot(1)};
    for (unsigned side : {0u, 1u}) {
        if (changes.size() > ways_abreast && parts[side].size() <= ways_abreast)
            fetch_ways(arena_, before[side], parts[side]);
    }
    const Sides after{run(before[0], fork.bit + 1u, parts[0]),
                      run(before[1], fork.bit + 1u, parts[1])};
    if (after == before) return old;
    replaced.forks.push_back(old.number());
    return joined(after, level, fork.bit, changes.front().key);
}

// All old rows are on one side of the split, if there are any.
Slot Merge::run_beside(const Slot& old, unsigned level, unsigned split, Changes changes) {
    const auto parts = parted(changes, split);
    Sides before;
    if (!old.is_empty()) {
        const Hash32& key = some_key(arena_, old);
        before[tree_bit(key, split)] = lowered(arena_, old, split + 1, key);
    }
    const Sides after{run(before[0], split + 1, parts[0]), run(before[1], split + 1, parts[1])};
    return joined(after, level, split, changes.front().key);
}

// The slot at `level` of a subtree with these two sides at `split`; the key leads to there.
Slot Merge::joined(const Sides& sides, unsigned level, unsigned split, const Hash32& key) {
    if (sides[0].is_empty() || sides[1].is_empty()) {
        const bool is_right = sides[0].is_empty();
        Slot only = sides[is_right];
        if (!only.is_fork()) return only;
        only.hash = is_right ? tree_node_hash({}, only.hash) : tree_node_hash(only.hash, {});
        only.hash = raised(only.hash, split, level, key);
        return only;
    }
    const Hash32 at_fork = tree_node_hash(hash_of(arena_, sides[0]), hash_of(arena_, sides[1]));
    const std::uint32_t number = arena_.forks.take({.hash = {sides[0].hash, sides[1].hash},
                                                    .ref = {sides[0].ref, sides[1].ref},
                                                    .bit = static_cast<std::uint16_t>(split)});
    made.forks.push_back(number);
    return {raised(at_fork, split, level, key), number};
}

}  // namespace linlian::tree
