// Committed, on a store: the rows of one durable height, with its tree and tip.
#pragma once

#include "engine/engine.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

// Never changes: its rows are pinned on the disk, its tree is a version of its own. Owned by the
// committer and by whoever reads at this height.
class CommittedHeight final : public Committed {
  public:
    CommittedHeight(std::unique_ptr<state::StateView> rows, TreeVersion tree, machine::Tip tip)
        : rows_(std::move(rows)), tree_(std::move(tree)), tip_(std::move(tip)) {}

    const state::StateView& rows() const override { return *rows_; }
    const TreeVersion& tree() const override { return tree_; }
    const machine::Tip& tip() const override { return tip_; }

  private:
    std::unique_ptr<state::StateView> rows_;
    TreeVersion tree_;
    machine::Tip tip_;
};

}  // namespace linlian::engine
