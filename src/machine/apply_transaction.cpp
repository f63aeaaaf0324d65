// What transactions and due work share: an overlay that is kept or dropped, and the receipt.
#include "codec/refusal.h"
#include "contract/amendments.h"
#include "contract/figures.h"
#include "machine/apply.h"
#include "machine/veil.h"

namespace linlian::machine {

Result<> check_changes(const Program& program, const state::Overlay& scratch, Height height) {
    for (const auto& [key, after] : scratch.changes()) {
        const auto* table = program.find_table(key);
        if (table == nullptr) continue;  // apply_genesis and acts write only known tables
        const auto& invariants = program.change_invariants(table->path);
        if (invariants.empty()) continue;
        const RowChange change{key, scratch.below().get(key), after};
        for (const Invariant* invariant : invariants) {
            if (!is_amended(scratch, invariant->amendment, height) ||
                !is_amended(scratch, invariant->module->amendment, height))
                continue;
            if (invariant->change(change))
                return refuse(v1::INVARIANT_BROKEN, {{"invariant", invariant->name}});
        }
    }
    return {};
}

// A broken invariant is a refusal and no fault: the act is undone like any other that is refused.
Result<> run_guarded(const Program& program, state::Overlay& block, BlockTime time,
                     const Doing& doing, const std::function<Result<>(Context&)>& run,
                     v1::Effects& effects) {
    state::Overlay scratch{block, act_salt(block.salt(), doing.id)};
    Context context{program, scratch, time, doing.author, doing.id, doing.room};
    Result<> outcome = run(context);
    if (outcome) outcome = check_changes(program, scratch, time.height);
    if (!outcome) {
        effects.clear_events();
        add_figures(outcome.error(), *effects.mutable_figures());
        return outcome;
    }
    for (const auto& event : context.events()) *effects.add_events() = event;
    scratch.merge_into(block);
    return outcome;
}

// The leaf holds the hash of the effects, so what proves the leaf proves them too.
void add_receipt(BlockResult& result, v1::Leaf leaf, const Result<>& outcome, v1::Effects effects) {
    if (!outcome) leaf.set_refusal(outcome.error().code);
    leaf.set_effects_hash(effects_hash(effects).bytes());
    Bytes bytes = encode_leaf(leaf);
    result.tip.log.append(leaf_hash(bytes));
    result.leaves.push_back(std::move(bytes));
    auto& receipt = result.receipts.emplace_back();
    *receipt.mutable_leaf() = std::move(leaf);
    *receipt.mutable_effects() = std::move(effects);
}

}  // namespace linlian::machine
