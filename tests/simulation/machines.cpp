#include "simulation/machines.h"

#include "base/check.h"
#include "kit/whole_tree.h"

namespace linlian::simulation {

PlainMachine::PlainMachine(const machine::Program& program, const machine::GenesisResult& first)
    : program_(program), tip_(first.tip) {
    rows_.apply(first.changes);
    tree_ = kit::whole_tree(program_, rows_);
    CHECK(tree_.root() == tip_.state_root);
}

PlainMachine::PlainMachine(const machine::Program& program, state::MemoryState rows,
                           machine::Tip tip)
    : program_(program),
      rows_(std::move(rows)),
      tree_(kit::whole_tree(program_, rows_)),
      tip_(std::move(tip)) {
    tip_.state_root = tree_.root();
}

machine::BlockResult PlainMachine::apply(const machine::BlockInput& block) {
    auto result = machine::apply_block(program_, {rows_, tree_, recent_, tip_}, block);
    if (!result) check_failed(result.error().what.c_str(), __FILE__, __LINE__);
    rows_.apply(result->changes);
    tree_ = result->tree;
    tree_.publish();
    tip_ = result->tip;
    for (const auto& receipt : result->receipts) {
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        if (!machine::is_due_work(receipt.leaf()))
            recent_.add(id, Timestamp{receipt.leaf().expires_ms()});
    }
    recent_.forget_expired(tip_.time);
    return std::move(*result);
}

machine::BlockResult SnapshotMachine::apply(const machine::BlockInput& block) {
    auto result = PlainMachine::apply(block);
    leaves_.insert(leaves_.end(), result.leaves.begin(), result.leaves.end());
    return result;
}

void SnapshotMachine::restart() {
    const auto frontier = LogFrontier::decode(tip_.log.encode());
    CHECK(frontier && frontier->root() == tip_.log.root());
    tip_.log = *frontier;
    tree_ = kit::whole_tree(program_, rows_);
    CHECK(tree_.root() == tip_.state_root);
    recent_ = {};
    for (const auto& bytes : leaves_) {
        machine::v1::Leaf leaf;
        Hash32 id;
        CHECK(leaf.ParseFromString(bytes) && Hash32::parse(leaf.id(), id));
        if (!machine::is_due_work(leaf) && leaf.expires_ms() > tip_.time.ms)
            recent_.add(id, Timestamp{leaf.expires_ms()});
    }
}

}  // namespace linlian::simulation
