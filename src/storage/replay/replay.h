// Carries out a whole ledger again from its genesis and holds every block to what the first run
// wrote: signatures, hashes, roots, receipts, rows. `linlian verify --replay` calls it; it trusts
// nothing of the ledger but its community id, which the caller compares.
#pragma once

#include "light/chain/validators.h"
#include "ops/worker_pool.h"
#include "storage/ledger_store.h"

#include <functional>

namespace linlian::storage {

struct ReplayReport {
    machine::Tip tip;
    std::uint64_t transactions = 0;
    std::uint64_t rows = 0;
};

struct ReplayOptions {
    // The validators of a height, by the rows before its block; by default those of the genesis.
    std::function<std::vector<light::Validator>(const state::StateView& rows, Height height)>
        validators;
    // Called after blocks, about ten times a second at most.
    std::function<void(const machine::Tip& at, Height of, std::uint64_t transactions)> progress;
};

// How many workers to give a replay: one core less than there are, for the thread that applies what
// the others have opened. With more it would wait for its turn, and be left alone at the end.
unsigned replay_workers();

// The fault names the first thing that does not hold, with its height. Keeps all rows in memory
// (about 400 bytes and the row for each) and reads the ledger only; another process may have it
// open. Needs every block since height 1.
Faultable<ReplayReport> replay(const machine::Program& program, const LedgerStore& ledger,
                               ops::WorkerPool& workers, const ReplayOptions& options = {});

}  // namespace linlian::storage
