// Applying, writing and publishing blocks. Two moments are kept apart: the applied head, from which
// the next block goes on, and the committed height, which is all that readers see. Between them
// lies at most one block that is not durable yet, or two while the newer is handed over.

#include "engine/block_committer.h"

#include "base/check.h"
#include "codec/refusal.h"
#include "engine/committed_height.h"

#include <set>

namespace linlian::engine {

namespace {

// Rows as they are once these changes are made.
// Nothing is copied: what has changed is looked up first, everything else below.
class ChangedRows final : public state::StateView {
  public:
    ChangedRows(const state::StateView& below, const state::Changes& changes)
        : below_(below), changes_(changes) {}
    std::optional<Bytes> get(BytesView key) const override {
        const auto found = changes_.find(key);
        return found == changes_.end() ? below_.get(key) : found->second;
    }
    void scan(BytesView from, BytesView to, const state::RowVisitor& visit) const override {
        state::scan_over(below_, changes_, from, to, visit);
    }

  private:
    const state::StateView& below_;
    const state::Changes& changes_;
};

// Moves what the block had no room for out of its transactions.
void move_without_room(const machine::BlockResult& result,
                       std::vector<machine::OpenedTransaction>& transactions,
                       std::vector<machine::OpenedTransaction>& left) {
    // Refused for want of room only; whatever else was passed over stays with its block.
    static const std::string full = codec::make_refusal(machine::v1::BLOCK_FULL).code;
    std::set<Hash32> without_room;
    for (const auto& passed : result.passed_over)
        if (passed.reason.code == full) without_room.insert(passed.id);
    if (without_room.empty()) return;
    std::vector<machine::OpenedTransaction> kept;
    for (auto& tx : transactions)
        (without_room.contains(tx.id()) ? left : kept).push_back(std::move(tx));
    transactions = std::move(kept);
}

}  // namespace

// The durable rows, with the changes of the block on top that is not durable yet, if there is one.
class BlockCommitter::AppliedRows {
  public:
    AppliedRows(std::shared_ptr<const CommittedHeight> base,
                std::shared_ptr<const AppliedBlock> top)
        : base_(std::move(base)), top_(std::move(top)) {
        if (top_) changed_.emplace(base_->rows(), top_->result.changes);
    }
    const state::StateView& view() const {
        return changed_ ? static_cast<const state::StateView&>(*changed_) : base_->rows();
    }

