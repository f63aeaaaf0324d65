// A ledger in one piece without its past: all rows, the edge of the history, every leaf within the
// longest lifetime and the one before. New nodes begin with one. It is of the block before the tip:
// the tip's header carries its app hash, so that its validators vouch for it. What they do not
// vouch for is in no snapshot. Format: docs/formats/snapshot.md.
#pragma once

#include "storage/ledger_store.h"
#include "storage/records.pb.h"

#include <functional>

namespace linlian::storage {

inline constexpr std::size_t chunk_bytes = 8u << 20;

// How much of how much is done, in bytes.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

struct SnapshotFiles {
    Height height = 0;  // of the state; the seal's block is the next
    v1::SnapshotManifest manifest;
    v1::SnapshotSeal seal;
};

// Writes the state before the durable tip into `folder`, which must be empty or not exist: the
// files "manifest" and "seal" and the files "chunk-00000", … of chunk_bytes each. The node may run
// meanwhile. Faults: no block yet, or the last one was taken back; a damaged ledger; the disk.
Faultable<SnapshotFiles> export_snapshot(const LedgerStore& store,
                                         const std::filesystem::path& folder,
                                         const Progress& progress = {});

// What headers that somebody has verified say of a state.
struct SealedState {
    Height height = 0;
    Timestamp time;
    Hash32 app_hash;
};

// Builds a ledger from a manifest and its chunks, in a folder beside `into`, and moves it there
// when all of it has been checked against both roots. What is wrong is named; nothing is left then.
class SnapshotImport {
  public:
    // Faults: `into` is not empty; the manifest does not read, is of another community or not of
    // the sealed state.
    static Faultable<SnapshotImport> begin(BytesView manifest, const Hash32& community,
                                           const SealedState& sealed,
                                           const std::filesystem::path& into);
    SnapshotImport(SnapshotImport&&) noexcept;
    ~SnapshotImport();

    std::size_t chunks() const;
    std::uint64_t rows() const;
    std::uint64_t leaves() const;
    // Chunks in their order. A fault names the chunk, and the same one may then be given again.
    Faultable<> add_chunk(BytesView chunk);
    // After the last chunk: checks the roots, lets `go_on` add to the ledger, and moves it into
    // place.
    using GoOn = std::function<Faultable<>(LedgerStore&, const LoadedLedger&)>;
    Faultable<> finish(const machine::Program& program, const GoOn& go_on = {});

  private:
    struct Parts;
    explicit SnapshotImport(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

// What an importer knows from elsewhere: a slip, a poster, a header that they verified.
struct SnapshotAnchor {
    Hash32 community;
    std::optional<Hash32> app_hash;  // of the snapshot's state
};

// What an import found to be true.
struct ImportReport {
    SealedState state;
    Hash32 sealed_by;  // the header hash of the next block, which has been carried out too
    std::size_t validators = 0;
    std::uint64_t rows = 0;
    std::uint64_t leaves = 0;
    machine::Tip tip;
};

// Imports the snapshot in `folder`: its seal is checked by the community's genesis, the state by
// the seal, and then the sealing block is carried out, so that a node goes on after it.
Faultable<ImportReport> import_snapshot(const machine::Program& program,
                                        const std::filesystem::path& folder,
                                        const SnapshotAnchor& anchor,
                                        const std::filesystem::path& into,
                                        const Progress& progress = {});

}  // namespace linlian::storage
