#include "state/tree/tree_prover.h"

#include "state/tree/tree_walk.h"

namespace linlian::tree {
namespace {

// What stands at the end of the key's way once no fork is left: nothing, its own leaf, or another.
StateProof ended_at(const Arena& arena, const Slot& slot, const Hash32& key, StateProof proof) {
    if (slot.is_empty()) return proof;
    const Hash32& found = arena.keys[slot.number()];
    if (found == key) {
        proof.kind = StateProof::Kind::member;
        return proof;
    }
    proof.kind = StateProof::Kind::absent_other;
    proof.other_key = found;
    proof.other_value_hash = slot.hash;
    return proof;
}

}  // namespace

StateProof prove(const Arena& arena, const Slot& top, const Hash32& key) {
    StateProof proof;
    Slot slot = top;
    while (slot.is_fork()) {
        const Fork& fork = arena.forks[slot.number()];
        if (fork.bit > proof.depth()) {
            // Above the fork only one side is not empty. Should the key leave that stretch, it ends
            // at once in the empty side, beside all that is below.
            const Hash32& inside = some_key(arena, slot);
            const unsigned leaves_at = shared_bits(inside, key);
            if (leaves_at < fork.bit) {
                proof.siblings.resize(leaves_at);
                proof.siblings.push_back(lowered(arena, slot, leaves_at + 1, inside).hash);
                return proof;
            }
            proof.siblings.resize(fork.bit);
        }
        const bool side = tree_bit(key, fork.bit);
        proof.siblings.push_back(hash_of(arena, fork.slot(!side)));
        slot = fork.slot(side);
    }
    return ended_at(arena, slot, key, std::move(proof));
}

}  // namespace linlian::tree
