// Makes the proof of one key in one version. Only tree.cpp calls it.
#pragma once

#include "state/tree/tree_nodes.h"
#include "state/tree/tree_proof.h"

namespace linlian::tree {

StateProof prove(const Arena& arena, const Slot& top, const Hash32& key);

}  // namespace linlian::tree
