// Uncommitted writes over a view. A transaction writes into its own overlay over the block's,
// which is merged when all holds and dropped when not; while it is open nobody writes the one
// below. Each row about a person gets a salt of its own, made from the overlay's: who is told that
// of one row cannot try the others which the same act wrote.
#pragma once

#include "state/row_map.h"
#include "state/state_view.h"

namespace linlian::state {

// New value of each changed row; nothing when the row is erased.
using Changes = RowMap<std::optional<Bytes>>;

// Visits the rows of `below` as they are once `changes` are made, in key order.
void scan_over(const StateView& below, const Changes& changes, BytesView from, BytesView to,
               const RowVisitor& visit);

class Overlay final : public StateView {
  public:
    explicit Overlay(const StateView& below, const Hash32& salt = {})
        : below_(below), salt_(salt) {}

    std::optional<Bytes> get(BytesView key) const override;
    void scan(BytesView from, BytesView to, const RowVisitor& visit) const override;

    void put(BytesView key, Bytes value);
    void erase(BytesView key);
    const Hash32& salt() const { return salt_; }
    // H("linlian/row-salt", salt ‖ key)
    Hash32 row_salt(BytesView key) const;

    const Changes& changes() const { return changes_; }
    // How much was looked at through this overlay: each row that was looked for or visited, and
    // each KiB of one.
    std::uint64_t looks() const { return looks_; }
    const StateView& below() const { return below_; }
    // Moves the writes into `target` (the overlay this one stands on).
    void merge_into(Overlay& target);
    // Hands the writes over; the overlay is empty afterwards.
    Changes take_changes() { return std::exchange(changes_, {}); }

  private:
    const StateView& below_;
    Hash32 salt_;
    Changes changes_;
    mutable std::uint64_t looks_ = 0;
};

}  // namespace linlian::state
