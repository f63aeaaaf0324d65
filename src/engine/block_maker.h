// The two threads of the solo engine: one forms and applies blocks, the other seals and writes
// them. The engine wakes it when there may be something to do; it decides what.
#pragma once

#include "engine/solo_engine.h"

namespace linlian::engine {

class BlockMaker {
  public:
    BlockMaker(const machine::Program& program, const machine::Opener& opener,
               BlockCommitter& committer, Mempool& mempool, AuthorAllowance& allowance,
               Sealer sealer, const ops::Clock& clock, ops::Log log, SoloOptions options);
    // Writes what has been applied, then stops both threads.
    ~BlockMaker();

    // Seals the block that was taken back again, byte for byte, before any other: its signature is
    // in the world. Called before the threads have anything to do. Fault: it comes to another
    // block.
    static Faultable<> seal_again(BlockCommitter& committer, Sealer& sealer,
                                  const machine::Opener& opener,
                                  const storage::BlockRecord& undone);

    // Something waits, or the clock may have moved.
    void wake();
    void confirm_clock();
    // Why no blocks are made; empty when all is well.
    std::string trouble() const;
    // That it is because of a fault, and not of the clock.
    bool has_stopped() const;
    StageTimes times() const;

  private:
    // One applied block on its way to the writer; owned by both until it is recorded.
    struct Work {
        std::shared_ptr<const AppliedBlock> block;
        Hash32 app_hash_before;
        // Since when the clock is believed by which it got its time.
        std::optional<Belief> belief;
    };
    // Why the next block is made; `proof` is the empty one that proves the last change.
    enum class Next { wait, transactions, due, proof };

    void run_maker();
    void run_writer();
    Next what_next(Timestamp now);
    void wait_for_something(std::unique_lock<std::mutex>& lock);
    void make_block(Timestamp time, const std::optional<Belief>& belief);
    bool write_block(const Work& work);
    // Puts in line what this node has to say of scheduled amendments.
    void say_what_is_known();
    void stop_for(const Fault& broken);

    const machine::Program& program_;
    const machine::Opener& opener_;
    BlockCommitter& committer_;
    Mempool& mempool_;
    AuthorAllowance& allowance_;
    Sealer sealer_;  // of the writing thread
    const ops::Clock& clock_;
    ops::Log log_;
    SoloOptions options_;

    // Of the writing thread: when it last put in line what it knows.
    std::int64_t said_ms_ = 0;

    // Of the making thread.
    bool needs_proof_ = false;
    // From when on an empty block proves the last change, where no other block did.
    std::chrono::steady_clock::time_point proof_at_;

    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable something_;
    std::condition_variable handed_over_;
    ClockGuard guard_;
    bool woken_ = true;
    bool stopping_ = false;
    bool maker_done_ = false;
    std::string fault_;
    std::optional<Work> work_;  // handed over, being written
    StageTimes times_;

    std::jthread writer_;
    std::jthread maker_;
};

}  // namespace linlian::engine
