// The seal of a snapshot: the header of the block after it, signed by validators to whom the
// genesis leads. Exporting reads it from the ledger, importing checks it and then carries that
// block out. Only the community id is trusted beforehand.

#include "storage/snapshot/snapshot_seal.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "light/chain/block.h"
#include "light/chain/signers.h"
#include "storage/rows/tip_record.h"
#include "storage/snapshot/snapshot_stream.h"

namespace linlian::storage {
namespace {

// Nothing where the block is not kept, or does not read.
std::optional<v1::Block> block_at(const Database& database, const rocksdb::ReadOptions& options,
                                  Height height) {
    const auto bytes = database.get(Family::blocks, number_key(height), options);
    v1::Block block;
    if (!bytes || !codec::decode_strict(*bytes, block)) return std::nullopt;
    return block;
}

// A ledger that began with a snapshot has the header it began with, though not its block.
std::optional<Bytes> header_at(const Database& database, const rocksdb::ReadOptions& options,
                               Height height) {
    if (height == 0) return Bytes{};
    if (auto block = block_at(database, options, height)) return block->header();
    const auto base = database.get(Family::meta, base_name, options);
    const auto header = base ? light::decode_header(*base) : Result<light::Header>{};
    return base && header && header->height == height ? base : std::nullopt;
}

auto unsealed(const std::string& why) {
    return fault("the seal of the snapshot does not hold: " + why + "; do not trust its source");
}

// The English text of a refusal, or its code where there is none.
std::string words(const Refusal& refusal) {
    return codec::refusal_text(refusal, codec::Language::en).value_or(refusal.code);
}

// The header of the next block, which validators signed whom the genesis leads to.
Result<light::Header> signed_header(const v1::SnapshotSeal& seal, light::Signers& signers) {
    for (const auto& change : seal.history()) TRY(light::follow_change(change, signers));
    light::v1::SignedHeader next;
    next.set_header(seal.next().header());
    next.set_commit(seal.next().commit());
    return light::open_signed(next, signers);
}

// The time of the state: of the header that the signed one follows, or of the genesis.
Faultable<Timestamp> state_time(const v1::SnapshotSeal& seal, const light::Header& next,
                                const machine::v1::Genesis& genesis) {
    if (next.height == 1) {
        if (!seal.header().empty()) return unsealed("there is no block before the first");
        return Timestamp{genesis.time_ms()};
    }
    const auto header = light::decode_header(seal.header());
    if (!header) return unsealed(words(header.error()));
    if (light::header_hash(*header).view() != next.last_block_id.hash)
        return unsealed("the signed block follows another one");
    return header->time.timestamp();
}

// The header that the ledger begins with, for snapshots of this same state.
Faultable<> put_base(const LedgerStore& store, BytesView header) {
    const Database& database = store.database();
    const auto status = database.db().Put(rocksdb::WriteOptions{}, database.family(Family::meta),
                                          slice(base_name), slice(header));
    if (!status.ok()) return tl::unexpected(database.write_fault(status));
    return {};
}

}  // namespace

// The community id is the hash of the genesis, so that a genesis in the manifest needs no other
// proof.
Faultable<OpenedManifest> open_manifest(BytesView bytes, const Hash32& community) {
    OpenedManifest opened;
    if (!codec::decode_strict(bytes, opened.manifest) ||
        opened.manifest.format() != snapshot_format)
        return fault(
            "the manifest of the snapshot does not read; it is damaged or of another "
            "version of the program");
    if (!codec::decode_strict(opened.manifest.genesis(), opened.genesis) ||
        machine::community_id(opened.genesis) != community)
        return fault("the snapshot is of another community than the one that is trusted");
    return opened;
}

Faultable<v1::SnapshotSeal> read_seal(const Database& database, const rocksdb::ReadOptions& options,
                                      Height height) {
    auto header = header_at(database, options, height);
    auto next = block_at(database, options, height + 1);
    if (!header || !next)
        return fault("the ledger in " + database.folder().string() + " lacks block " +
                     std::to_string(header ? height + 1 : height) +
                     ", which a snapshot needs; restore the latest backup into an empty folder");
    v1::SnapshotSeal seal;
    seal.set_header(std::move(*header));
    *seal.mutable_next() = std::move(*next);
    return seal;
}

// The app hash of a header is that of the state before its block, hence the height less one.
Faultable<OpenedSeal> open_seal(BytesView bytes, const machine::v1::Genesis& genesis) {
    v1::SnapshotSeal seal;
    if (!codec::decode_strict(bytes, seal))
        return fault("the seal of the snapshot does not read; it is damaged");
    auto signers = light::genesis_signers(genesis, machine::community_id(genesis));
    if (!signers) return unsealed(words(signers.error()));
    auto next = signed_header(seal, *signers);
    if (!next) return unsealed(words(next.error()));
    const auto time = TRY(state_time(seal, *next, genesis));
    OpenedSeal opened;
    if (!Hash32::parse(next->app_hash, opened.state.app_hash))
        return unsealed("the signed block carries no app hash");
    auto& block = *seal.mutable_next();
    opened.block = {block.header(), block.commit(), {}};
    for (auto& parcel : *block.mutable_parcels()) opened.block.parcels.push_back(std::move(parcel));
    if (light::data_hash(opened.block.parcels).view() != next->data_hash)
        return unsealed("its parcels are not those of the signed block");
    opened.state.height = next->height - 1;
    opened.state.time = time;
    opened.next = std::move(*next);
    opened.validators = signers->validators.size();
    opened.header = seal.header();
    return opened;
}

// The base header is put first and stands alone until the block is written: a crash in between
// leaves a folder that has not yet moved to its place.
Faultable<> apply_sealing_block(const machine::Program& program, const OpenedSeal& seal,
                                LedgerStore& store, const LoadedLedger& ledger) {
    const machine::Opener opener{program, store.community()};
    const auto transactions = machine::open_acts(opener, seal.block.parcels);
    const auto rows = store.rows();
    const auto result =
        machine::apply_block(program, {*rows, ledger.tree, ledger.recent, ledger.tip},
                             {seal.next.height, seal.next.time.timestamp(), transactions});
    if (!result)
        return fault("block " + std::to_string(seal.next.height) +
                     ", which seals the snapshot, cannot be carried out: " + result.error().what);
    TRY(put_base(store, seal.header));
    return store.write(seal.block, *result);
}

}  // namespace linlian::storage
