// The two threads of the solo engine. The maker decides when a block is due, takes transactions and
// applies them; the writer seals, writes and publishes what was applied, one block behind at most.
// Read run_maker, make_block, run_writer and write_block in this order.

#include "engine/block_maker.h"

#include "contract/opening/parcel.h"
#include "engine/seal/readiness.h"

namespace linlian::engine {
namespace {

using SteadyClock = std::chrono::steady_clock;

// How often the clock is looked at while something lies ahead: a clock that is set forward is
// noticed within this time.
constexpr std::chrono::milliseconds longest_sleep{10'000};
// While the clock is not believed: an operator who sets it right is not kept waiting.
constexpr std::chrono::milliseconds trouble_sleep{1'000};

std::uint64_t micros_since(SteadyClock::time_point start) {
    const auto passed = SteadyClock::now() - start;
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(passed).count());
}

// The acts as they were sent in, signatures included: the parcel of the block carries these bytes.
std::vector<Bytes> acts_of(const AppliedBlock& block) {
    std::vector<Bytes> acts;
    acts.reserve(block.transactions.size());
    for (const auto& tx : block.transactions) acts.push_back(tx.bytes());
    return acts;
}

}  // namespace

BlockMaker::BlockMaker(const machine::Program& program, const machine::Opener& opener,
                       BlockCommitter& committer, Mempool& mempool, AuthorAllowance& allowance,
                       Sealer sealer, const ops::Clock& clock, ops::Log log, SoloOptions options)
    : program_(program),
      opener_(opener),
      committer_(committer),
      mempool_(mempool),
      allowance_(allowance),
      sealer_(std::move(sealer)),
      clock_(clock),
      log_(std::move(log)),
      options_(options),
      // The last block before a stop may have been one that still needs its proof. After a loss
      // nobody who saw what was lost sends an act before a seal tells them of it.
      needs_proof_(committer.applied_tip().app_hash() != sealer_.last_app_hash() ||
                   sealer_.begins_after_loss()),
      proof_at_(SteadyClock::now()),
      // Of the last block's time and the next due work the guard sees whether the clock can be
      // right.
      guard_(clock, {committer.applied_tip().time, committer.next_due(), sealer_.belief()}),
      // The threads last: all that they use is made by now.
      writer_([this] { run_writer(); }),
      maker_([this] { run_maker(); }) {}

// With the time and parcels of the block that was taken back, so that the sealer comes to the very
// header that it has signed; it refuses any other one at this height.
Faultable<> BlockMaker::seal_again(BlockCommitter& committer, Sealer& sealer,
                                   const machine::Opener& opener,
                                   const storage::BlockRecord& undone) {
    const auto header = light::decode_header(undone.header);
    if (!header) return fault("the block that was taken back does not read; restore a backup");
    auto transactions = machine::open_acts(opener, undone.parcels);
    const Hash32 app_hash_before = committer.applied_tip().app_hash();
    const auto block = TRY(committer.apply(header->time.timestamp(), std::move(transactions)));
    const auto sealed = TRY(sealer.seal(block->result.tip.time, app_hash_before, undone.parcels));
    return committer.commit(*block, sealed, [&sealer] { return sealer.settle(sealer.belief()); });
}

// First the maker, then the writer, which writes what the maker has handed over before it ends.
BlockMaker::~BlockMaker() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    something_.notify_all();
    maker_.join();
    {
        const std::lock_guard lock{mutex_};
        maker_done_ = true;
    }
    handed_over_.notify_all();
    writer_.join();
}

// One wake is enough until the maker has looked.
void BlockMaker::wake() {
    {
        const std::lock_guard lock{mutex_};
        if (woken_) return;
        woken_ = true;
    }
    something_.notify_one();
}

void BlockMaker::confirm_clock() {
    {
        const std::lock_guard lock{mutex_};
        guard_.confirm();
    }
    wake();
}

std::string BlockMaker::trouble() const {
    const std::lock_guard lock{mutex_};
    return fault_.empty() ? guard_.trouble() : fault_;
}

bool BlockMaker::has_stopped() const {
    const std::lock_guard lock{mutex_};
    return !fault_.empty();
}

StageTimes BlockMaker::times() const {
    const std::lock_guard lock{mutex_};
    return times_;
}

// For good: after a fault nobody knows what the disk or the state holds. The first one stays the
// reason; all who wait are woken to learn of it.
void BlockMaker::stop_for(const Fault& broken) {
    log_.error("{}", broken.what);
    {
        const std::lock_guard lock{mutex_};
        if (fault_.empty()) fault_ = broken.what;
    }
    something_.notify_all();
    handed_over_.notify_all();
    committer_.interrupt();
}

// Why a block is to be made now: transactions wait; something is due by time; or the last change
// needs the empty block after it, whose header carries the app hash that proves it. That one waits
// a while, for a block with transactions would prove the change as well.
BlockMaker::Next BlockMaker::what_next(Timestamp now) {
    if (mempool_.waiting() > 0) return Next::transactions;
    const auto due = committer_.next_due();
    if (due && *due <= now) return Next::due;
    if (needs_proof_ && SteadyClock::now() >= proof_at_) return Next::proof;
    return Next::wait;
}

void BlockMaker::wait_for_something(std::unique_lock<std::mutex>& lock) {
    // Until the earliest of: due work, the proof block, the next look at the clock.
    auto until = SteadyClock::now() + longest_sleep;
    if (!guard_.trouble().empty()) until = SteadyClock::now() + trouble_sleep;
    if (needs_proof_ && guard_.trouble().empty()) until = std::min(until, proof_at_);
    const auto due = committer_.next_due();
    if (due) {
        const auto ahead = std::chrono::milliseconds{std::max<std::int64_t>(
            1, std::min<std::int64_t>(due->ms - clock_.wall().ms, longest_sleep.count()))};
        until = std::min(until, SteadyClock::now() + ahead);
    }
    // With nothing ahead of it the maker sleeps until it is woken, however long that is.
    const bool idle = !due && !needs_proof_ && guard_.trouble().empty();
    const auto ready = [this] { return woken_ || stopping_ || !fault_.empty(); };
    if (idle)
        something_.wait(lock, ready);
    else
        something_.wait_until(lock, until, ready);
}

// Holds the lock but for the making of a block. Trouble with the clock is said when it begins, when
// it changes to another, and when it is over. No time means no block: a wrong one could never be
// taken back.
void BlockMaker::run_maker() {
    std::string said;  // of the clock, to the operator
    std::unique_lock lock{mutex_};
    while (!stopping_ && fault_.empty()) {
        woken_ = false;
        const auto time = guard_.time_after(committer_.applied_tip().time, committer_.next_due());
        if (said != guard_.trouble() && (said.empty() || time)) {
            said = guard_.trouble();
            log_.warning("{}", time ? "the clock is right again" : said);
        }
        if (!time || what_next(*time) == Next::wait) {
            wait_for_something(lock);
            continue;
        }
        const auto belief = guard_.belief();
        lock.unlock();
        make_block(*time, belief);
        lock.lock();
    }
}

void BlockMaker::make_block(Timestamp time, const std::optional<Belief>& belief) {
    const Hash32 app_hash_before = committer_.applied_tip().app_hash();
    const auto start = SteadyClock::now();
    machine::BlockLimits limits;
    // What this node wants in a block; the machine's own limits stand above it.
    limits.acts = options_.block_transactions;
    limits.bytes = options_.block_bytes;
    std::vector<machine::OpenedTransaction> left;
    auto block = committer_.apply(time, mempool_.take(machine::BlockRoom{limits}), &left);
    if (!block) return stop_for(block.error());
    // What the block had no room for comes before everything else next time.
    mempool_.put_back(std::move(left));
    const auto apply_us = micros_since(start);
    needs_proof_ = (*block)->result.tip.app_hash() != app_hash_before;
    proof_at_ = SteadyClock::now() + options_.proof_block_delay;
    log_.debug("block {}: a cost of {} plain acts, applied in {} us", (*block)->result.tip.height,
               (*block)->result.cost, apply_us);
    std::unique_lock lock{mutex_};
    times_.apply_us += apply_us;
    // At most one block waits for the writer: the next one may be applied meanwhile, and no more.
    handed_over_.wait(lock, [this] { return !work_ || !fault_.empty(); });
    if (!fault_.empty()) return;
    work_ = Work{std::move(*block), app_hash_before, belief};
    lock.unlock();
    handed_over_.notify_all();
}

// Its own acts go the way of everybody's: opened, admitted, put in line. One that is refused now is
// said again later.
void BlockMaker::say_what_is_known() try {
    said_ms_ = clock_.monotonic_ms();
    const auto at = committer_.committed();
    const Timestamp now = std::max(clock_.wall(), at->tip().time);
    for (auto& bytes :
         readiness_acts(program_, at->rows(), opener_.community(), sealer_.key(), now)) {
        auto opened = opener_.open(std::move(bytes));
        if (!opened) continue;
        const auto author = committer_.admit(*opened, now);
        if (!author) continue;
        if (const auto added = mempool_.add(std::move(*opened), account_of(*author)); !added)
            log_.warning("what this node knows of an amendment is not in line: {}",
                         added.error().code);
    }
    wake();
} catch (const state::ReadFault& broken) {
    stop_for(Fault{broken.what()});
}

void BlockMaker::run_writer() {
    say_what_is_known();
    while (true) {
        Work work;
        {
            std::unique_lock lock{mutex_};
            handed_over_.wait(lock, [this] { return work_ || maker_done_ || !fault_.empty(); });
            if (!fault_.empty() || !work_) return;
            work = *work_;
        }
        if (!write_block(work)) return;
    }
}

// Seal, write and sync, settle the signer's record: only then is the block announced. Charges and
// the line are settled before that, so that whoever is woken finds all in its place.
bool BlockMaker::write_block(const Work& work) {
    const auto start = SteadyClock::now();
    const auto& block = *work.block;
    const auto record = sealer_.seal(block.result.tip.time, work.app_hash_before,
                                     sealer_.parcels_of(acts_of(block)));
    if (!record) {
        stop_for(record.error());
        return false;
    }
    const auto seal_us = micros_since(start);
    const auto sealed = SteadyClock::now();
    const auto written =
        committer_.commit(block, *record, [&] { return sealer_.settle(work.belief); });
    if (!written) {
        stop_for(written.error());
        return false;
    }
    allowance_.charge_for(
        block, [this](const Hash32& id) { return mempool_.account_of(id); }, clock_.monotonic_ms());
    mempool_.settle(block.transactions);
    committer_.announce();
    // Once more after an hour, for then an act that found no place, or no block, has expired.
    if (touches_amendments(block.result.changes) || clock_.monotonic_ms() - said_ms_ > ms_per_hour)
        say_what_is_known();
    for (const auto& passed : block.result.passed_over)
        log_.debug("a transaction was passed over: {}", passed.reason.code);
    {
        const std::lock_guard lock{mutex_};
        ++times_.blocks;
        times_.transactions += block.transactions.size();
        times_.seal_us += seal_us;
        times_.write_us += micros_since(sealed);
        work_.reset();
    }
    handed_over_.notify_all();
    return true;
}

}  // namespace linlian::engine
