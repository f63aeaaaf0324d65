// Bundles for one fact each: a row, a transaction, an older head. The parts come from one committed
// state and from the block whose header carries its app hash; light/bundle puts them together.

#include "engine/read/ledger_bundles.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "engine/refusals.pb.h"
#include "light/bundle/make_bundle.h"
#include "machine/prove.h"
#include "machine/veil.h"
#include "storage/history_missing.h"

namespace linlian::engine {
namespace {

// The block at `height`, when it is there and its header carries this app hash.
std::optional<light::SealedHeader> sealing_block(const storage::LedgerStore& store, Height height,
                                                 const Hash32& app_hash) {
    const auto record = store.block(height);
    if (!record) return std::nullopt;
    auto header = light::decode_header(record->header);
    auto commit = light::decode_commit(record->commit);
    if (!header || !commit || header->app_hash != app_hash.view()) return std::nullopt;
    return light::SealedHeader{std::move(*header), std::move(*commit)};
}

// The block that proves this state. The tip of a quiet ledger is the empty block that proves the
// last change; on a busy one the next block, which comes within moments, proves the tip.
Result<light::SealedHeader> sealed(const storage::LedgerStore& store, const Engine& engine,
                                   const machine::Tip& at) {
    const auto app_hash = at.app_hash();
    for (const Height height : {at.height, at.height + 1}) {
        // What is written but not published has left nobody yet.
        if (height > engine.committed()->tip().height) continue;
        if (auto by = sealing_block(store, height, app_hash)) return std::move(*by);
    }
    return refuse(v1::NOT_SEALED);
}

// The bytes of a transaction as they were sent in; empty when the block holds none such. The id
// does not cover the signature: what stands there under the same one and cannot be opened was
// passed over.
Bytes transaction_in(const machine::Opener& opener, const storage::BlockRecord& block,
                     const Hash32& id) {
    for (auto& transaction : machine::acts_of(opener.community(), block.parcels)) {
        machine::v1::Transaction envelope;
        if (codec::decode_strict(transaction, envelope) &&
            machine::transaction_id(envelope.body()) == id && opener.open(transaction))
            return std::move(transaction);
    }
    return {};
}

}  // namespace

Result<Bytes> LedgerBundles::prove_row(const Committed& at, BytesView key,
                                       state::Memo* memo) const {
    const auto& tip = at.tip();
    const auto by = TRY(sealed(store_, engine_, tip));
    auto bundle = light::new_bundle(store_.genesis(), tip, by.header, by.commit);
    const auto& rows = at.rows();
    const auto& tree = at.tree();
    const Hash32 veil = machine::veil_of(rows);
    const auto proof_of = [&](BytesView of) {
        return tree.prove(machine::place_of(program_, veil, of));
    };
    // A row about people stands at a secret place: the bundle then has the secret, and where it
    // needs one another row that vouches for it.
    const auto shown = machine::shown_with(program_, {rows, {tip.height, tip.time}, memo}, key);
    light::put_row(bundle, key, rows.get(key), proof_of(key));
    if (shown.secret) light::put_secret(bundle, *shown.secret);
    if (shown.voucher) light::put_voucher(bundle, *shown.voucher, proof_of(shown.voucher->key));
    return light::encode_bundle(std::move(bundle));
}

Result<Bytes> LedgerBundles::prove_transaction(const Committed& at, const Hash32& id) const {
    // Ids stay when blocks are pruned: so it can be said that the transaction was there.
    const auto place = store_.find(id);
    if (!place) return refuse(v1::TRANSACTION_UNKNOWN);
    const auto block = store_.block(place->height);
    const auto receipt = store_.receipt(*place);
    if (!block || !receipt)
        return refuse(v1::TRANSACTION_PRUNED, {{"height", std::to_string(place->height)}});
    const auto by = TRY(sealed(store_, engine_, at.tip()));
    const auto log_size = at.tip().log.size();
    // Durable, but not in this state.
    if (place->leaf_index >= log_size) return refuse(v1::NOT_SEALED);
    auto bundle = light::new_bundle(store_.genesis(), at.tip(), by.header, by.commit);
    const auto path = store_.prove_inclusion(place->leaf_index, log_size);
    const machine::Opener opener{program_, store_.community()};
    light::put_transaction(bundle, transaction_in(opener, *block, id), *receipt,
                           {place->leaf_index, path});
    return light::encode_bundle(std::move(bundle));
}

Result<Bytes> LedgerBundles::prove_prefix(const Committed& at, std::uint64_t size) const {
    const auto by = TRY(sealed(store_, engine_, at.tip()));
    const auto here = at.tip().log.size();
    // Somebody holds a head that this node has not reached: it may be of another history.
    if (size > here)
        return refuse(v1::HEAD_AHEAD,
                      {{"size", std::to_string(size)}, {"here", std::to_string(here)}});
    auto bundle = light::new_bundle(store_.genesis(), at.tip(), by.header, by.commit);
    try {
        light::put_prefix(bundle, {size, store_.log_root(size)},
                          store_.prove_consistency(size, here));
    } catch (const storage::HistoryMissing&) {
        return refuse(v1::HEAD_TOO_OLD, {{"size", std::to_string(size)}});
    }
    return light::encode_bundle(std::move(bundle));
}

}  // namespace linlian::engine
