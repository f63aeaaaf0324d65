#include "storage/rows/rows_view.h"

#include "storage/rows/tip_record.h"

namespace linlian::storage {

RowsView::RowsView(const Database& database, RowCache* cache)
    : database_(database), cache_(cache), snapshot_(database.pin()) {
    if (cache_ != nullptr) height_ = read_tip(database_, snapshot_).height;
}

RowsView::~RowsView() { database_.unpin(snapshot_); }

std::optional<Bytes> RowsView::get(BytesView key) const {
    std::optional<Bytes> row;
    if (cache_ != nullptr && cache_->find(key, height_, row)) return row;
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    row = database_.get(Family::rows, key, options);
    if (cache_ != nullptr) cache_->remember(key, row, height_);
    return row;
}

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
