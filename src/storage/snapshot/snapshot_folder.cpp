// Importing a snapshot from its folder: seal first, then the state, then the sealing block.
#include "codec/wire.h"
#include "ops/files/durable_file.h"
#include "storage/snapshot/snapshot_seal.h"
#include "storage/snapshot/snapshot_stream.h"

namespace linlian::storage {
namespace {

// Manifest and seal: a hash for each chunk of the state, and the history of the validators.
constexpr std::uintmax_t small_file_bytes_max = 64u << 20;

// The seal under the genesis of the trusted community. An app hash that the operator knows from
// elsewhere narrows it to one state.
Faultable<OpenedSeal> open_anchored(BytesView manifest_bytes, BytesView seal_bytes,
                                    const SnapshotAnchor& anchor) {
    const auto opened = TRY(open_manifest(manifest_bytes, anchor.community));
    auto seal = open_seal(seal_bytes, opened.genesis);
    if (seal && anchor.app_hash && seal->state.app_hash != *anchor.app_hash)
        return fault("the snapshot is not of the trusted app hash");
    return seal;
}

// No chunk is larger than `chunk_bytes`, so no more of a file is read.
Faultable<> add_chunks(const std::filesystem::path& folder, const Progress& progress,
                       SnapshotImport& import) {
    for (std::size_t i = 0; i < import.chunks(); ++i) {
        const auto chunk = TRY(ops::read_whole(folder / chunk_name(i), chunk_bytes));
        TRY(import.add_chunk(chunk));
        if (progress) progress((i + 1) * chunk_bytes, import.chunks() * chunk_bytes);
    }
    return {};
}

}  // namespace

Faultable<ImportReport> import_snapshot(const machine::Program& program,
                                        const std::filesystem::path& folder,
                                        const SnapshotAnchor& anchor,
                                        const std::filesystem::path& into,
                                        const Progress& progress) {
    // Small files first: everything that can be refused is refused before the chunks are read.
    const auto manifest = TRY(ops::read_whole(folder / "manifest", small_file_bytes_max));
    const auto seal_bytes = TRY(ops::read_whole(folder / "seal", small_file_bytes_max));
    const auto seal = TRY(open_anchored(manifest, seal_bytes, anchor));
    auto import = TRY(SnapshotImport::begin(manifest, anchor.community, seal.state, into));
    TRY(add_chunks(folder, progress, import));
    ImportReport report{.state = seal.state,
                        .sealed_by = light::header_hash(seal.next),
                        .validators = seal.validators,
                        .rows = import.rows(),
                        .leaves = import.leaves(),
                        .tip = {}};
    TRY(import.finish(program, [&](LedgerStore& store, const LoadedLedger& ledger) {
        auto applied = apply_sealing_block(program, seal, store, ledger);
        report.tip = store.tip();
        return applied;
    }));
    return report;
}

}  // namespace linlian::storage
