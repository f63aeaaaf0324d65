#include "storage/block_batch.h"

#include "base/check.h"
#include "codec/wire.h"
#include "state/state_view.h"
#include "storage/tip_record.h"

namespace linlian::storage {
namespace {

constexpr std::size_t rows_at_once = 1024;

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
        auto& row = *undo.add_rows();
        row.set_key(keys[i].data(), keys[i].size());
        row.set_existed(statuses[i].ok());
        if (statuses[i].ok()) row.set_value(values[i].data(), values[i].size());
    }
}

void put(const Database& database, Family family, BytesView key, BytesView value,
         rocksdb::WriteBatch& batch) {
    CHECK(batch.Put(database.family(family), slice(key), slice(value)).ok());
}

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

void put_receipts(const Database& database, const machine::BlockResult& result,
                  rocksdb::WriteBatch& batch) {
    const Height height = result.tip.height;
    std::uint64_t leaf = result.tip.log.size() - result.receipts.size();
    v1::ReceiptGroup group;
    std::uint32_t number = 0;
    for (const auto& receipt : result.receipts) {
        group.add_receipts(codec::encode(receipt));
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        put(database, Family::ids, id_key(id), number_key(height) + number_key(leaf++), batch);
        if (group.receipts_size() < static_cast<int>(receipts_in_group)) continue;
        put(database, Family::receipts, receipts_key(height, number++), codec::encode(group),
            batch);
        group.clear_receipts();
    }
    if (group.receipts_size() > 0)
        put(database, Family::receipts, receipts_key(height, number), codec::encode(group), batch);
}

}  // namespace

void put_rows(const Database& database, const machine::Tip& before, const state::Changes& changes,
              rocksdb::WriteBatch& batch) {
    v1::Undo undo;
    *undo.mutable_tip() = to_record(before);
    std::vector<rocksdb::Slice> keys;
    for (const auto& [key, value] : changes) {
        keys.push_back(slice(key));
        if (keys.size() == rows_at_once) {
            add_rows_before(database, keys, undo);
            keys.clear();
        }
        if (value)
            put(database, Family::rows, key, *value, batch);
        else
            CHECK(batch.Delete(database.family(Family::rows), slice(key)).ok());
    }
    add_rows_before(database, keys, undo);
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
}

void put_tiles(const Database& database, const std::vector<Tile>& tiles,
               rocksdb::WriteBatch& batch) {
    for (const auto& tile : tiles)
        put(database, Family::tiles, tile_key(tile.level, tile.index), tile.hashes, batch);
}

void put_tip(const Database& database, const machine::Tip& tip, rocksdb::WriteBatch& batch) {
    put(database, Family::meta, tip_name, codec::encode(to_record(tip)), batch);
}

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
            CHECK(batch.Delete(database.family(Family::ids), slice(id_key(id))).ok());
        }
    }
    database.check(*group);
    put(database, Family::meta, tip_name, codec::encode(undo.tip()), batch);
    CHECK(batch.Delete(database.family(Family::meta), slice(undo_name)).ok());
}

}  // namespace linlian::storage
