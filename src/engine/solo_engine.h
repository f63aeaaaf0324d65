// The embedded engine: one process, one key, blocks on demand. It makes a block when something
// waits or is due, and an empty one after whatever changed the app hash, so that every change has a
// header that proves it; then it is quiet. While one block is written the next is applied.
//
// It never seals by a clock it does not believe, and nothing leaves it that is not durable.
#pragma once

#include "contract/opening/limits.h"
#include "engine/block_committer.h"
#include "engine/clock_guard.h"
#include "engine/line/author_allowance.h"
#include "engine/seal/sealer.h"
#include "ops/log.h"
#include "ops/worker_pool.h"

#include <thread>

namespace linlian::engine {

struct SoloOptions {
    MempoolLimits mempool;
    AllowanceLimits allowance;
    std::size_t block_transactions = 5'000;
    std::size_t block_bytes = machine::max_block_bytes;
    // How long the empty block waits for something better to prove the last one.
    std::chrono::milliseconds proof_block_delay{20};
    // Threads that check signatures; 0: one a core.
    unsigned opening_threads = 0;
};

// What a block cost, in microseconds of the thread that did it; sums since the start, for metrics.
struct StageTimes {
    std::uint64_t blocks = 0;
    std::uint64_t transactions = 0;
    std::uint64_t apply_us = 0;
    std::uint64_t seal_us = 0;
    std::uint64_t write_us = 0;
};

class SoloEngine final : public Engine {
  public:
    // What the node signs with, and the record of what that key has signed.
    struct Signer {
        KeyPair key;
        SealRecord record;
    };
    // Reads the ledger and starts. All but the signer must outlive the engine. Faults: what opening
    // the ledger for sealing says.
    static Faultable<std::unique_ptr<SoloEngine>> start(const machine::Program& program,
                                                        storage::LedgerStore& store, Signer signer,
                                                        const ops::Clock& clock, ops::Log log,
                                                        const SoloOptions& options = {});
    // Records what has been applied, then stops; what still waits in line is dropped.
    ~SoloEngine() override;

    std::vector<Result<Hash32>> submit(std::vector<Bytes> transactions) override;
    TransactionStatus find(const Hash32& id) const override;
    std::vector<TransactionStatus> await(const std::vector<Hash32>& ids,
                                         std::chrono::milliseconds at_most) const override;
    std::uint64_t announced() const override;
    void wake_after(std::uint64_t seen, std::weak_ptr<const Wake> wake) const override;
    std::shared_ptr<const Committed> committed() const override;  // owned by all who hold it
    Health health() const override;

    // The operator says that the clock is right as it is now.
    void confirm_clock();
    // Looks at the clock and at what is due now, not only when next due by the clock of before.
    void look();
    StageTimes stage_times() const;

  private:
    struct Parts;
    explicit SoloEngine(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace linlian::engine
