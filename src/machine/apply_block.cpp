// What every node must compute alike. Each transaction is received (receivable.cpp), takes its room
// (block_room.cpp), runs in an overlay (apply_transaction.cpp) and leaves a receipt.
#include "base/utc_text.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/opening/block_room.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "machine/due.h"
#include "machine/receivable.h"
#include "machine/veil.h"

namespace linlian::machine {
namespace {

// Ids that this block itself has recorded, beside those of the blocks before it.
class BlockIds {
  public:
    explicit BlockIds(const RecentIds& before) : before_(before) {}
    bool has(const OpenedTransaction& tx) const {
        return before_.has(tx.id(), tx.expires()) || here_.contains(tx.id());
    }
    void add(const OpenedTransaction& tx) { here_.insert(tx.id()); }

  private:
    const RecentIds& before_;
    std::set<Hash32> here_;
};

// What the transactions of a block have used of it so far.
struct BlockUse {
    BlockIds ids;
    BlockRoom room;
};

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

// Standing, authority, what it costs by the rows behind it, then the act itself.
Result<> run_act(const Program& program, Context& context, const OpenedTransaction& tx) {
    const auto& options = tx.act_entry().type->options().GetExtension(codec::v1::act);
    if (context.author().standing < least_standing(options)) return refuse(v1::STANDING_MISSING);
    // The word of a seat is its own to give, whatever the charter says of members and offices.
    if (least_standing(options) != KeyStanding::seat)
        TRY(program.authorize(context, tx.act_entry(), tx.act()));
    TRY(context.pay(cost_of_rows(tx.act_entry(), context.view(), tx.act())));
    return tx.act_entry().run(context, tx.act());
}

void apply_transaction(const Program& program, state::Overlay& block, BlockTime time,
                       const OpenedTransaction& tx, BlockUse& use, BlockResult& result) {
    auto author = receivable(program, block, tx, time, use.ids.has(tx));
    // What is passed over takes no room: an older program could not tell what it would cost.
    const auto spent = use.room.spent();
    auto room = author ? use.room.take(tx) : Result<>{};
    const auto pass_over = [&](const Refusal& reason) {
        result.passed_over.push_back({tx.id(), reason});
    };
    if (!author || !room) return pass_over(author ? room.error() : author.error());
    v1::Effects effects;
    // Also one that carries an act about persons out for others, as the last support of a motion.
    bool personal = tx.act_entry().type->options().GetExtension(codec::v1::act).personal();
    Caused caused{tx.id(), {}, 0, 0};
    const auto run = [&](Context& context) {
        auto done = run_act(program, context, tx);
        caused.looks = context.state().looks();
        const auto looked = caused.looks / looks_per_cost;
        const auto paid = use.room.spent() - spent;
        if (looked > paid) (void)context.pay(looked - paid);
        caused.by = context.performed_as();
        personal = personal || context.has_performed_personal();
        // What it had to pay and could not was the first of all to be refused.
        return use.room.is_closed() ? refuse(v1::BLOCK_FULL, {{"limit", "cost"}}) : done;
    };
    const auto before = block.changes().size();
    auto outcome = run_guarded(program, block, time, {*author, tx.id(), &use.room}, run, effects);
    if (use.room.is_closed()) return pass_over(outcome.error());
    caused.rows = block.changes().size() - before;
    result.caused.push_back(caused);
    use.ids.add(tx);
    auto leaf = leaf_of(tx, time);
    if (!personal) return add_receipt(result, std::move(leaf), outcome, std::move(effects));
    auto opening = veil_leaf(tx, leaf, outcome, effects);
    add_receipt(result, std::move(leaf), outcome, std::move(effects));
    *result.receipts.back().mutable_opening() = std::move(opening);
}

}  // namespace

Hash32 app_hash(const Hash32& state_root, const Hash32& log_root, std::uint64_t log_size) {
    Bytes bytes = state_root.bytes() + log_root.bytes();
    codec::append_key(bytes, log_size);
    return tagged_hash("linlian/app", bytes);
}

Hash32 Tip::app_hash() const { return machine::app_hash(state_root, log.root(), log.size()); }

TreeVersion tree_after(const Program& program, const Hash32& veil, const TreeVersion& tree,
                       const state::Changes& changes) {
    std::vector<TreeChange> hashed;
    hashed.reserve(changes.size());
    for (const auto& [key, value] : changes)
        hashed.push_back({place_of(program, veil, key),
                          value ? std::optional{tree_value_hash(*value)} : std::nullopt});
    std::sort(hashed.begin(), hashed.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    return tree.with(hashed);
}

// A fault stops the node; refusals of single transactions never are one.
Faultable<BlockResult> apply_block(const Program& program, const LedgerView& view,
                                   const BlockInput& block) {
    if (block.height != view.tip.height + 1)
        return fault("block " + std::to_string(block.height) + " does not follow height " +
                     std::to_string(view.tip.height));
    if (block.time < view.tip.time) return fault("the block's time lies before the tip's");
    if (block.time.ms >= end_of_time_ms) return fault("the block's time lies beyond the year 9999");
    if (const auto unknown = unknown_amendment(program, view.rows, block.height))
        return fault("amendment '" + unknown->name + "', scheduled for " +
                     utc_text(unknown->scheduled_for) +
                     ", is in force and unknown to this program; install a version that knows it");

    // Read once: each act of the block makes salts from it.
    const Hash32 veil = veil_of(view.rows);
    state::Overlay overlay{view.rows, veil};
    const BlockTime time{block.height, block.time};
    BlockResult result{{}, {}, {}, {}, view.tree, view.tip};
    run_due_work(program, overlay, time, result);
    BlockUse use{BlockIds{view.recent}, {}};
    for (const auto& tx : block.transactions)
        apply_transaction(program, overlay, time, tx, use, result);

    result.cost = use.room.spent();
    result.changes = overlay.take_changes();
    result.tree = tree_after(program, veil, view.tree, result.changes);
    result.tip.height = block.height;
    result.tip.time = block.time;
    result.tip.state_root = result.tree.root();
    return result;
}

}  // namespace linlian::machine
