// Spares the writer of a tree its waiting for memory. Only tree_merge.cpp calls it.
#pragma once

#include "state/tree/tree.h"
#include "state/tree/tree_nodes.h"

#include <span>

namespace linlian::tree {

// As many changes as fetch_ways takes at once: about the reads that a processor has under way.
inline constexpr std::size_t ways_abreast = 24;

// Asks the processor for the nodes on the ways of these changes below `top`, which Merge is about
// to go through. A large tree lies far from the processor, and each node says where the next one
// is; so the ways are gone abreast, and while one waits for its node the others' arrive. Changes
// nothing.
void fetch_ways(const Arena& arena, const Slot& top, std::span<const TreeChange> changes);

}  // namespace linlian::tree
