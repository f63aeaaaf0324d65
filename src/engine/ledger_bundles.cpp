#include "engine/ledger_bundles.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "engine/refusals.pb.h"
#include "light/make_bundle.h"
#include "machine/parcel.h"
#include "machine/prove.h"
#include "machine/veil.h"
#include "state/state_view.h"

#include <thread>

namespace linlian::engine {
namespace {

using std::chrono::milliseconds;
using MayWait = std::function<bool()>;

// A committed state and the block whose header proves it. Owned together with the engine and
// whoever else reads that height.
struct Sealed {
    std::shared_ptr<const Committed> state;
    light::SealedHeader by;
};

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

// The tip of a quiet ledger is the empty block that proves the last change. On a busy one the
// next block, which comes within moments, proves the tip: so the state is held fast meanwhile.
Result<Sealed> sealed(const storage::LedgerStore& store, const Engine& engine,
                      const MayWait& may_wait) {
    static constexpr milliseconds at_most{2000};
    static constexpr milliseconds step{5};
    auto state = engine.committed();
    const auto app_hash = state->tip().app_hash();
    for (milliseconds waited{0}; waited < at_most; waited += step) {
        for (const Height height : {state->tip().height, state->tip().height + 1}) {
            // What is written but not published has left nobody yet.
            if (height > engine.committed()->tip().height) continue;
            if (auto by = sealing_block(store, height, app_hash))
                return Sealed{std::move(state), std::move(*by)};
        }
        if (!may_wait()) break;
        std::this_thread::sleep_for(step);
    }
    return refuse(v1::NOT_SEALED);
}

// The bytes of a transaction as they were sent in; empty when the block holds none such.
Bytes transaction_in(const Hash32& community, const storage::BlockRecord& block, const Hash32& id) {
    for (auto& transaction : machine::acts_of(community, block.parcels)) {
        machine::v1::Transaction envelope;
        if (codec::decode_strict(transaction, envelope) &&
            machine::transaction_id(envelope.body()) == id)
            return std::move(transaction);
    }
    return {};
}

}  // namespace

Result<Bytes> LedgerBundles::prove_row(BytesView key, const MayWait& may_wait) const {
    const auto by = sealed(store_, engine_, may_wait);
    if (!by) return tl::unexpected(by.error());
    auto bundle =
        light::new_bundle(store_.genesis(), by->state->tip(), by->by.header, by->by.commit);
    const auto& rows = by->state->rows();
    const auto& tree = by->state->tree();
    const Hash32 veil = machine::veil_of(rows);
    const auto proof_of = [&](BytesView of) {
        return tree.prove(machine::place_of(registry_, veil, of));
    };
    const auto& tip = by->state->tip();
    const auto shown = machine::shown_with(registry_, {rows, {tip.height, tip.time}}, key);
    light::put_row(bundle, key, rows.get(key), proof_of(key));
    if (shown.secret) light::put_secret(bundle, *shown.secret);
    if (shown.voucher) light::put_voucher(bundle, *shown.voucher, proof_of(shown.voucher->key));
    return light::encode_bundle(std::move(bundle));
}

Result<Bytes> LedgerBundles::prove_transaction(const Hash32& id, const MayWait& may_wait) const {
    const auto place = store_.find(id);
    if (!place) return refuse(v1::TRANSACTION_UNKNOWN);
    const auto block = store_.block(place->height);
    const auto receipt = store_.receipt(*place);
    if (!block || !receipt)
        return refuse(v1::TRANSACTION_PRUNED, {{"height", std::to_string(place->height)}});
    const auto by = sealed(store_, engine_, may_wait);
    if (!by) return tl::unexpected(by.error());
    const auto log_size = by->state->tip().log.size();
    // Durable, but its block is not published yet.
    if (place->leaf_index >= log_size) return refuse(v1::NOT_SEALED);
    auto bundle =
        light::new_bundle(store_.genesis(), by->state->tip(), by->by.header, by->by.commit);
    const auto path = store_.prove_inclusion(place->leaf_index, log_size);
    light::put_transaction(bundle, transaction_in(store_.community(), *block, id), *receipt,
                           {place->leaf_index, path});
    return light::encode_bundle(std::move(bundle));
}

Result<Bytes> LedgerBundles::prove_prefix(std::uint64_t size, const MayWait& may_wait) const {
    const auto by = sealed(store_, engine_, may_wait);
    if (!by) return tl::unexpected(by.error());
    const auto here = by->state->tip().log.size();
    if (size > here)
        return refuse(v1::HEAD_AHEAD,
                      {{"size", std::to_string(size)}, {"here", std::to_string(here)}});
    auto bundle =
        light::new_bundle(store_.genesis(), by->state->tip(), by->by.header, by->by.commit);
    try {
        light::put_prefix(bundle, {size, store_.log_root(size)},
                          store_.prove_consistency(size, here));
    } catch (const state::ReadFault&) {
        return refuse(v1::HEAD_TOO_OLD, {{"size", std::to_string(size)}});
    }
    return light::encode_bundle(std::move(bundle));
}

}  // namespace linlian::engine
