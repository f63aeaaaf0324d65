// Reading back what blocks left: the blocks themselves, receipts, ids and proofs about the log.
#include "base/check.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "state/state_view.h"
#include "storage/rows/block_batch.h"
#include "storage/rows/tip_record.h"

namespace linlian::storage {
namespace {

// A record that does not read is damage: were it answered with nothing, a reader would take it for
// pruned.
template <class Record>
Record decode(const Database& database, BytesView bytes) {
    Record record;
    if (!codec::decode_strict(bytes, record))
        throw state::ReadFault{"a record in " + database.folder().string() +
                               " is damaged; restore the latest backup into an empty folder"};
    return record;
}

std::optional<v1::BlockSummary> summary_at(const Database& database, Height height) {
    const auto bytes = database.get(Family::heights, number_key(height));
    return bytes ? std::optional{decode<v1::BlockSummary>(database, *bytes)} : std::nullopt;
}

// The family and the key say which block: one of the history, or the one that was taken back.
std::optional<BlockRecord> read_block(const Database& database, Family family, BytesView key) {
    const auto bytes = database.get(family, key);
    if (!bytes) return std::nullopt;
    auto record = decode<v1::Block>(database, *bytes);
    BlockRecord block{std::move(*record.mutable_header()), std::move(*record.mutable_commit()), {}};
    for (auto& parcel : *record.mutable_parcels()) block.parcels.push_back(std::move(parcel));
    return block;
}

}  // namespace

std::optional<BlockRecord> LedgerStore::block(Height height) const {
    return read_block(*database_, Family::blocks, number_key(height));
}

std::optional<BlockRecord> LedgerStore::undone() const {
    return read_block(*database_, Family::meta, undone_name);
}

std::optional<std::vector<Bytes>> LedgerStore::encoded_receipts(Height height) const {
    const auto summary = summary_at(*database_, height);
    if (!summary || height < oldest_height()) return std::nullopt;
    std::vector<Bytes> receipts;
    receipts.reserve(static_cast<std::size_t>(summary->leaves()));
    for (std::uint32_t number = 0; receipts.size() < summary->leaves(); ++number) {
        const auto bytes = database_->get(Family::receipts, receipts_key(height, number));
        if (!bytes) return std::nullopt;  // pruned while we read
        auto group = decode<v1::ReceiptGroup>(*database_, *bytes);
        for (auto& receipt : *group.mutable_receipts()) receipts.push_back(std::move(receipt));
    }
    return receipts;
}

std::optional<std::vector<machine::v1::Receipt>> LedgerStore::receipts(Height height) const {
    const auto encoded = encoded_receipts(height);
    if (!encoded) return std::nullopt;
    std::vector<machine::v1::Receipt> receipts;
    receipts.reserve(encoded->size());
    for (const auto& bytes : *encoded)
        receipts.push_back(decode<machine::v1::Receipt>(*database_, bytes));
    return receipts;
}

// Groups are full but for the last one of a block, so the place in the block tells group and place
// within it.
std::optional<machine::v1::Receipt> LedgerStore::receipt(const Place& place) const {
    const auto summary = summary_at(*database_, place.height);
    if (!summary || place.leaf_index < summary->first_leaf()) return std::nullopt;
    const std::uint64_t position = place.leaf_index - summary->first_leaf();
    const auto bytes = database_->get(
        Family::receipts,
        receipts_key(place.height, static_cast<std::uint32_t>(position / receipts_in_group)));
    if (!bytes) return std::nullopt;
    const auto group = decode<v1::ReceiptGroup>(*database_, *bytes);
    const int within = static_cast<int>(position % receipts_in_group);
    if (within >= group.receipts_size()) return std::nullopt;
    return decode<machine::v1::Receipt>(*database_, group.receipts(within));
}

std::optional<Place> LedgerStore::find(const Hash32& id) const {
    const auto value = database_->get(Family::ids, id.view());
    if (!value) return std::nullopt;
    // Two big-endian numbers of 8 bytes: height, leaf index.
    return Place{number_of(*value), number_of(BytesView{*value}.substr(8))};
}

// Missing where nothing was pruned and the ledger began with its genesis.
Height LedgerStore::oldest_height() const {
    const auto value = database_->get(Family::meta, oldest_name);
    return value ? number_of(*value) : 1;
}

std::vector<Hash32> LedgerStore::prove_inclusion(std::uint64_t leaf_index,
                                                 std::uint64_t size) const {
    CHECK(leaf_index < size);
    return linlian::prove_inclusion(leaf_index, size, tile_reader(*database_));
}

std::vector<Hash32> LedgerStore::prove_consistency(std::uint64_t old_size,
                                                   std::uint64_t size) const {
    CHECK(old_size <= size);
    return linlian::prove_consistency(old_size, size, tile_reader(*database_));
}

Hash32 LedgerStore::log_root(std::uint64_t size) const {
    CHECK(size <= tip().log.size());
    return LogEdge::read(*database_, size).frontier().root();
}

namespace {

// The lowest height that has to stay. A snapshot is of the block before the tip, which can become
// the tip again: its longest lifetime counts, and the leaf before that, which proves that no leaf
// is left out, stays with its block.
Height lowest_needed(const Database& database, const machine::Tip& tip, Height oldest,
                     std::int64_t keep_ms) {
    const auto last = tip.height > oldest ? summary_at(database, tip.height - 1) : std::nullopt;
    if (!last) return oldest;
    const std::int64_t before = last->time_ms() - std::max(keep_ms, machine::max_lifetime_ms);
    Height keep = oldest;
    const auto row = database.scan(Family::heights);
    // The last block with leaves that is old enough stays, for its last leaf is the one before
    // those needed.
    for (row->Seek(number_key(oldest)); row->Valid(); row->Next()) {
        const auto summary = decode<v1::BlockSummary>(database, view(row->value()));
        if (summary.time_ms() > before) break;
        if (summary.leaves() > 0) keep = number_of(view(row->key()));
    }
    database.check(*row);
    return keep;
}

}  // namespace

// Tiles are never pruned, so a summary is all that this needs.
std::optional<LogFrontier> LedgerStore::log_at(Height height) const {
    const auto summary = summary_at(*database_, height);
    if (!summary) return std::nullopt;
    return LogEdge::read(*database_, summary->first_leaf() + summary->leaves()).frontier();
}

Faultable<Height> LedgerStore::prune(std::int64_t keep_ms) {
    try {
        const Height oldest = oldest_height();
        const Height keep = lowest_needed(*database_, tip(), oldest, keep_ms);
        if (keep == oldest) return oldest;
        rocksdb::WriteBatch batch;
        const Bytes from = number_key(0);
        const Bytes to = number_key(keep);
        for (const auto family : {Family::blocks, Family::receipts, Family::heights})
            batch.DeleteRange(database_->family(family), from, to);
        // In the same batch as the deletions: nobody reads a height as kept whose block is gone.
        batch.Put(database_->family(Family::meta), slice(oldest_name), to);
        rocksdb::WriteOptions synced;
        synced.sync = true;
        auto status = database_->db().Write(synced, &batch);
        if (!status.ok()) return tl::unexpected(database_->write_fault(status));
        // Dropping alone frees no disk: whole files go at once, the rest by a compaction.
        const rocksdb::Slice begin{from};
        const rocksdb::Slice end{to};
        for (const auto family : {Family::blocks, Family::receipts, Family::heights}) {
            status = database_->db().CompactRange({}, database_->family(family), &begin, &end);
            if (!status.ok()) return tl::unexpected(database_->write_fault(status));
        }
        return keep;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
