// Carrying out a whole ledger again from its genesis, in memory, and holding everything that is
// stored against the result: headers, commits, receipts, rows. It believes nothing but the genesis
// and the keys that it leads to. `replay` at the end is the public header; replay_reader.h reads
// ahead.

#include "storage/replay/replay.h"

#include "codec/wire.h"
#include "state/memory_state.h"
#include "storage/replay/replay_reader.h"
#include "storage/snapshot/genesis_validators.h"

#include <chrono>
#include <thread>

namespace linlian::storage {
namespace {

// Rows that one worker compares at a time.
constexpr std::size_t rows_a_part = 20'000;

auto broken_at(Height height, const std::string& what) {
    return fault("block " + std::to_string(height) + ": " + what);
}

// One run over a ledger: the state as it grows, and what each block is held to.
class Replay {
  public:
    Replay(const machine::Program& program, const LedgerStore& ledger, ops::WorkerPool& workers,
           const ReplayOptions& options)
        : program_(program), ledger_(ledger), workers_(workers), options_(options) {}

    Faultable<ReplayReport> run() {
        const auto goal = ledger_.tip();
        ReplayReader reader{ledger_, program_, workers_, goal.height};  // reads on meanwhile
        TRY(begin());
        for (Height height = 1; height <= goal.height; ++height) {
            const ReadBlock block = reader.next();
            if (!block.broken.empty()) return broken_at(height, block.broken);
            TRY(check_header(height, block));
            TRY(apply(height, block));
            report(goal.height);
        }
        TRY(check_end(goal));
        return ReplayReport{tip_, transactions_, rows_.rows().size()};
    }

  private:
    // The state before the first block: as the genesis alone gives it.
    Faultable<> begin() {
        const auto first = machine::apply_genesis(program_, ledger_.genesis());
        if (!first)
            return fault("the genesis cannot be carried out: " + first.error().front().code);
        auto validators = TRY(genesis_validators(ledger_.genesis()));
        validators_ = std::move(validators);
        rows_.apply(first->changes);
        tree_ = first->tree;
        tree_.publish();
        tip_ = first->tip;
        return {};
    }

    // All that the header says of what lies before it and of what is in the block.
    Faultable<> check_header(Height height, const ReadBlock& block) {
        const auto& header = block.header;
        if (header.height != height) return broken_at(height, "its header is of another height");
        if (header.last_block_id != last_commit_.block_id)
            return broken_at(height, "it does not follow the block before it");
        if (header.last_commit_hash != light::commit_hash(last_commit_).view())
            return broken_at(height, "it does not carry the commit of the block before it");
        if (header.app_hash != tip_.app_hash().view())
            return broken_at(height, "its app hash is not that of the state before it");
        if (header.data_hash != light::data_hash(block.parcels).view())
            return broken_at(height, "its data hash is not that of its parcels");
        // Results in the sense of CometBFT are here the same plain result for each parcel, so that
        // their number is all that it takes.
        if (header.last_results_hash !=
            light::results_hash(std::vector<light::ItemResult>(last_parcels_)).view())
            return broken_at(height, "its results hash is not that of the block before it");
        // Who may sign this block stands in the rows before it.
        if (options_.validators) validators_ = options_.validators(rows_, height);
        if (const auto signed_right = light::verify_commit(light::chain_id_of(ledger_.community()),
                                                           validators_, header, block.commit);
            !signed_right)
            return broken_at(height, "its commit does not hold: " + signed_right.error().code);
        last_commit_ = block.commit;
        last_parcels_ = block.parcels.size();
        return {};
    }

    // Carries the block out on the state so far, as the node did, and goes on from what comes of
    // it.
    Faultable<> apply(Height height, const ReadBlock& block) {
        auto result =
            machine::apply_block(program_, {rows_, tree_, recent_, tip_},
                                 {height, block.header.time.timestamp(), block.transactions});
        if (!result) return broken_at(height, result.error().what);
        TRY(check_receipts(height, *result));
        result->tree.publish();
        rows_.apply(result->changes);
        for (const auto& receipt : result->receipts) {
            Hash32 id;
            CHECK(Hash32::parse(receipt.leaf().id(), id));
            const Timestamp expires{receipt.leaf().expires_ms()};
            if (expires > result->tip.time) recent_.add(id, expires);
        }
        recent_.forget_expired(result->tip.time);
        tree_ = std::move(result->tree);
        tip_ = std::move(result->tip);
        transactions_ += block.transactions.size();
        return {};
    }

