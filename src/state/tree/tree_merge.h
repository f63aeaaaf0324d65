// Makes the changes of one batch in the tree: new nodes along the changed ways only, each hashed
// once. Only tree.cpp calls it. It changes no node that exists.
#pragma once

#include "state/tree/tree.h"
#include "state/tree/tree_nodes.h"

#include <span>

namespace linlian::tree {

class Merge {
  public:
    explicit Merge(Arena& arena) : arena_{arena} {}

    // The subtree that stands at `level`, with these changes made; all keys share its first `level`
    // bits. Calls itself at most once for each bit of a key.
    Slot run(const Slot& old, unsigned level, std::span<const TreeChange> changes);

    // What run() made, and what it replaced, so far.
    Discarded made;
    Discarded replaced;
    std::int64_t rows_added = 0;

  private:
    using Changes = std::span<const TreeChange>;
    using Sides = std::array<Slot, 2>;

    Slot new_leaf(const TreeChange& change);
    Slot changed_leaf(const Slot& old, const TreeChange& change);
    Slot run_through_fork(const Slot& old, unsigned level, Changes changes);
    Slot run_beside(const Slot& old, unsigned level, unsigned split, Changes changes);
    Slot joined(const Sides& sides, unsigned level, unsigned split, const Hash32& key);

    Arena& arena_;
};

}  // namespace linlian::tree