  private:
    // Pinned while the next block is applied; the owner is the committer otherwise.
    std::shared_ptr<const CommittedHeight> base_;
    std::shared_ptr<const AppliedBlock> top_;
    std::optional<ChangedRows> changed_;
};

BlockCommitter::BlockCommitter(const machine::Program& program, storage::LedgerStore& store,
                               storage::LoadedLedger loaded)
    : program_(program),
      store_(store),
      head_(loaded.tip),
      tree_(loaded.tree),
      recent_(std::move(loaded.recent)),
      committed_(std::make_shared<CommittedHeight>(store.rows(), loaded.tree, loaded.tip)) {
    next_due_ = machine::next_due(committed_->rows());
}

BlockCommitter::~BlockCommitter() = default;

BlockCommitter::AppliedRows BlockCommitter::applied_rows() const {
    const std::lock_guard lock{mutex_};
    CHECK(unsynced_.size() <= 1);
    return {committed_, unsynced_.empty() ? nullptr : unsynced_.front()};
}

// At once when a block is applied, not when it is durable: the next block must not take the same
// transaction again. Those that have expired by the block's time cannot come again and are let go.
void BlockCommitter::remember_ids(const AppliedBlock& block) {
    const Timestamp now = block.result.tip.time;
    const std::lock_guard lock{recent_mutex_};
    for (const auto& receipt : block.result.receipts) {
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        const Timestamp expires{receipt.leaf().expires_ms()};
        if (expires > now) recent_.add(id, expires);
    }
    recent_.forget_expired(now);
}

Faultable<std::shared_ptr<const AppliedBlock>> BlockCommitter::apply(
    Timestamp time, std::vector<machine::OpenedTransaction> transactions,
    std::vector<machine::OpenedTransaction>* left) {
    try {
        // Of the tree nothing is read from the disk: its newest version is in memory.
        const auto rows = applied_rows();
        auto result = TRY(machine::apply_block(program_, {rows.view(), tree_, recent_, head_},
                                               {head_.height + 1, time, transactions}));
        result.tree.publish();
        if (left != nullptr) move_without_room(result, transactions, *left);
        const auto applied = std::make_shared<const AppliedBlock>(
            AppliedBlock{std::move(transactions), std::move(result)});
        tree_ = applied->result.tree;
        head_ = applied->result.tip;
        // By the rows after this block, not the durable ones: else the same work would be due
        // again.
        next_due_ = machine::next_due(ChangedRows{rows.view(), applied->result.changes});
        remember_ids(*applied);
        const std::lock_guard lock{mutex_};
        unsynced_.push_back(applied);
        return applied;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

Faultable<> BlockCommitter::commit(const AppliedBlock& block, const storage::BlockRecord& record,
                                   const Settle& settle) {
    // The batch is synced before the signer's record says so: were the power to fail in between,
    // the record is one block behind, which the next start mends. The other way round it would
    // speak of a block that is lost.
    TRY(store_.write(record, block.result));
    TRY(settle());
    std::shared_ptr<const CommittedHeight> next;
    try {
        next =
            std::make_shared<CommittedHeight>(store_.rows(), block.result.tree, block.result.tip);
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
    // Before the height is published: whoever sees it finds the receipts.
    outcomes_.add(block);
    std::shared_ptr<const AppliedBlock> applied;  // let go after the lock, like the old height
    const std::lock_guard lock{mutex_};
    CHECK(!unsynced_.empty() && unsynced_.front().get() == &block);
    applied = std::move(unsynced_.front());
    committed_.swap(next);
    unsynced_.pop_front();
    return {};
}

// The number first, under the lock, so that no waiter misses it between its look and its sleep.
void BlockCommitter::announce() {
    {
        const std::lock_guard lock{mutex_};
        ++announced_;
    }
    changed_.notify_all();
    wakes_.announce();
}

std::shared_ptr<const Committed> BlockCommitter::committed() const {
    const std::lock_guard lock{mutex_};
    return committed_;
}

// By the recent ids alone: an expired one is refused for that anyway.
bool BlockCommitter::has_recorded(const machine::Heading& heading) const {
    const std::shared_lock lock{recent_mutex_};
    return recent_.has(heading.id, heading.expires);
}

Result<machine::Author> BlockCommitter::welcome(const machine::Heading& heading,
                                                Timestamp now) const {
    return machine::welcome(program_, committed()->rows(), heading, now);
}

Result<machine::Author> BlockCommitter::admit(const machine::OpenedTransaction& tx,
                                              Timestamp now) const {
    // The rows of the durable tip, but the ids of the applied one: what is being written is known
    // here.
    const auto at = committed();
    const std::shared_lock lock{recent_mutex_};
    return machine::admit(program_, {at->rows(), at->tree(), recent_, at->tip()}, tx, now);
}

std::optional<Outcomes::Found> BlockCommitter::find(const Hash32& id) const {
    // The last blocks from memory, older ones from the disk. Of a pruned block the place is still
    // known, and the receipt is empty.
    if (auto found = outcomes_.find(id)) return found;
    const auto place = store_.find(id);
    if (!place) return std::nullopt;
    Outcomes::Found found{{}, place->leaf_index, place->height};
    if (auto receipt = store_.receipt(*place)) found.receipt = std::move(*receipt);
    return found;
}

std::uint64_t BlockCommitter::wait_for_block(std::uint64_t seen,
                                             std::chrono::steady_clock::time_point until) const {
    std::unique_lock lock{mutex_};
    changed_.wait_until(lock, until, [&] { return interrupted_ || announced_ != seen; });
    return announced_;
}

std::uint64_t BlockCommitter::announced() const {
    const std::lock_guard lock{mutex_};
    return announced_;
}

void BlockCommitter::interrupt() {
    {
        const std::lock_guard lock{mutex_};
        interrupted_ = true;
    }
    changed_.notify_all();
}

}  // namespace linlian::engine
