// What both the writer and the prover need to find their way in one version: keys of leaves, hashes
// of slots, and the stretches above a fork that are not stored. Only the tree's own files use it.
#pragma once

#include "state/tree/tree_nodes.h"
#include "state/tree/tree_proof.h"

namespace linlian::tree {

// How many first bits two keys share, 0 to 256.
unsigned shared_bits(const Hash32& a, const Hash32& b);

// The hash at level `to` of a subtree with hash `hash` at level `from`, when nothing else is below
// the key's way between the two; to <= from.
Hash32 raised(Hash32 hash, unsigned from, unsigned to, const Hash32& key);

// The key of some leaf of a slot that is not empty: every fork's stretch is on its way.
const Hash32& some_key(const Arena& arena, Slot slot);

// The hash that the parent hashes: of a leaf its leaf hash.
Hash32 hash_of(const Arena& arena, const Slot& slot);

// The slot as it stands at `level`, below where it stood but not below its fork. A leaf is the same
// everywhere. `key` is of some leaf of it.
Slot lowered(const Arena& arena, Slot slot, unsigned level, const Hash32& key);

}  // namespace linlian::tree
