// Reads the blocks of a ledger ahead of their being applied, and opens their transactions on every
// core. Internal to this room.
#pragma once

#include "light/chain/block.h"
#include "ops/worker_pool.h"
#include "storage/ledger_store.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace linlian::storage {

// One block, ready to be carried out.
struct ReadBlock {
    light::Header header;
    light::Commit commit;
    std::vector<Bytes> parcels;
    std::vector<machine::OpenedTransaction> transactions;  // of those that can be opened
    std::string broken;  // what of this block does not read; the rest is then not to be used
};

class ReplayReader {
  public:
    // Reads heights 1 to `last`.
    ReplayReader(const LedgerStore& ledger, const machine::Program& program,
                 ops::WorkerPool& workers, Height last);
    ~ReplayReader();
    // The next block, in order of height; each height once.
    ReadBlock next();

  private:
    struct Raw {  // a block whose transactions are still closed
        ReadBlock block;
        std::vector<Bytes> closed;
    };
    // As many blocks as are opened together, from `height` on; none beyond the last.
    std::vector<Raw> read_some(Height height) const;
    // Of the reading thread: until the last height, or until the reader goes.
    void run();
    Raw read(Height height) const;
    void open(std::vector<Raw>& blocks) const;
    // Waits for room; false when the reader goes.
    bool hand_over(std::vector<Raw> blocks);

    const LedgerStore& ledger_;
    Height last_;
    machine::Opener opener_;
    ops::WorkerPool& workers_;
    std::mutex mutex_;
    std::condition_variable changed_;
    // Guarded by the mutex: what waits for next(), and its weight.
    std::deque<ReadBlock> ready_;
    std::size_t ready_transactions_ = 0;
    bool stopping_ = false;
    std::jthread thread_;
};

}  // namespace linlian::storage
