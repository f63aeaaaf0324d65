// The tree over a whole state, made from nothing but its rows: what a machine begins from that was
// given rows, or that comes back from them.
#pragma once

#include "machine/machine.h"
#include "machine/veil.h"
#include "state/memory_state.h"

#include <algorithm>
#include <vector>

namespace linlian::kit {

// Published.
inline TreeVersion whole_tree(const machine::Program& program, const state::MemoryState& rows) {
    const auto veil = machine::veil_of(rows);
    std::vector<TreeChange> changes;
    for (const auto& [key, value] : rows.rows())
        changes.push_back({machine::place_of(program, veil, key), tree_value_hash(value)});
    std::ranges::sort(changes, {}, &TreeChange::key);
    TreeVersion tree = empty_tree().with(changes);
    tree.publish();
    return tree;
}

}  // namespace linlian::kit
