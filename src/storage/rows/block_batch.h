// What one block writes, as one batch. Internal to this room: LedgerStore::write and founding a
// ledger call it.
#pragma once

#include "storage/ledger_store.h"
#include "storage/records.pb.h"
#include "storage/rows/database.h"
#include "storage/rows/log_tiles.h"
#include "storage/rows/row_cache.h"

#include <rocksdb/write_batch.h>

namespace linlian::storage {

inline constexpr std::size_t receipts_in_group = 256;

// Adds the changed rows and, under "undo", what they were before: from the cache, where there is
// one that knows, else read from the disk.
void put_rows(const Database& database, RowCache* cache, const machine::Tip& before,
              const state::Changes& changes, rocksdb::WriteBatch& batch);
// Adds the block, its summary, its receipts and their ids.
void put_block(const Database& database, const BlockRecord& block,
               const machine::BlockResult& result, rocksdb::WriteBatch& batch);
void put_tiles(const Database& database, const std::vector<Tile>& tiles,
               rocksdb::WriteBatch& batch);
void put_tip(const Database& database, const machine::Tip& tip, rocksdb::WriteBatch& batch);

// Takes the block at `height` back: rows, ids, receipts, tip. Tiles stay: their beginnings are
// true.
void put_undone(const Database& database, Height height, const v1::Undo& undo,
                rocksdb::WriteBatch& batch);

}  // namespace linlian::storage
