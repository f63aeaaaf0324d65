// A ledger in one piece without its past: all rows, the edge of the history and every leaf within
// the longest lifetime. New nodes begin with one. Its bytes are the same on every node at the same
// height, but for the last block. Format: docs/formats/snapshot.md.
#pragma once

#include "storage/ledger_store.h"
#include "storage/records.pb.h"

#include <functional>

namespace linlian::storage {

inline constexpr std::size_t chunk_bytes = 8u << 20;

// How much of how much is done, in bytes.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

// Writes the durable tip into `folder`, which must be empty or not exist: the file "manifest" and
// the files "chunk-00000", … of chunk_bytes each. The node may run meanwhile.
Faultable<v1::SnapshotManifest> export_snapshot(const LedgerStore& store,
                                                const std::filesystem::path& folder,
                                                const Progress& progress = {});

// What an importer trusts, from a slip, a poster or a header that it has verified.
struct SnapshotTrust {
    Hash32 community;
    std::optional<Hash32> app_hash;
};

// Builds a ledger from a manifest and its chunks, in a folder beside `into`, and moves it there
// when all of it has been checked against both roots. What is wrong is named; nothing is left then.
class SnapshotImport {
  public:
    // Faults: `into` is not empty; the manifest does not read or is not of the trusted community
    // and app hash.
    static Faultable<SnapshotImport> begin(BytesView manifest, const SnapshotTrust& trust,
                                           const std::filesystem::path& into);
    SnapshotImport(SnapshotImport&&) noexcept;
    ~SnapshotImport();

    std::size_t chunks() const;
    // Chunks in their order. A fault names the chunk, and the same one may then be given again.
    Faultable<> add_chunk(BytesView chunk);
    // After the last chunk: checks the roots and moves the ledger into place.
    Faultable<> finish();

  private:
    struct Parts;
    explicit SnapshotImport(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// Imports the snapshot in `folder`.
Faultable<> import_snapshot(const std::filesystem::path& folder, const SnapshotTrust& trust,
                            const std::filesystem::path& into, const Progress& progress = {});

// Whole small files, as manifests and chunks are; faults say which file and why.
Faultable<Bytes> read_file(const std::filesystem::path& path);
Faultable<> write_file(const std::filesystem::path& path, BytesView bytes);

}  // namespace linlian::storage
