// Rows of one height, pinned: the machine and all readers see the ledger through it.

#include "storage/rows/rows_view.h"

#include "storage/rows/tip_record.h"

namespace linlian::storage {

// The height comes from the pinned moment too, so that cache and disk speak of the same state.
RowsView::RowsView(const Database& database, RowCache* cache)
    : database_(database), cache_(cache), snapshot_(database.pin()) {
    if (cache_ != nullptr) height_ = read_tip(database_, snapshot_).height;
}

RowsView::~RowsView() { database_.unpin(snapshot_); }

// That a row is absent is remembered as well.
std::optional<Bytes> RowsView::get(BytesView key) const {
    std::optional<Bytes> row;
    if (cache_ != nullptr && cache_->find(key, height_, row)) return row;
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    row = database_.get(Family::rows, key, options);
    if (cache_ != nullptr) cache_->remember(key, row, height_);
    return row;
}

// Past the cache, which has no order. The visitor ends the walk by returning false.
void RowsView::scan(BytesView from, BytesView to, const state::RowVisitor& visit) const {
    const rocksdb::Slice end = slice(to);
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    options.iterate_upper_bound = &end;
    const auto row = database_.scan(Family::rows, options);
    for (row->Seek(slice(from)); row->Valid(); row->Next()) {
        if (!visit(view(row->key()), view(row->value()))) return;
    }
    database_.check(*row);
}

}  // namespace linlian::storage
