// What a node, and whoever restores a ledger, checks before they build on its rows. The rows of the
// tip are covered by no signature yet; but the header of the last block signs the state before it.
// So the block is taken back in memory, that state compared with the header, and the block carried
// out again: it must come to the tip. check_rows stands beside it for ledgers that strangers wrote.

#include "storage/rows/tip_check.h"

#include "codec/key.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"
#include "machine/apply.h"
#include "machine/due.h"
#include "state/state_view.h"
#include "storage/records.pb.h"
#include "storage/rows/database.h"
#include "storage/rows/tip_record.h"
#include "storage/snapshot/genesis_validators.h"

namespace linlian::storage {
namespace {

auto not_vouched_for(const LedgerStore& store, const std::string& what) {
    return fault("the state of the ledger in " + store.folder().string() +
                 " is not the one that its node's key has signed (STATE_NOT_SEALED): " + what +
                 ". Somebody changed it beside the program; restore another backup, and compare "
                 "its head with one on paper");
}

// The header of a block that the validators signed.
Faultable<light::Header> signed_header(const LedgerStore& store, const BlockRecord& block) {
    auto header = light::decode_header(block.header);
    const auto commit = light::decode_commit(block.commit);
    if (!header || !commit) return not_vouched_for(store, "its last block does not read");
    const auto validators = TRY(genesis_validators(store.genesis()));
    if (!light::verify_commit(light::chain_id_of(store.community()), validators, *header, *commit))
        return not_vouched_for(store, "the signature under its last block is not theirs");
    if (header->data_hash != light::data_hash(block.parcels).view())
        return not_vouched_for(store, "the acts of its last block are others");
    return std::move(*header);
}

// Every block writes one; a ledger whose last block was taken back does not come here.
Faultable<v1::Undo> read_undo(const LedgerStore& store) {
    const auto bytes = store.database().get(Family::meta, undo_name);
    v1::Undo undo;
    if (!bytes || !codec::decode_strict(*bytes, undo))
        return not_vouched_for(store, "what stood before its last block is missing");
    return undo;
}

// Of the transactions of the last block, those that an earlier block had recorded.
machine::RecentIds repeated(const LedgerStore& store, Height last,
                            const std::vector<machine::OpenedTransaction>& transactions) {
    machine::RecentIds ids;
    for (const auto& tx : transactions) {
        const auto place = store.find(tx.id());
        if (place && place->height < last) ids.add(tx.id(), tx.expires());
    }
    return ids;
}

Faultable<> check_last_block(const machine::Program& program, const LedgerStore& store,
                             const LoadedLedger& ledger) {
    const auto block = store.block(ledger.tip.height);
    if (!block) return not_vouched_for(store, "its last block is missing");
    const auto header = TRY(signed_header(store, *block));
    const auto undo = TRY(read_undo(store));
    auto before = from_record(undo.tip());
    if (!before) return not_vouched_for(store, "what stood before its last block does not read");

    const auto rows = store.rows();
    state::Overlay was{*rows};
    for (const auto& row : undo.rows()) {
        // Of a stranger's ledger these may be anything, as its rows may (check_rows).
        if (row.existed() && machine::row_fault(program, row.key(), row.value()))
            return not_vouched_for(store, "what stood before its last block does not read");
        row.existed() ? was.put(row.key(), row.value()) : was.erase(row.key());
    }
    Hash32 veil;
    CHECK(Hash32::parse(store.genesis().veil(), veil));
    // The state root of before is computed from the rows, never taken from the undo: whoever
    // changed rows could have changed that too.
    const auto tree = machine::tree_after(program, veil, ledger.tree, was.changes());
    before->state_root = tree.root();
    if (header.height != ledger.tip.height || header.app_hash != before->app_hash().view())
        return not_vouched_for(store, "its rows are not those before its last block");

    // What was recorded before the last block is passed over, as it was then.
    const auto transactions =
        machine::open_acts(machine::Opener{program, store.community()}, block->parcels);
    const auto recent = repeated(store, ledger.tip.height, transactions);
    const auto result =
        TRY(machine::apply_block(program, {was, tree, recent, *before},
                                 {ledger.tip.height, header.time.timestamp(), transactions}));
    if (result.tip.app_hash() != ledger.tip.app_hash() || result.tip.time != ledger.tip.time)
        return not_vouched_for(store, "its last block comes to another state");
    return {};
}

// One that is none of a table, does not read, or is work that nobody here does.
machine::Broken fault_in(const machine::Program& program, BytesView key, BytesView value) {
    if (auto broken = machine::row_fault(program, key, value)) return broken;
    const auto& due = machine::due_table.info();
    if (!key.starts_with(due.path)) return std::nullopt;
    Timestamp at;
    std::string type;
    BytesView rest = key.substr(due.path.size());
    if (codec::read_key(rest, at) && codec::read_key(rest, type) && program.find_due(type))
        return std::nullopt;
    return "work is due that this program does not know";
}

machine::Broken fault_in_rows(const machine::Program& program, const state::StateView& rows) {
    machine::Broken broken;
    rows.scan({}, Bytes(Hash32::size, '\xff'), [&](BytesView key, BytesView value) {
        broken = fault_in(program, key, value);
        return !broken;
    });
    if (broken) return broken;
    for (const auto* invariant : machine::whole_invariants(program, rows)) {
        if (broken) break;
        if (const auto fault = invariant->whole(rows)) broken = invariant->name + ": " + *fault;
    }
    return broken;
}

}  // namespace

Faultable<> check_rows(const machine::Program& program, const LedgerStore& store) {
    try {
        if (const auto broken = fault_in_rows(program, *store.rows()))
            return fault("the ledger in " + store.folder().string() +
                         " has rows that are none (ROWS_MALFORMED): " + *broken +
                         "; do not trust its source");
        return {};
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

Faultable<> check_tip(const machine::Program& program, const LedgerStore& store,
                      const LoadedLedger& ledger) {
    try {
        // After a block was taken back, its signed header speaks of exactly the state that the tip
        // has now.
        if (const auto undone = store.undone()) {
            const auto header = TRY(signed_header(store, *undone));
            if (header.height == ledger.tip.height + 1 &&
                header.app_hash == ledger.tip.app_hash().view())
                return {};
            return not_vouched_for(store, "the block that was taken back does not follow it");
        }
        if (ledger.tip.height > 0) return check_last_block(program, store, ledger);
        const auto first = machine::apply_genesis(program, store.genesis());
        if (!first)
            return fault("the ledger in " + store.folder().string() +
                         " begins with what this program does not know: " +
                         codec::refusal_text(first.error().front(), codec::Language::en)
                             .value_or(first.error().front().code) +
                         "; install a version that knows it");
        if (first->tip.app_hash() == ledger.tip.app_hash()) return {};
        return not_vouched_for(store, "its genesis comes to another one");
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
