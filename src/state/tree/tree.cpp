#include "state/tree/tree.h"

#include "base/check.h"
#include "state/tree/tree_merge.h"
#include "state/tree/tree_prover.h"
#include "state/tree/tree_walk.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace linlian {
namespace tree {

// What handles share. A draft pins its base; a published version pins its successor, so that
// published versions go oldest first and whatever one discards nobody older can still read.
struct Version {
    std::atomic<std::uint32_t> holders = 1;
    // Its owners are all versions of the tree; the last one to go takes the arena with it.
    std::shared_ptr<Arena> arena;
    Slot top;
    Hash32 root;
    std::uint64_t rows = 0;

    Version* base = nullptr;       // of a draft only
    Version* successor = nullptr;  // of a published version, once it has one
    // What is handed back when this version goes: of a draft what it made, of a published version
    // what its successor replaced.
    std::unique_ptr<Discarded> on_going;
    // Of a draft: what it replaced in its base.
    std::unique_ptr<Discarded> replaced;
};

namespace {

void hold(Version* version) { version->holders.fetch_add(1, std::memory_order_relaxed); }

// Gives one reference up. Whatever goes may be the last to hold its base or successor, and so on
// along the chain, which is why this is a loop.
void let_go(Version* version) {
    while (version != nullptr && version->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        const std::unique_ptr<Version> gone{version};
        if (gone->on_going) gone->arena->hand_back(std::move(gone->on_going));
        version = gone->base != nullptr ? gone->base : gone->successor;
    }
}

bool ascends_strictly(std::span<const TreeChange> changes) {
    return std::ranges::adjacent_find(changes, std::ranges::greater_equal{}, &TreeChange::key) ==
           changes.end();
}

}  // namespace
}  // namespace tree

using tree::Version;

TreeVersion::TreeVersion() : version_{std::make_unique<Version>().release()} {
    version_->arena = std::make_shared<tree::Arena>();
}

TreeVersion::TreeVersion(const TreeVersion& other) : version_{other.version_} {
    if (version_ != nullptr) tree::hold(version_);
}

TreeVersion::TreeVersion(TreeVersion&& other) noexcept
    : version_{std::exchange(other.version_, nullptr)} {}

TreeVersion& TreeVersion::operator=(TreeVersion other) noexcept {
    std::swap(version_, other.version_);
    return *this;
}

TreeVersion::~TreeVersion() { tree::let_go(version_); }

Hash32 TreeVersion::root() const { return version_->root; }

std::uint64_t TreeVersion::rows() const { return version_->rows; }

TreeVersion TreeVersion::with(std::span<const TreeChange> sorted_by_key) const {
    CHECK(tree::ascends_strictly(sorted_by_key));
    tree::Arena& arena = *version_->arena;
    arena.reuse_returned();
    tree::Merge merge{arena};
    const tree::Slot top = merge.run(version_->top, 0, sorted_by_key);

    auto draft = std::make_unique<Version>();
    draft->arena = version_->arena;
    draft->top = top;
    draft->root = tree::hash_of(arena, top);
    draft->rows = version_->rows + static_cast<std::uint64_t>(merge.rows_added);
    draft->on_going = std::make_unique<tree::Discarded>(std::move(merge.made));
    draft->replaced = std::make_unique<tree::Discarded>(std::move(merge.replaced));
    draft->base = version_;
    tree::hold(version_);
    return TreeVersion{draft.release()};
}

void TreeVersion::publish() {
    Version* const base = version_->base;
    if (base == nullptr) return;
    CHECK(base->base == nullptr && base->successor == nullptr);
    base->on_going = std::move(version_->replaced);
    base->successor = version_;
    tree::hold(version_);
    version_->base = nullptr;
    version_->on_going = nullptr;
    tree::let_go(base);
}

StateProof TreeVersion::prove(const Hash32& key) const {
    return tree::prove(*version_->arena, version_->top, key);
}

std::optional<Hash32> TreeVersion::find(const Hash32& key) const {
    const tree::Arena& arena = *version_->arena;
    tree::Slot slot = version_->top;
    while (slot.is_fork()) {
        const tree::Fork& fork = arena.forks[slot.number()];
        slot = fork.slot(tree_bit(key, fork.bit));
    }
    if (slot.is_empty() || arena.keys[slot.number()] != key) return std::nullopt;
    return slot.hash;
}

std::uint64_t TreeVersion::memory_bytes() const {
    return version_->arena->forks.bytes() + version_->arena->keys.bytes();
}

}  // namespace linlian
