// The steps of apply_block that its two halves (transactions, due work) share: running something
// in an overlay of its own with the change invariants, and writing its receipt.
#pragma once

#include "machine/machine.h"

namespace linlian::machine {

// Who does something, under which id, and the room of a block that they pay from: nullptr for what
// paid before.
struct Doing {
    const Author& author;
    const Hash32& id;
    BlockRoom* room = nullptr;
};

// Runs `run` in a fresh overlay over `block`, whose salt is the veil. Its writes are merged only
// when it succeeds and no change invariant is broken. Fills `effects` either way.
Result<> run_guarded(const Program& program, state::Overlay& block, BlockTime time,
                     const Doing& doing, const std::function<Result<>(Context&)>& run,
                     v1::Effects& effects);

// Completes the leaf with outcome and effects and adds the receipt to the result.
void add_receipt(BlockResult& result, v1::Leaf leaf, const Result<>& outcome, v1::Effects effects);

// The first change invariant that the overlay's changes break.
Result<> check_changes(const Program& program, const state::Overlay& scratch, Height height);

// The tree once the changes are in it, each row at its place under this veil.
TreeVersion tree_after(const Program& program, const Hash32& veil, const TreeVersion& tree,
                       const state::Changes& changes);

}  // namespace linlian::machine
