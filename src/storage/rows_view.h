// The rows of the ledger as of one moment, pinned by a snapshot of the database. Reading needs no
// lock; a view must not outlive its database.
#pragma once

#include "state/state_view.h"
#include "storage/database.h"

namespace linlian::storage {

class RowsView final : public state::StateView {
  public:
    explicit RowsView(const Database& database);
    ~RowsView() override;
    RowsView(const RowsView&) = delete;
    RowsView& operator=(const RowsView&) = delete;

    // Both throw state::ReadFault when the disk cannot be read.
    std::optional<Bytes> get(BytesView key) const override;
    void scan(BytesView from, BytesView to, const state::RowVisitor& visit) const override;

  private:
    const Database& database_;
    const rocksdb::Snapshot* snapshot_;  // released with the view
};

}  // namespace linlian::storage
