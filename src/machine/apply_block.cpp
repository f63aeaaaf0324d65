#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/amendments.h"
#include "machine/due.h"
#include "machine/limits.h"

namespace linlian::machine {
namespace {

// Ids that this block itself has recorded, beside those of the blocks before it.
class BlockIds {
  public:
    explicit BlockIds(const RecentIds& before) : before_(before) {}
    bool has(const OpenedTransaction& tx) const {
        return before_.has(tx.id(), tx.expires()) || here_.has(tx.id());
    }
    void add(const OpenedTransaction& tx) { here_.add(tx.id()); }

  private:
    const RecentIds& before_;
    IdSet here_;
};

// The author, when the transaction may have a receipt at all.
Result<Author> receivable(const Registry& registry, const state::StateView& rows,
                          const OpenedTransaction& tx, const BlockIds& ids, Timestamp now) {
    if (tx.expires() <= now) return refuse(v1::EXPIRED);
    if (tx.expires().ms > now.ms + max_lifetime_ms)
        return refuse(v1::EXPIRES_TOO_LATE,
                      {{"days", std::to_string(max_lifetime_ms / ms_per_day)}});
    if (ids.has(tx)) return refuse(v1::REPEATED);
    auto author = registry.resolve_author(rows, tx.author_key(), now);
    if (!author) return refuse(v1::KEY_UNKNOWN);
    return std::move(*author);
}

v1::Leaf leaf_of(const OpenedTransaction& tx, BlockTime time) {
    v1::Leaf leaf;
    leaf.set_height(time.height);
    leaf.set_time_ms(time.time.ms);
    leaf.set_id(tx.id().bytes());
    leaf.set_expires_ms(tx.expires().ms);
    leaf.set_author_key(tx.author_key());
    leaf.set_act_type(tx.act_entry().type->full_name());
    return leaf;
}

// Standing, amendment, authority, then the act itself.
Result<> run_act(const Registry& registry, Context& context, const OpenedTransaction& tx) {
    const auto& options = tx.act_entry().type->options().GetExtension(codec::v1::act);
    if (context.author().standing < least_standing(options)) return refuse(v1::STANDING_MISSING);
    if (!options.amendment().empty() && !context.amended(options.amendment()))
        return refuse(v1::ACT_NOT_IN_FORCE);
    TRY(registry.authorize(context, tx.act_entry(), tx.act()));
    return tx.act_entry().run(context, tx.act());
}

void apply_transaction(const Registry& registry, state::Overlay& block, BlockTime time,
                       const OpenedTransaction& tx, BlockIds& ids, BlockResult& result) {
    auto author = receivable(registry, block, tx, ids, time.time);
    if (!author) {
        result.passed_over.push_back({tx.id(), std::move(author).error()});
        return;
    }
    ids.add(tx);
    v1::Effects effects;
    const auto run = [&](Context& context) { return run_act(registry, context, tx); };
    const auto outcome = run_guarded(registry, block, time, *author, tx.id(), run, effects);
    add_receipt(result, leaf_of(tx, time), outcome, std::move(effects));
}

}  // namespace

Hash32 app_hash(const Hash32& state_root, const Hash32& log_root, std::uint64_t log_size) {
    Bytes bytes = state_root.bytes() + log_root.bytes();
    codec::append_key(bytes, log_size);
    return tagged_hash("linlian/app", bytes);
}

Hash32 Tip::app_hash() const { return machine::app_hash(state_root, log.root(), log.size()); }

TreeVersion tree_after(const TreeVersion& tree, const state::Changes& changes) {
    std::vector<TreeChange> hashed;
    hashed.reserve(changes.size());
    for (const auto& [key, value] : changes)
        hashed.push_back(
            {tree_key(key), value ? std::optional{tree_value_hash(*value)} : std::nullopt});
    std::sort(hashed.begin(), hashed.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    return tree.with(hashed);
}

Faultable<BlockResult> apply_block(const Registry& registry, const LedgerView& view,
                                   const BlockInput& block) {
    if (block.height != view.tip.height + 1)
        return fault("block " + std::to_string(block.height) + " does not follow height " +
                     std::to_string(view.tip.height));
    if (block.time < view.tip.time) return fault("the block's time lies before the tip's");
    if (const auto name = unknown_amendment(view.rows, block.height))
        return fault("amendment '" + *name + "' is in force and unknown to this program; " +
                     "install a version that knows it");

    state::Overlay overlay{view.rows};
    const BlockTime time{block.height, block.time};
    BlockResult result{{}, {}, {}, {}, view.tree, view.tip};
    run_due_work(registry, overlay, time, result);
    BlockIds ids{view.recent};
    for (const auto& tx : block.transactions)
        apply_transaction(registry, overlay, time, tx, ids, result);

    result.changes = overlay.take_changes();
    result.tree = tree_after(view.tree, result.changes);
    result.tip.height = block.height;
    result.tip.time = block.time;
    result.tip.state_root = result.tree.root();
    return result;
}

}  // namespace linlian::machine
