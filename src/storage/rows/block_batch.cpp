// What one block writes, family by family, and the undo that takes it back. ledger_store.cpp
// gathers these in one batch; nothing here writes to the disk by itself.

#include "storage/rows/block_batch.h"

#include "base/check.h"
#include "codec/wire.h"
#include "state/state_view.h"
#include "storage/rows/tip_record.h"

#include <algorithm>

namespace linlian::storage {
namespace {

// Rows that are read together for the undo: enough to share the cost, few enough for the memory.
constexpr std::size_t rows_at_once = 1024;

// A row as it was before the block; no value: it was not there.
void add_before(BytesView key, const std::optional<BytesView>& value, v1::Undo& undo) {
    auto& row = *undo.add_rows();
    row.set_key(key.data(), key.size());
    row.set_existed(value.has_value());
    if (value) row.set_value(value->data(), value->size());
}

// Reads up to `rows_at_once` rows in key order and adds them to the undo.
void add_rows_before(const Database& database, std::span<const rocksdb::Slice> keys,
                     v1::Undo& undo) {
    std::vector<rocksdb::PinnableSlice> values(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    database.db().MultiGet({}, database.family(Family::rows), keys.size(), keys.data(),
                           values.data(), statuses.data(), true);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!statuses[i].ok() && !statuses[i].IsNotFound())
            throw state::ReadFault{database.read_fault(statuses[i])};
        add_before(view(keys[i]), statuses[i].ok() ? std::optional{view(values[i])} : std::nullopt,
                   undo);
    }
}

// A Put into a batch fails only where a family or size is wrong, which would be our own bug.
void put(const Database& database, Family family, BytesView key, BytesView value,
         rocksdb::WriteBatch& batch) {
    CHECK(batch.Put(database.family(family), slice(key), slice(value)).ok());
}

// Each receipt is one leaf, and those of a block are the last ones of the log after it.
v1::BlockSummary summary_of(const machine::BlockResult& result) {
    v1::BlockSummary summary;
    summary.set_time_ms(result.tip.time.ms);
    summary.set_first_leaf(result.tip.log.size() - result.receipts.size());
    summary.set_leaves(result.receipts.size());
    std::int64_t latest = 0;
    for (const auto& receipt : result.receipts)
        latest = std::max(latest, receipt.leaf().expires_ms());
    summary.set_latest_expiry_ms(latest);
    return summary;
}

// In groups of `receipts_in_group`: one record a receipt would cost more, and one record a block
// would have to be read whole for one receipt.
void put_receipts(const Database& database, const machine::BlockResult& result,
                  rocksdb::WriteBatch& batch) {
    const Height height = result.tip.height;
    v1::ReceiptGroup group;
    std::uint32_t number = 0;
    for (const auto& receipt : result.receipts) {
        group.add_receipts(codec::encode(receipt));
        if (group.receipts_size() < static_cast<int>(receipts_in_group)) continue;
        put(database, Family::receipts, receipts_key(height, number++), codec::encode(group),
            batch);
        group.clear_receipts();
    }
    if (group.receipts_size() > 0)
        put(database, Family::receipts, receipts_key(height, number), codec::encode(group), batch);
}

// In the order of the ids, which the database takes in more cheaply.
void put_ids(const Database& database, const machine::BlockResult& result,
             rocksdb::WriteBatch& batch) {
    std::uint64_t leaf = result.tip.log.size() - result.receipts.size();
    std::vector<std::pair<Hash32, std::uint64_t>> places;
    places.reserve(result.receipts.size());
    for (const auto& receipt : result.receipts)
        CHECK(Hash32::parse(receipt.leaf().id(), places.emplace_back(Hash32{}, leaf++).first));
    std::sort(places.begin(), places.end());
    const Bytes height = number_key(result.tip.height);
    for (const auto& [id, at] : places)
        put(database, Family::ids, id.view(), height + number_key(at), batch);
}

}  // namespace

// For each changed row its new value, and in the undo its old one: from the cache where it is known
// there at the height before, or else from the disk, many at a time. `changes` is in key order and
// outlives the slices into it.
void put_rows(const Database& database, RowCache* cache, const machine::Tip& before,
              const state::Changes& changes, rocksdb::WriteBatch& batch) {
    v1::Undo undo;
    *undo.mutable_tip() = to_record(before);
    std::vector<rocksdb::Slice> unknown;
    std::optional<Bytes> was;
    for (const auto& [key, value] : changes) {
        if (cache != nullptr && cache->find(key, before.height, was))
            add_before(key, was, undo);
        else
            unknown.push_back(slice(key));
        if (unknown.size() == rows_at_once) {
            add_rows_before(database, unknown, undo);
            unknown.clear();
        }
        if (value)
            put(database, Family::rows, key, *value, batch);
        else
            CHECK(batch.Delete(database.family(Family::rows), slice(key)).ok());
    }
    add_rows_before(database, unknown, undo);
    put(database, Family::meta, undo_name, codec::encode(undo), batch);
}

void put_block(const Database& database, const BlockRecord& block,
               const machine::BlockResult& result, rocksdb::WriteBatch& batch) {
    v1::Block record;
    record.set_header(block.header);
    record.set_commit(block.commit);
    for (const auto& parcel : block.parcels) record.add_parcels(parcel);
    const Bytes key = number_key(result.tip.height);
    put(database, Family::blocks, key, codec::encode(record), batch);
    put(database, Family::heights, key, codec::encode(summary_of(result)), batch);
    put_receipts(database, result, batch);
    put_ids(database, result, batch);
}

void put_tiles(const Database& database, const std::vector<Tile>& tiles,
               rocksdb::WriteBatch& batch) {
    for (const auto& tile : tiles)
        put(database, Family::tiles, tile_key(tile.level, tile.index), tile.hashes, batch);
}

void put_tip(const Database& database, const machine::Tip& tip, rocksdb::WriteBatch& batch) {
    put(database, Family::meta, tip_name, codec::encode(to_record(tip)), batch);
}

// The reverse of put_rows and put_block. Tiles stay: the log below the older size is the same, and
// those above are written again.
void put_undone(const Database& database, Height height, const v1::Undo& undo,
                rocksdb::WriteBatch& batch) {
    for (const auto& row : undo.rows()) {
        if (row.existed())
            put(database, Family::rows, row.key(), row.value(), batch);
        else
            CHECK(batch.Delete(database.family(Family::rows), slice(row.key())).ok());
    }
    const Bytes key = number_key(height);
    for (const auto family : {Family::blocks, Family::heights})
        CHECK(batch.Delete(database.family(family), key).ok());
    rocksdb::ReadOptions options;
    const auto group = database.scan(Family::receipts, options);
    for (group->Seek(key); group->Valid() && view(group->key()).starts_with(key); group->Next()) {
        CHECK(batch.Delete(database.family(Family::receipts), group->key()).ok());
        v1::ReceiptGroup receipts;
        CHECK(codec::decode_strict(view(group->value()), receipts));
        for (const auto& bytes : receipts.receipts()) {
            machine::v1::Receipt receipt;
            Hash32 id;
            CHECK(receipt.ParseFromString(bytes) && Hash32::parse(receipt.leaf().id(), id));
            CHECK(batch.Delete(database.family(Family::ids), slice(id.view())).ok());
        }
    }
    database.check(*group);
    put(database, Family::meta, tip_name, codec::encode(undo.tip()), batch);
    CHECK(batch.Delete(database.family(Family::meta), slice(undo_name)).ok());
}

}  // namespace linlian::storage
