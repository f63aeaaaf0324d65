// The one way from transactions to a durable, published height: apply, write, publish. Both engines
// go this way. A block may be applied while the one before is still being written; what readers see
// is durable always. Faults of the disk or of the rules come back as a Fault, after which the node
// stops making blocks.
//
// Threads: apply() belongs to one thread and commit() to one thread, which may be another. The
// rest is for everybody.
#pragma once

#include "engine/engine.h"
#include "engine/line/outcomes.h"
#include "storage/ledger_store.h"

#include <condition_variable>
#include <functional>
#include <shared_mutex>

namespace linlian::engine {

class CommittedHeight;

class BlockCommitter {
  public:
    // May throw state::ReadFault.
    BlockCommitter(const machine::Program& program, storage::LedgerStore& store,
                   storage::LoadedLedger loaded);
    ~BlockCommitter();

    // Applies the next block on the newest applied state. At most one block may be waiting for its
    // commit when it is called. The block is owned together with the caller until its commit. What
    // finds no room in it is moved to `left`, in its order, and is not of the block; a block that
    // was decided keeps it (nullptr).
    Faultable<std::shared_ptr<const AppliedBlock>> apply(
        Timestamp time, std::vector<machine::OpenedTransaction> transactions,
        std::vector<machine::OpenedTransaction>* left = nullptr);
    // Makes the oldest applied block durable, then visible; `settle` is called between, and when it
    // fails nobody sees the block.
    using Settle = std::function<Faultable<>()>;
    Faultable<> commit(const AppliedBlock& block, const storage::BlockRecord& record,
                       const Settle& settle);
    // Wakes those who wait for a block, once all that they will ask about is in its place.
    void announce();

    // Both of the newest applied block, for the thread that applies.
    const machine::Tip& applied_tip() const { return head_; }
    std::optional<Timestamp> next_due() const { return next_due_; }

    // The durable tip; each holder pins it.
    std::shared_ptr<const Committed> committed() const;
    // Whether it is recorded already and not expired; also where that is not durable yet.
    bool has_recorded(const machine::Heading& heading) const;
    // What machine::welcome and machine::admit say at this time on the durable tip.
    Result<machine::Author> welcome(const machine::Heading& heading, Timestamp now) const;
    Result<machine::Author> admit(const machine::OpenedTransaction& tx, Timestamp now) const;
    // Durable ones only.
    std::optional<Outcomes::Found> find(const Hash32& id) const;

    // Waits until another block than the `seen` first ones has been announced, interrupt() is
    // called, or the time is up; returns how many there are.
    std::uint64_t wait_for_block(std::uint64_t seen,
                                 std::chrono::steady_clock::time_point until) const;
    std::uint64_t announced() const;
    // The same for those who do not wait on a thread.
    Wakes& wakes() const { return wakes_; }
    // Wakes all who wait, now and from now on.
    void interrupt();

  private:
    class AppliedRows;  // the newest applied rows, durable or not
    AppliedRows applied_rows() const;
    void remember_ids(const AppliedBlock& block);

    const machine::Program& program_;
    storage::LedgerStore& store_;
    machine::Tip head_;
    std::optional<Timestamp> next_due_;
    TreeVersion tree_;
    machine::RecentIds recent_;
    mutable std::shared_mutex recent_mutex_;  // written by apply() only
    Outcomes outcomes_;
    mutable Wakes wakes_;

    mutable std::mutex mutex_;  // guards what follows
    mutable std::condition_variable changed_;
    std::shared_ptr<const CommittedHeight> committed_;
    std::deque<std::shared_ptr<const AppliedBlock>> unsynced_;  // at most two, oldest first
    std::uint64_t announced_ = 0;
    bool interrupted_ = false;
};

}  // namespace linlian::engine
