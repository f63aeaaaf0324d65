// Reading through an overlay: its own writes first, then the view below, both counted as looks.
#include "state/overlay.h"

#include "crypto/hash.h"

namespace linlian::state {
namespace {

// Visits the changes before `key` (all that remain when `key` is empty); false when stopped.
bool visit_changes_before(Changes::Iterator& next, const Changes::Iterator& end,
                          const std::optional<BytesView>& key, const RowVisitor& visit) {
    for (; next != end && (!key || next->first < *key); ++next) {
        if (next->second && !visit(next->first, *next->second)) return false;
    }
    return true;
}

// A row counts once, and once more for each whole KiB.
std::uint64_t looks_at(BytesView value) { return 1 + value.size() / 1024; }

}  // namespace

std::optional<Bytes> Overlay::get(BytesView key) const {
    const auto found = changes_.find(key);
    auto value = found != changes_.end() ? found->second : below_.get(key);
    looks_ += looks_at(value ? BytesView{*value} : BytesView{});
    return value;
}

// Two ordered streams are merged. A change goes before a row of its key and hides it; an erased row
// is hidden and not visited.
void scan_over(const StateView& below, const Changes& changes, BytesView from, BytesView to,
               const RowVisitor& visit) {
    auto next = changes.lower_bound(from);
    const auto end = changes.lower_bound(to);
    bool going = true;
    below.scan(from, to, [&](BytesView key, BytesView value) {
        going = visit_changes_before(next, end, key, visit);
        if (!going) return false;
        if (next != end && next->first == key) return true;  // the change is visited next round
        going = visit(key, value);
        return going;
    });
    if (going) visit_changes_before(next, end, std::nullopt, visit);
}

Hash32 Overlay::row_salt(BytesView key) const {
    static const HashTag tag{"linlian/row-salt"};
    return tag.hash(salt_.bytes() + Bytes{key});
}

void Overlay::scan(BytesView from, BytesView to, const RowVisitor& visit) const {
    ++looks_;
    scan_over(below_, changes_, from, to, [&](BytesView key, BytesView value) {
        looks_ += looks_at(value);
        return visit(key, value);
    });
}

void Overlay::put(BytesView key, Bytes value) { changes_.insert_or_assign(key, std::move(value)); }

void Overlay::erase(BytesView key) { changes_.insert_or_assign(key, std::nullopt); }

void Overlay::merge_into(Overlay& target) { changes_.merge_into(target.changes_); }

}  // namespace linlian::state
