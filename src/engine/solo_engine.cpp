// The engine of a ledger with one node that makes all blocks. Here are its start, and the way of a
// transaction from bytes into the line; blocks are made in block_maker.cpp and made durable in
// block_committer.cpp.

#include "engine/solo_engine.h"

#include "codec/refusal.h"
#include "engine/block_maker.h"
#include "engine/refusals.pb.h"
#include "storage/rows/tip_check.h"

#include <span>

namespace linlian::engine {

namespace {

// A transaction on its way into the line: its id, and itself when it is not in line or recorded
// yet, with the account for which it counts.
struct Opened {
    Hash32 id;
    std::optional<machine::OpenedTransaction> tx;
    Bytes account;
};

// An opened act may take thirty times the memory of its bytes, which nobody counts before it stands
// in line: so a parcel is opened and put in line in portions.
constexpr std::size_t bytes_at_once = 256 * 1024;

// How many of these, from the first on, are opened together: at least one, and more while their
// bytes are below the limit.
std::size_t count_at_once(std::span<const Bytes> transactions) {
    std::size_t count = 0;
    for (std::size_t bytes = 0; count < transactions.size() && bytes < bytes_at_once; ++count)
        bytes += transactions[count].size();
    return count;
}

}  // namespace

struct SoloEngine::Parts {
    Parts(const machine::Program& program, storage::LedgerStore& store,
          storage::LoadedLedger loaded, const ops::Clock& given_clock, const SoloOptions& options)
        : clock(given_clock),
          opener(program, store.community()),
          mempool(options.mempool),
          allowance(options.allowance),
          committer(program, store, std::move(loaded)),
          openers(options.opening_threads) {}
    Faultable<> make_blocks(const machine::Program& program, const storage::LedgerStore& store,
                            Sealer sealer, ops::Log log, const SoloOptions& options) {
        if (const auto undone = store.undone())
            TRY(BlockMaker::seal_again(committer, sealer, opener, *undone));
        maker.emplace(program, opener, committer, mempool, allowance, std::move(sealer), clock,
                      std::move(log), options);
        return {};
    }

    Result<Opened> open_for_line(Bytes bytes, Timestamp now);
    std::vector<Result<Opened>> open_all(std::span<Bytes> transactions, Timestamp now);
    Result<Hash32> put_in_line(Result<Opened> opened, Timestamp now);

