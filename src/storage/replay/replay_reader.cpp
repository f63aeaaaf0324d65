// One thread reads blocks in order, opens their transactions on all cores, and hands them to the
// replay, which carries them out one after the other. Reading, opening and carrying out run at the
// same time on different blocks.

#include "storage/replay/replay_reader.h"

#include "contract/opening/parcel.h"
#include "state/state_view.h"

#include <future>

namespace linlian::storage {
namespace {

// Blocks are opened together until they have this many transactions: many small ones then keep all
// cores as busy as a large one.
constexpr std::size_t transactions_at_once = 2'000;
constexpr std::size_t blocks_at_once = 2'000;
// Opened ones that wait at most; a bound on memory, not on time.
constexpr std::size_t transactions_ahead = 30'000;

}  // namespace

ReplayReader::ReplayReader(const LedgerStore& ledger, const machine::Program& program,
                           ops::WorkerPool& workers, Height last)
    : ledger_(ledger), last_(last), opener_(program, ledger.community()), workers_(workers) {
    thread_ = std::jthread{[this] { run(); }};
}

// The thread may wait for room that nobody will make any more.
ReplayReader::~ReplayReader() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
}

// What does not read is said in the block itself, so that the replay names the height; the thread
// must not throw.
ReplayReader::Raw ReplayReader::read(Height height) const try {
    Raw raw;
    auto record = ledger_.block(height);
    if (!record) {
        raw.block.broken = "the block is missing; a pruned ledger cannot be replayed";
        return raw;
    }
    auto header = light::decode_header(record->header);
    auto commit = light::decode_commit(record->commit);
    if (!header || !commit) {
        raw.block.broken = "its header or commit does not read";
        return raw;
    }
    raw.block.header = std::move(*header);
    raw.block.commit = std::move(*commit);
    raw.closed = machine::acts_of(ledger_.community(), record->parcels);
    raw.block.parcels = std::move(record->parcels);
    return raw;
} catch (const state::ReadFault& broken) {
    Raw raw;
    raw.block.broken = broken.what();
    return raw;
}

// All transactions of all blocks are one list for the workers, each with the place it goes back to:
// the order within a block is kept.
void ReplayReader::open(std::vector<Raw>& blocks) const {
    std::vector<std::pair<Raw*, std::size_t>> all;
    for (auto& raw : blocks) {
        for (std::size_t i = 0; i < raw.closed.size(); ++i) all.emplace_back(&raw, i);
    }
    std::vector<std::optional<machine::OpenedTransaction>> opened(all.size());
    workers_.for_each(all.size(), [&](std::size_t i) {
        auto tx = opener_.open(std::move(all[i].first->closed[all[i].second]));
        if (tx) opened[i].emplace(std::move(*tx));
    });
    // What cannot be opened in a decided block is passed over: a newer program may know it, and
    // passes it over too while it is not in force.
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (opened[i]) all[i].first->block.transactions.push_back(std::move(*opened[i]));
    }
}

// False: the replay has ended, and reading shall too. An empty block counts as one, so that a long
// run of them is bounded as well.
bool ReplayReader::hand_over(std::vector<Raw> blocks) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return stopping_ || ready_transactions_ < transactions_ahead; });
    if (stopping_) return false;
    for (auto& raw : blocks) {
        ready_transactions_ += raw.block.transactions.size() + 1;
        ready_.push_back(std::move(raw.block));
    }
    lock.unlock();
    changed_.notify_all();
    return true;
}

// Beyond the last height nothing, which ends the reading ahead by itself.
std::vector<ReplayReader::Raw> ReplayReader::read_some(Height height) const {
    std::vector<Raw> blocks;
    std::size_t transactions = 0;
    for (; height <= last_; ++height) {
        if (transactions >= transactions_at_once || blocks.size() >= blocks_at_once) break;
        transactions += blocks.emplace_back(read(height)).closed.size();
    }
    return blocks;
}

// The next blocks are read while those before them are opened.
void ReplayReader::run() {
    const auto read_from = [this](Height height) {
        return std::async(std::launch::async, [this, height] { return read_some(height); });
    };
    Height height = 1;
    for (auto coming = read_from(height); height <= last_;) {
        auto blocks = coming.get();
        height += blocks.size();
        coming = read_from(height);
        open(blocks);
        if (!hand_over(std::move(blocks))) return;
    }
}

// Not to be called more often than there are heights: it would wait for ever.
ReadBlock ReplayReader::next() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !ready_.empty(); });
    ReadBlock block = std::move(ready_.front());
    ready_.pop_front();
    ready_transactions_ -= block.transactions.size() + 1;
    lock.unlock();
    changed_.notify_all();
    return block;
}

}  // namespace linlian::storage
