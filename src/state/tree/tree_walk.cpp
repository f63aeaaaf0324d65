// Small steps on the nodes of a tree, for merging and proving.
#include "state/tree/tree_walk.h"

namespace linlian::tree {

unsigned shared_bits(const Hash32& a, const Hash32& b) {
    for (unsigned i = 0; i < Hash32::size; ++i) {
        const auto differing = static_cast<std::uint8_t>(a.data[i] ^ b.data[i]);
        if (differing != 0) return i * 8 + static_cast<unsigned>(std::countl_zero(differing));
    }
    return max_tree_depth;
}

// On each level the other side is empty, and hashes to zero.
Hash32 raised(Hash32 hash, unsigned from, unsigned to, const Hash32& key) {
    for (unsigned level = from; level-- > to;)
        hash = tree_bit(key, level) ? tree_node_hash({}, hash) : tree_node_hash(hash, {});
    return hash;
}

const Hash32& some_key(const Arena& arena, Slot slot) {
    while (slot.is_fork()) slot = arena.forks[slot.number()].slot(0);
    return arena.keys[slot.number()];
}

Hash32 hash_of(const Arena& arena, const Slot& slot) {
    return slot.is_leaf() ? tree_leaf_hash(arena.keys[slot.number()], slot.hash) : slot.hash;
}

Slot lowered(const Arena& arena, Slot slot, unsigned level, const Hash32& key) {
    if (!slot.is_fork()) return slot;
    const Fork& fork = arena.forks[slot.number()];
    const Hash32 at_fork =
        tree_node_hash(hash_of(arena, fork.slot(0)), hash_of(arena, fork.slot(1)));
    slot.hash = raised(at_fork, fork.bit, level, key);
    return slot;
}

}  // namespace linlian::tree