    const ops::Clock& clock;
    machine::Opener opener;
    Mempool mempool;
    AuthorAllowance allowance;
    BlockCommitter committer;
    ops::WorkerPool openers;
    std::optional<BlockMaker> maker;  // there once started; last: its threads use what stands above
};

SoloEngine::SoloEngine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

// Those who wait for a block are let go before the threads end.
SoloEngine::~SoloEngine() { parts_->committer.interrupt(); }

Faultable<std::unique_ptr<SoloEngine>> SoloEngine::start(const machine::Program& program,
                                                         storage::LedgerStore& store, Signer signer,
                                                         const ops::Clock& clock, ops::Log log,
                                                         const SoloOptions& options) {
    try {
        // Rows that give another state root than the tip's, or than was signed, stop the start
        // here.
        auto loaded = TRY(store.load(program));
        TRY(storage::check_tip(program, store, loaded));
        auto sealer = TRY(Sealer::make(store, std::move(signer.key), std::move(signer.record)));
        if (const auto cut = store.cut_bytes(); cut > 0)
            log.warning(
                "{} bytes of a write that was under way when the machine stopped were cut "
                "off; nothing in them was acknowledged",
                cut);
        auto parts = std::make_unique<Parts>(program, store, std::move(loaded), clock, options);
        TRY(parts->make_blocks(program, store, std::move(sealer), std::move(log), options));
        return std::unique_ptr<SoloEngine>{new SoloEngine{std::move(parts)}};
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

// Opens and admits one transaction: once its signature is checked, which any core can do, what its
// author may not send is refused before its act is read. What is in line or
// recorded already passes, for it is answered as it was, once it is seen to be the same.
Result<Opened> SoloEngine::Parts::open_for_line(Bytes bytes, Timestamp now) {
    const auto welcome = [&](const machine::Heading& heading) -> Result<> {
        if (mempool.has(heading.id) || committer.has_recorded(heading)) return {};
        const auto author = TRY(committer.welcome(heading, now));
        TRY(allowance.check(account_of(author), clock.monotonic_ms()));
        return allowance.check_rows(account_of(author), clock.monotonic_ms());
    };
    auto opened = TRY(opener.open(std::move(bytes), welcome));
    const Hash32 id = opened.id();
    if (mempool.has(id)) return Opened{id, std::nullopt, {}};
    const auto author = committer.admit(opened, now);
    if (author) return Opened{id, std::move(opened), account_of(*author)};
    if (author.error() == codec::make_refusal(machine::v1::REPEATED))
        return Opened{id, std::nullopt, {}};
    return tl::unexpected(author.error());
}

// What finds no place in line is not counted: its author may have to send it many times.
Result<Hash32> SoloEngine::Parts::put_in_line(Result<Opened> opened, Timestamp now) {
    if (!opened) return tl::unexpected(std::move(opened).error());
    if (!opened->tx || mempool.has(opened->id)) return opened->id;
    TRY(allowance.check(opened->account, clock.monotonic_ms()));
    TRY(allowance.check_carried(*opened->tx, opened->account, clock.monotonic_ms()));
    const auto bytes = allowance.counted_bytes(*opened->tx, now);
    TRY(mempool.add(std::move(*opened->tx), opened->account));
    allowance.charge(opened->account, bytes, clock.monotonic_ms());
    return opened->id;
}

// On all cores.
std::vector<Result<Opened>> SoloEngine::Parts::open_all(std::span<Bytes> transactions,
                                                        Timestamp now) {
    // The answer to each until it was opened; it stays where the disk or the memory fails
    // meanwhile.
    const Refusal not_ready = codec::make_refusal(v1::NOT_READY);
    std::vector<Result<Opened>> opened;
    for (std::size_t i = 0; i < transactions.size(); ++i)
        opened.emplace_back(tl::unexpected(not_ready));
    if (!maker->trouble().empty()) return opened;
    openers.for_each(transactions.size(), [&](std::size_t i) {
        try {
            opened[i] = open_for_line(std::move(transactions[i]), now);
        } catch (const state::ReadFault&) {
            opened[i] = tl::unexpected(not_ready);
        } catch (const std::bad_alloc&) {  // one less, and the others go on
            opened[i] = tl::unexpected(not_ready);
        }
    });
    return opened;
}

std::vector<Result<Hash32>> SoloEngine::submit(std::vector<Bytes> transactions) {
    Parts& parts = *parts_;
    // A ledger's time may stand before the wall clock, never behind it.
    const Timestamp now = std::max(parts.clock.wall(), parts.committer.committed()->tip().time);
    // In line in the order in which they were handed in.
    std::vector<Result<Hash32>> answers;
    for (std::span left{transactions}; !left.empty();) {
        const auto portion = left.first(count_at_once(left));
        left = left.subspan(portion.size());
        for (auto& one : parts.open_all(portion, now))
            answers.push_back(parts.put_in_line(std::move(one), now));
    }
    parts.maker->wake();
    return answers;
}

TransactionStatus SoloEngine::find(const Hash32& id) const {
    // In this order: what leaves the line is in the ledger before.
    if (parts_->mempool.has(id)) return {TransactionStatus::Kind::waiting, std::nullopt, 0};
    auto found = parts_->committer.find(id);
    if (!found) return {};
    return {TransactionStatus::Kind::recorded, std::move(found->receipt), found->leaf_index};
}

std::vector<TransactionStatus> SoloEngine::await(const std::vector<Hash32>& ids,
                                                 std::chrono::milliseconds at_most) const {
    // One look for each announced block, not one for each moment; `seen` is read before the first
    // look, so that no block is missed.
    const auto until = std::chrono::steady_clock::now() + at_most;
    std::vector<TransactionStatus> standings(ids.size(),
                                             {TransactionStatus::Kind::waiting, std::nullopt, 0});
    auto seen = parts_->committer.announced();
    while (true) {
        bool all = true;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            if (standings[i].kind == TransactionStatus::Kind::waiting) standings[i] = find(ids[i]);
            all = all && standings[i].kind != TransactionStatus::Kind::waiting;
        }
        if (all || std::chrono::steady_clock::now() >= until) return standings;
        const auto now_announced = parts_->committer.wait_for_block(seen, until);
        if (now_announced == seen) {  // the time is up, or the engine stops
            for (std::size_t i = 0; i < ids.size(); ++i) {
                if (standings[i].kind == TransactionStatus::Kind::waiting)
                    standings[i] = find(ids[i]);
            }
            return standings;
        }
        seen = now_announced;
    }
}

std::uint64_t SoloEngine::announced() const { return parts_->committer.wakes().announced(); }

void SoloEngine::wake_after(std::uint64_t seen, std::weak_ptr<const Wake> wake) const {
    parts_->committer.wakes().add(seen, std::move(wake));
}

std::shared_ptr<const Committed> SoloEngine::committed() const {
    return parts_->committer.committed();
}

Health SoloEngine::health() const {
    Health health;
    health.trouble = parts_->maker->trouble();
    health.ready = health.trouble.empty();
    // A code for everybody; the sentence in `trouble` is for the operator.
    if (!health.ready) health.trouble_code = parts_->maker->has_stopped() ? "STOPPED" : "CLOCK";
    health.tip = parts_->committer.committed()->tip();
    health.waiting = parts_->mempool.waiting();
    health.engine = "solo";
    return health;
}

void SoloEngine::confirm_clock() { parts_->maker->confirm_clock(); }

void SoloEngine::look() { parts_->maker->wake(); }

StageTimes SoloEngine::stage_times() const { return parts_->maker->times(); }

}  // namespace linlian::engine
