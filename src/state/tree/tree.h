// The authenticated tree over all rows of the state: versions in memory that share their nodes.
// The machine asks with() for the next root, storage builds the tree at start and keeps the last
// few versions, the API makes proofs from them. It holds hashes only, never a row, and no disk.
//
// Which version lives how long. A TreeVersion is a handle, cheap to copy; while one exists, its
// version can be read and proved. with() gives a draft, which pins the version it was made from. A
// draft that is dropped leaves no trace. publish() makes a draft the one successor of its base,
// which is then free to go: the nodes that the successor replaced are used again as soon as neither
// the base nor any published version before it has a handle. So the oldest handle held bounds the
// memory, and who never publishes keeps everything.
//
// Threads. root(), rows(), prove(), copying, moving and dropping handles are safe from any thread
// (one handle object is used by one thread at a time, like any value). with() and publish() belong
// to one writer at a time for all versions of a tree. No lock is taken anywhere.
#pragma once

#include "base/bytes.h"
#include "state/tree/tree_proof.h"

#include <cstdint>
#include <optional>
#include <span>

namespace linlian {

struct TreeChange {
    Hash32 key;                        // tree_key of the row
    std::optional<Hash32> value_hash;  // tree_value_hash of its new value; nothing erases the row
};

namespace tree {
struct Version;
}

class TreeVersion {
  public:
    // The version without rows, in a tree of its own: it is published.
    TreeVersion();
    TreeVersion(const TreeVersion& other);
    TreeVersion(TreeVersion&& other) noexcept;
    TreeVersion& operator=(TreeVersion other) noexcept;
    ~TreeVersion();

    // 32 zero bytes when there is no row.
    Hash32 root() const;
    std::uint64_t rows() const;

    // The draft with these changes made. The keys ascend strictly, which is checked. Erasing what
    // is not there and writing the value that is there change nothing. This is also how the tree is
    // built at start: from the empty version, all rows in order, in batches of some ten thousand,
    // each published.
    TreeVersion with(std::span<const TreeChange> sorted_by_key) const;

    // Makes this draft the successor of its base; a version already published stays as it is.
    // The base must be published and have no other successor, which is checked.
    void publish();

    // The proof for this key in this version: of its value or of its absence.
    StateProof prove(const Hash32& key) const;

    // The hash of the value of this key, or nothing.
    std::optional<Hash32> find(const Hash32& key) const;

    // Bytes of memory that all versions of this tree hold together, for metrics. Writer only.
    std::uint64_t memory_bytes() const;

  private:
    explicit TreeVersion(tree::Version* owned) : version_(owned) {}

    tree::Version* version_;  // counted: every handle owns one reference; null once moved from
};

inline TreeVersion empty_tree() { return TreeVersion{}; }

}  // namespace linlian
