#include "storage/rows_view.h"

namespace linlian::storage {

RowsView::RowsView(const Database& database) : database_(database), snapshot_(database.pin()) {}

RowsView::~RowsView() { database_.unpin(snapshot_); }

std::optional<Bytes> RowsView::get(BytesView key) const {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    rocksdb::PinnableSlice value;
    const auto status =
        database_.db().Get(options, database_.family(Family::rows), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) throw state::ReadFault{database_.read_fault(status)};
    return Bytes{value.data(), value.size()};
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
