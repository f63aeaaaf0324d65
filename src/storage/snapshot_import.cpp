#include "base/check.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "state/state_view.h"
#include "storage/block_batch.h"
#include "storage/snapshot.h"
#include "storage/snapshot_stream.h"
#include "storage/tip_record.h"

namespace linlian::storage {
namespace {

constexpr std::size_t leaves_in_group = 256;

}  // namespace

struct SnapshotImport::Parts {
    v1::SnapshotManifest manifest;
    machine::Tip tip;
    LogEdge edge;
    std::filesystem::path into;
    std::filesystem::path side;  // removed unless it became the ledger
    std::unique_ptr<Database> database;
    int next_chunk = 0;
    Bytes rest;  // of a record that goes on in the next chunk
    std::uint64_t rows = 0;
    std::uint64_t leaves = 0;
    std::uint64_t first_leaf = 0;
    std::vector<Hash32> hashes;  // of leaves that the edge does not have yet
    v1::LeafGroup group;

    ~Parts() {
        database.reset();
        std::error_code ignored;
        std::filesystem::remove_all(side, ignored);
    }
    bool take_row(BytesView& bytes, rocksdb::WriteBatch& batch);
    Faultable<> take_leaf(BytesView leaf, rocksdb::WriteBatch& batch);
    void flush_group(rocksdb::WriteBatch& batch);
    Faultable<> take_records(rocksdb::WriteBatch& batch);
    Faultable<> write(rocksdb::WriteBatch& batch, bool synced);
    Faultable<> complete();
};

// A whole row off the front of the bytes; false while it is not there.
bool SnapshotImport::Parts::take_row(BytesView& bytes, rocksdb::WriteBatch& batch) {
    BytesView ahead = bytes;
    const auto key = take_frame(ahead);
    const auto value = key ? take_frame(ahead) : std::nullopt;
    if (!value) return false;
    CHECK(batch.Put(database->family(Family::rows), slice(*key), slice(*value)).ok());
    bytes = ahead;
    ++rows;
    return true;
}

void SnapshotImport::Parts::flush_group(rocksdb::WriteBatch& batch) {
    if (group.leaves_size() == 0) return;
    const std::uint64_t first =
        first_leaf + leaves - static_cast<std::uint64_t>(group.leaves_size());
    CHECK(
        batch.Put(database->family(Family::leaves), number_key(first), codec::encode(group)).ok());
    group.clear_leaves();
}

Faultable<> SnapshotImport::Parts::take_leaf(BytesView bytes, rocksdb::WriteBatch& batch) {
    machine::v1::Leaf leaf;
    Hash32 id;
    if (!codec::decode_strict(bytes, leaf) || !Hash32::parse(leaf.id(), id))
        return fault("leaf " + std::to_string(leaves) + " of the snapshot does not read");
    const Bytes place = number_key(leaf.height()) + number_key(first_leaf + leaves);
    CHECK(batch.Put(database->family(Family::ids), slice(id_key(id)), place).ok());
    hashes.push_back(leaf_hash(bytes));
    group.add_leaves(Bytes{bytes});
    ++leaves;
    if (group.leaves_size() == static_cast<int>(leaves_in_group)) flush_group(batch);
    return {};
}

Faultable<> SnapshotImport::Parts::take_records(rocksdb::WriteBatch& batch) {
    BytesView bytes{rest};
    while (rows < manifest.rows() && take_row(bytes, batch)) {
    }
    while (rows == manifest.rows() && leaves < manifest.leaves()) {
        const auto leaf = take_frame(bytes);
        if (!leaf) break;
        TRY(take_leaf(*leaf, batch));
    }
    rest = Bytes{bytes};
    put_tiles(*database, edge.append(hashes), batch);
    hashes.clear();
    return {};
}

Faultable<> SnapshotImport::Parts::write(rocksdb::WriteBatch& batch, bool synced) {
    rocksdb::WriteOptions options;
    options.sync = synced;
    const auto status = database->db().Write(options, &batch);
    if (!status.ok()) return tl::unexpected(database->write_fault(status));
    return {};
}

namespace {

Faultable<> check_manifest(const v1::SnapshotManifest& manifest, const SnapshotTrust& trust,
                           const machine::Tip& tip) {
    machine::v1::Genesis genesis;
    if (!codec::decode_strict(manifest.genesis(), genesis) ||
        machine::community_id(genesis) != trust.community)
        return fault("the snapshot is of another community than the one that is trusted");
    if (trust.app_hash && tip.app_hash() != *trust.app_hash)
        return fault("the snapshot is not of the trusted app hash");
    return {};
}

// The folder must be missing or empty.
Faultable<> check_empty(const std::filesystem::path& into) {
    std::error_code error;
    if (!std::filesystem::exists(into, error) || std::filesystem::is_empty(into, error)) return {};
    return fault("the folder " + into.string() + " is not empty; name an empty one");
}

}  // namespace

Faultable<SnapshotImport> SnapshotImport::begin(BytesView bytes, const SnapshotTrust& trust,
                                                const std::filesystem::path& into) {
    auto parts = std::make_unique<Parts>();
    if (!codec::decode_strict(bytes, parts->manifest) ||
        parts->manifest.format() != snapshot_format)
        return fault(
            "the manifest of the snapshot does not read; it is damaged or of another "
            "version of the program");
    auto tip = from_record(parts->manifest.tip());
    auto edge = LogEdge::decode(parts->manifest.edge());
    if (!tip || !edge) return fault("the manifest of the snapshot does not read; it is damaged");
    TRY(check_manifest(parts->manifest, trust, *tip));
    TRY(check_empty(into));
    parts->tip = std::move(*tip);
    parts->first_leaf = edge->size();
    parts->edge = std::move(*edge);
    parts->into = into;
    parts->side = into.string() + ".importing";
    std::error_code error;
    std::filesystem::remove_all(parts->side, error);
    auto database = Database::open(parts->side, Database::Mode::create, {});
    if (!database) return tl::unexpected(std::move(database).error());
    parts->database = std::move(*database);
    rocksdb::WriteBatch batch;
    put_tiles(*parts->database, parts->edge.partial_tiles(), batch);
    TRY(parts->write(batch, false));
    return SnapshotImport{std::move(parts)};
}

SnapshotImport::SnapshotImport(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SnapshotImport::SnapshotImport(SnapshotImport&&) noexcept = default;
SnapshotImport::~SnapshotImport() = default;

std::size_t SnapshotImport::chunks() const {
    return static_cast<std::size_t>(parts_->manifest.chunk_hashes_size());
}

Faultable<> SnapshotImport::add_chunk(BytesView chunk) {
    const std::string name = chunk_name(static_cast<std::size_t>(parts_->next_chunk));
    if (parts_->next_chunk >= parts_->manifest.chunk_hashes_size())
        return fault("the snapshot has no " + name);
    if (sha256(chunk).view() != parts_->manifest.chunk_hashes(parts_->next_chunk))
        return fault(name +
                     " of the snapshot is not what its manifest says; fetch it again, from "
                     "somebody else if it comes the same");
    parts_->rest += chunk;
    rocksdb::WriteBatch batch;
    TRY(parts_->take_records(batch));
    TRY(parts_->write(batch, false));
    ++parts_->next_chunk;
    return {};
}

// Everything that makes the side folder a ledger, the tip last.
Faultable<> SnapshotImport::Parts::complete() {
    if (next_chunk != manifest.chunk_hashes_size() || rows != manifest.rows() ||
        leaves != manifest.leaves() || !rest.empty())
        return fault("the snapshot is not whole: " + std::to_string(rows) + " of " +
                     std::to_string(manifest.rows()) + " rows, " + std::to_string(leaves) + " of " +
                     std::to_string(manifest.leaves()) + " leaves");
    if (edge.frontier() != tip.log)
        return fault(
            "the leaves of the snapshot do not give its log root; do not trust its source");
    rocksdb::WriteBatch batch;
    flush_group(batch);
    batch.Put(database->family(Family::meta), slice(genesis_name), manifest.genesis());
    batch.Put(database->family(Family::meta), slice(format_name), format_version);
    batch.Put(database->family(Family::meta), slice(oldest_name), number_key(tip.height + 1));
    if (manifest.has_last_block())
        batch.Put(database->family(Family::blocks), number_key(tip.height),
                  codec::encode(manifest.last_block()));
    put_tip(*database, tip, batch);
    return write(batch, true);
}

Faultable<> SnapshotImport::finish() {
    TRY(parts_->complete());
    parts_->database.reset();
    {
        auto store = LedgerStore::open(parts_->side, OpenMode::read_write);
        if (!store) return tl::unexpected(std::move(store).error());
        const auto loaded = (*store)->load();
        if (!loaded)
            return fault(
                "the rows of the snapshot do not give its state root; do not trust its "
                "source");
    }
    std::error_code error;
    std::filesystem::remove(parts_->into, error);  // an empty folder
    std::filesystem::rename(parts_->side, parts_->into, error);
    if (error)
        return fault("the imported ledger cannot be moved to " + parts_->into.string() + ": " +
                     error.message());
    return {};
}

Faultable<> import_snapshot(const std::filesystem::path& folder, const SnapshotTrust& trust,
                            const std::filesystem::path& into, const Progress& progress) {
    const auto manifest = read_file(folder / "manifest");
    if (!manifest) return tl::unexpected(manifest.error());
    auto import = SnapshotImport::begin(*manifest, trust, into);
    if (!import) return tl::unexpected(std::move(import).error());
    for (std::size_t i = 0; i < import->chunks(); ++i) {
        const auto chunk = read_file(folder / chunk_name(i));
        if (!chunk) return tl::unexpected(chunk.error());
        TRY(import->add_chunk(*chunk));
        if (progress) progress((i + 1) * chunk_bytes, import->chunks() * chunk_bytes);
    }
    return import->finish();
}

}  // namespace linlian::storage