    // Byte by byte: an encoding that differs gives another leaf, and another log.
    Faultable<> check_receipts(Height height, const machine::BlockResult& result) const {
        const auto stored = ledger_.encoded_receipts(height);
        if (!stored || stored->size() != result.receipts.size())
            return broken_at(height, "its receipts are not those of its transactions");
        for (std::size_t i = 0; i < stored->size(); ++i) {
            if ((*stored)[i] != codec::encode(result.receipts[i]))
                return broken_at(height, "receipt " + std::to_string(i) +
                                             " is not what its transaction comes to");
        }
        return {};
    }

    // The ledger's own tip and rows, and what must hold of the whole state; on every core, for a
    // ledger of some age has more rows than blocks.
    Faultable<> check_end(const machine::Tip& goal) const {
        if (goal.app_hash() != tip_.app_hash())
            return broken_at(goal.height, "the ledger's tip has other roots than the replay");
        const auto starts = part_starts();
        const auto invariants = machine::whole_invariants(program_, rows_);
        const auto stored = ledger_.rows();
        std::vector<std::string> faults(starts.size() + invariants.size());
        workers_.for_each(faults.size(), [&](std::size_t i) {
            if (i < invariants.size()) {
                if (const auto broken = invariants[i]->whole(rows_))
                    faults[i] = invariants[i]->name + ": " + *broken;
                return;
            }
            // Keys begin with the path of their table, which is plain text, so that all lie below
            // the byte ff.
            const auto part = i - invariants.size();
            const Bytes end = part + 1 < starts.size() ? starts[part + 1] : Bytes{"\xff"};
            faults[i] = part_fault(*stored, starts[part], end);
        });
        for (const auto& broken : faults)
            if (!broken.empty()) return broken_at(goal.height, broken);
        return {};
    }

    // The first key of every part of the rows; the first part starts before all of them.
    std::vector<Bytes> part_starts() const {
        std::vector<Bytes> starts{Bytes{}};
        std::size_t number = 0;
        for (auto row = rows_.rows().begin(); row != rows_.rows().end(); ++row) {
            if (++number % rows_a_part == 0) starts.push_back(row->first);
        }
        return starts;
    }

    // Whether the ledger has the rows of [from, to) as the replay has them, each of them whole.
    // Both sides are walked in key order. A row more, a row less and another value all end the
    // walk.
    std::string part_fault(const state::StateView& stored, BytesView from, BytesView to) const try {
        auto mine = rows_.rows().lower_bound(from);
        std::string broken;
        const auto there = [&] { return mine != rows_.rows().end() && mine->first < to; };
        stored.scan(from, to, [&](BytesView key, BytesView value) {
            if (!there() || mine->first != key || mine->second != value) {
                broken = "the ledger's rows are not those of the replay";
            } else {
                broken = machine::row_fault(program_, key, value).value_or("");
                ++mine;
            }
            return broken.empty();
        });
        return broken.empty() && there() ? "the ledger's rows are not those of the replay" : broken;
    } catch (const state::ReadFault& fault) {
        return fault.what();  // tasks of workers do not throw
    }

    // At most ten times a second.
    void report(Height of) {
        const auto now = std::chrono::steady_clock::now();
        if (!options_.progress || now < next_report_) return;
        next_report_ = now + std::chrono::milliseconds{100};
        options_.progress(tip_, of, transactions_);
    }

    const machine::Program& program_;
    const LedgerStore& ledger_;
    ops::WorkerPool& workers_;
    const ReplayOptions& options_;
    state::MemoryState rows_;
    TreeVersion tree_;
    machine::RecentIds recent_;
    machine::Tip tip_;
    std::vector<light::Validator> validators_;
    light::Commit last_commit_;
    std::size_t last_parcels_ = 0;
    std::uint64_t transactions_ = 0;
    std::chrono::steady_clock::time_point next_report_;
};

}  // namespace

// One core is left to the thread that carries out the blocks.
unsigned replay_workers() { return std::max(2u, std::thread::hardware_concurrency()) - 1; }

Faultable<ReplayReport> replay(const machine::Program& program, const LedgerStore& ledger,
                               ops::WorkerPool& workers, const ReplayOptions& options) {
    try {
        return Replay{program, ledger, workers, options}.run();
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
