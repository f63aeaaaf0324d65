// The rows of the ledger as of one moment, pinned by a snapshot of the database. Reading needs no
// lock; a view must not outlive its database.
#pragma once

#include "state/state_view.h"
#include "storage/rows/database.h"
#include "storage/rows/row_cache.h"

namespace linlian::storage {

class RowsView final : public state::StateView {
  public:
    // `cache`: of the same rows; null without one.
    RowsView(const Database& database, RowCache* cache);
    ~RowsView() override;
    RowsView(const RowsView&) = delete;
    RowsView& operator=(const RowsView&) = delete;

    // Both throw state::ReadFault when the disk cannot be read.
    std::optional<Bytes> get(BytesView key) const override;
    void scan(BytesView from, BytesView to, const state::RowVisitor& visit) const override;

  private:
    const Database& database_;
    RowCache* cache_;
    const rocksdb::Snapshot* snapshot_;  // released with the view
    Height height_ = 0;                  // that the snapshot stands at; only where there is a cache
};

}  // namespace linlian::storage
