// The machine: its whole face. A pure function from a ledger's state and a block to the next
// state, receipts and roots. Both engines, the verifier, the simulator and the fuzzers call it;
// it never sees a clock, a file or a thread.
#pragma once

#include "contract/opening/transaction.h"
#include "machine/genesis.pb.h"
#include "machine/history.h"
#include "state/tree/tree.h"

#include <span>

namespace linlian::machine {

// The program of these modules and of what the machine has of its own. `suites` are the kinds of
// keys known. Faults: Program::make.
Faultable<Program> assemble(std::vector<Module> modules,
                            std::span<const SuiteEntry> suites = linlian::suites());

// Where a ledger stands after a block.
struct Tip {
    Height height = 0;
    Timestamp time;
    Hash32 state_root;
    LogFrontier log;

    // Covers all that apply_block reads; it is in the header of the next block.
    Hash32 app_hash() const;
};

Hash32 app_hash(const Hash32& state_root, const Hash32& log_root, std::uint64_t log_size);

// All that apply_block reads. The rows, the tree and the recent ids belong to the tip.
struct LedgerView {
    const state::StateView& rows;
    const TreeVersion& tree;
    const RecentIds& recent;
    const Tip& tip;
};

struct BlockInput {
    Height height = 0;
    Timestamp time;
    std::span<const OpenedTransaction> transactions;
};

// Why a transaction in a block got no receipt: repeated, expired, not in force, from an unknown
// key, or beyond the limits of a block (limits.h).
struct PassedOver {
    Hash32 id;
    Refusal reason;
};

// What a transaction made of nodes beyond keeping its bytes: rows that nothing before it in the
// block wrote, and how much it looked at (limits.h). `by`: the member
// whose act it was that it carried out, as the last support of a motion; zero: its author's own.
struct Caused {
    Hash32 id;
    Id16 by;
    std::uint64_t rows = 0;
    std::uint64_t looks = 0;
};

struct BlockResult {
    std::vector<v1::Receipt> receipts;  // due work first, then transactions in their order
    std::vector<Bytes> leaves;          // the encoded leaf of each receipt
    std::vector<PassedOver> passed_over;
    state::Changes changes;
    TreeVersion tree;
    Tip tip;
    std::uint64_t cost = 0;      // that its transactions paid, in plain acts (limits.h)
    std::uint64_t due_cost = 0;  // that its due work took from its budget
    std::vector<Caused> caused = {};
};

// Faults: an amendment in force that this program does not know, named with its time; a height or
// time that does not follow the tip.
Faultable<BlockResult> apply_block(const Program& program, const LedgerView& view,
                                   const BlockInput& block);

// Whether a proposed block of these parcels keeps to the form of parcels and the limits of a block.
// `rows` and `height` are of the block: what is not in force there counts for its bytes only.
// Refusals: PARCEL_MALFORMED, BLOCK_FULL.
Result<> check_proposal(const Opener& opener, const state::StateView& rows, Height height,
                        std::span<const Bytes> parcels);

// Whether a transaction may wait in line at `now`: not expired, not repeated, in force, its author
// known and of the standing that its act asks. It may still be refused in its block. Its author.
Result<Author> admit(const Program& program, const LedgerView& view, const OpenedTransaction& tx,
                     Timestamp now);

// What admit() says of a heading alone, for Opener::open: whoever is not known here, or too late,
// costs no reading of an act.
Result<Author> welcome(const Program& program, const state::StateView& rows, const Heading& heading,
                       Timestamp now);

// Runs the query named `type`. `asker` is the encoded key whose signature the caller has checked;
// empty: nobody signed. Refusals: QUERY_UNKNOWN, QUERY_NOT_IN_FORCE, QUERY_MALFORMED, of a query
// that not everybody may ask ASKER_NEEDED, ASKER_INACTIVE or what its module says; what the query
// itself refuses.
Result<std::unique_ptr<Message>> answer(const Program& program, const Reading& reading,
                                        const std::string& type, BytesView query, BytesView asker);

// When the earliest scheduled work becomes due.
std::optional<Timestamp> next_due(const state::StateView& rows);

// The state a genesis document starts with; height 0. Every fault is named.
struct GenesisResult {
    state::Changes changes;
    TreeVersion tree;
    Tip tip;
};
tl::expected<GenesisResult, std::vector<Refusal>> apply_genesis(const Program& program,
                                                                const v1::Genesis& genesis);
// The hash of the public form, alike from either form.
Hash32 community_id(const v1::Genesis& genesis);

// Checks the whole state: every table's keys and rows decode, every invariant holds.
std::vector<std::string> check_whole_state(const Program& program, const state::StateView& rows);
// The same in parts that may run side by side: one row, and each invariant of the whole state that
// is in force there.
Broken row_fault(const Program& program, BytesView key, BytesView value);
std::vector<const Invariant*> whole_invariants(const Program& program,
                                               const state::StateView& rows);

}  // namespace linlian::machine
