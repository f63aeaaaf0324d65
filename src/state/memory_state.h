// State in memory: for genesis, the verifier, the simulator and tests.
#pragma once

#include "state/overlay.h"

namespace linlian::state {

class MemoryState final : public StateView {
  public:
    std::optional<Bytes> get(BytesView key) const override {
        const auto found = rows_.find(key);
        return found == rows_.end() ? std::nullopt : std::optional{found->second};
    }
    void scan(BytesView from, BytesView to, const RowVisitor& visit) const override {
        for (auto row = rows_.lower_bound(from); row != rows_.end() && row->first < to; ++row) {
            if (!visit(row->first, row->second)) return;
        }
    }
    void apply(const Changes& changes) {
        for (const auto& [key, value] : changes) {
            if (value)
                rows_.insert_or_assign(key, *value);
            else
                rows_.erase(key);
        }
    }
    const RowMap<Bytes>& rows() const { return rows_; }

  private:
    RowMap<Bytes> rows_;
};

}  // namespace linlian::state
