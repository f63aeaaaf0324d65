// Importing the state of a snapshot, chunk by chunk, into a folder at the side that becomes the
// ledger at the end. The source is not trusted: each chunk is held against the manifest, and the
// whole against an app hash that validators signed. snapshot_folder.cpp calls begin, add_chunk and
// finish, in this order.

#include "base/check.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "ops/files/durable_file.h"
#include "state/state_view.h"
#include "storage/rows/block_batch.h"
#include "storage/rows/tip_check.h"
#include "storage/rows/tip_record.h"
#include "storage/snapshot/snapshot_seal.h"
#include "storage/snapshot/snapshot_stream.h"

namespace linlian::storage {
namespace {

// As many as receipts in a group of a block (block_batch.h).
constexpr std::size_t leaves_in_group = 256;
// The most that may wait for the rest of its record.
constexpr std::size_t max_record_bytes = 2 * chunk_bytes;

}  // namespace

// What an import holds between its chunks. `rows`, `leaves` and `last_key` count what was taken so
// far; they go on across the edges of chunks.
struct SnapshotImport::Parts {
    v1::SnapshotManifest manifest;
    machine::Tip tip;
    LogEdge edge;
    std::filesystem::path into;
    std::filesystem::path side;          // removed unless it became the ledger
    std::unique_ptr<Database> database;  // none before the first good chunk
    int next_chunk = 0;
    Bytes rest;  // of a record that goes on in the next chunk
    Bytes last_key;
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
    Faultable<> open_database();
    Faultable<bool> take_row(BytesView& bytes, rocksdb::WriteBatch& batch);
    Faultable<> take_leaf(BytesView leaf, rocksdb::WriteBatch& batch);
    void flush_group(rocksdb::WriteBatch& batch);
    Faultable<> take_records(rocksdb::WriteBatch& batch);
    Faultable<> write(rocksdb::WriteBatch& batch, bool synced);
    Faultable<> check_whole() const;
    Faultable<> complete();
};

// Makes the side folder, with the tiles at the edge of the log that the snapshot leaves out: the
// leaves that come are appended to these.
Faultable<> SnapshotImport::Parts::open_database() {
    if (database) return {};
    std::error_code error;
    std::filesystem::remove_all(side, error);
    auto opened = TRY(Database::open(side, Database::Mode::create, {}));
    database = std::move(opened);
    rocksdb::WriteBatch batch;
    put_tiles(*database, edge.partial_tiles(), batch);
    return write(batch, false);
}

// A whole row off the front of the bytes; false while it is not there.
Faultable<bool> SnapshotImport::Parts::take_row(BytesView& bytes, rocksdb::WriteBatch& batch) {
    BytesView ahead = bytes;
    const auto key = take_frame(ahead);
    const auto value = key ? take_frame(ahead) : std::nullopt;
    if (!value) return false;
    // Strictly ascending, so that no row comes twice and a later one cannot replace an earlier.
    if (rows > 0 && *key <= last_key)
        return fault("row " + std::to_string(rows) + " of the snapshot is not in its place");
    CHECK(batch.Put(database->family(Family::rows), slice(*key), slice(*value)).ok());
    last_key = *key;
    bytes = ahead;
    ++rows;
    return true;
}

// Writes the leaves gathered so far under the index of the first of them; the last group may be
// smaller.
void SnapshotImport::Parts::flush_group(rocksdb::WriteBatch& batch) {
    if (group.leaves_size() == 0) return;
    const std::uint64_t first =
        first_leaf + leaves - static_cast<std::uint64_t>(group.leaves_size());
    CHECK(
        batch.Put(database->family(Family::leaves), number_key(first), codec::encode(group)).ok());
    group.clear_leaves();
}

// Takes one leaf into the log, its id into the index, and itself into a group. Its receipt did not
// come along; the leaf is enough to refuse the same transaction again.
Faultable<> SnapshotImport::Parts::take_leaf(BytesView bytes, rocksdb::WriteBatch& batch) {
    machine::v1::Leaf leaf;
    Hash32 id;
    if (!codec::decode_strict(bytes, leaf) || !Hash32::parse(leaf.id(), id))
        return fault("leaf " + std::to_string(leaves) + " of the snapshot does not read");
    // What lies before the first leaf is too old to matter: else a transaction could be repeated.
    if (leaves == 0 && first_leaf > 0 && leaf.time_ms() > tip.time.ms - machine::max_lifetime_ms)
        return fault(
            "the snapshot leaves out recent entries of the history; do not trust its source");
    const Bytes place = number_key(leaf.height()) + number_key(first_leaf + leaves);
    CHECK(batch.Put(database->family(Family::ids), slice(id.view()), place).ok());
    hashes.push_back(leaf_hash(bytes));
    group.add_leaves(Bytes{bytes});
    ++leaves;
    if (group.leaves_size() == static_cast<int>(leaves_in_group)) flush_group(batch);
    return {};
}

// All whole records at the front of `rest`; what is left waits for the next chunk. Leaves begin
// after the last row, as the manifest counts them.
Faultable<> SnapshotImport::Parts::take_records(rocksdb::WriteBatch& batch) {
    BytesView bytes{rest};
    while (rows < manifest.rows()) {
        const auto taken = TRY(take_row(bytes, batch));
        if (!taken) break;
    }
    while (rows == manifest.rows() && leaves < manifest.leaves()) {
        const auto leaf = take_frame(bytes);
        if (!leaf) break;
        TRY(take_leaf(*leaf, batch));
    }
    // A length that nobody writes would have all chunks kept in memory.
    if (bytes.size() > max_record_bytes)
        return fault("a record of the snapshot is too large; do not trust its source");
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

// The tip that the manifest claims. Its roots are believed only because together they give the app
// hash of the signed header; height and time come from the seal itself.
Faultable<machine::Tip> sealed_tip(const v1::SnapshotManifest& manifest,
                                   const SealedState& sealed) {
    machine::Tip tip;
    auto log = LogFrontier::decode(manifest.log());
    if (!log || !Hash32::parse(manifest.state_root(), tip.state_root))
        return fault("the manifest of the snapshot does not read; it is damaged");
    tip.height = sealed.height;
    tip.time = sealed.time;
    tip.log = std::move(*log);
    if (tip.app_hash() != sealed.app_hash)
        return fault(
            "the snapshot is not of the state that its seal is for; do not trust its source");
    return tip;
}

// The folder must be missing or empty.
Faultable<> check_empty(const std::filesystem::path& into) {
    std::error_code error;
    if (!std::filesystem::exists(into, error) || std::filesystem::is_empty(into, error)) return {};
    return fault("the folder " + into.string() + " is not empty; name an empty one");
}

}  // namespace

// Nothing is written yet: the manifest and the seal must fit together first.
Faultable<SnapshotImport> SnapshotImport::begin(BytesView bytes, const Hash32& community,
                                                const SealedState& sealed,
                                                const std::filesystem::path& into) {
    auto parts = std::make_unique<Parts>();
    auto opened = TRY(open_manifest(bytes, community));
    parts->manifest = std::move(opened.manifest);
    auto tip = TRY(sealed_tip(parts->manifest, sealed));
    auto edge = LogEdge::decode(parts->manifest.edge());
    if (!edge) return fault("the manifest of the snapshot does not read; it is damaged");
    TRY(check_empty(into));
    parts->tip = std::move(tip);
    parts->first_leaf = edge->size();
    parts->edge = std::move(*edge);
    parts->into = into;
    parts->side = into.string() + ".importing";
    return SnapshotImport{std::move(parts)};
}

SnapshotImport::SnapshotImport(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SnapshotImport::SnapshotImport(SnapshotImport&&) noexcept = default;
SnapshotImport::~SnapshotImport() = default;

std::size_t SnapshotImport::chunks() const {
    return static_cast<std::size_t>(parts_->manifest.chunk_hashes_size());
}
std::uint64_t SnapshotImport::rows() const { return parts_->manifest.rows(); }
std::uint64_t SnapshotImport::leaves() const { return parts_->manifest.leaves(); }

// Not synced: a crash in between leaves the side folder, which is removed and begun anew. The chunk
// is used only after its hash was compared, so that a bad one can be fetched again.
Faultable<> SnapshotImport::add_chunk(BytesView chunk) {
    const std::string name = chunk_name(static_cast<std::size_t>(parts_->next_chunk));
    if (parts_->next_chunk >= parts_->manifest.chunk_hashes_size())
        return fault("the snapshot has no " + name);
    if (sha256(chunk).view() != parts_->manifest.chunk_hashes(parts_->next_chunk))
        return fault(name +
                     " of the snapshot is not what its manifest says; fetch it again, from "
                     "somebody else if it comes the same");
    TRY(parts_->open_database());
    parts_->rest += chunk;
    rocksdb::WriteBatch batch;
    TRY(parts_->take_records(batch));
    TRY(parts_->write(batch, false));
    ++parts_->next_chunk;
    return {};
}

// All chunks came and were used up, and the leaves lead from the edge to the log root of the tip.
Faultable<> SnapshotImport::Parts::check_whole() const {
    if (next_chunk != manifest.chunk_hashes_size() || rows != manifest.rows() ||
        leaves != manifest.leaves() || !rest.empty())
        return fault("the snapshot is not whole: " + std::to_string(rows) + " of " +
                     std::to_string(manifest.rows()) + " rows, " + std::to_string(leaves) + " of " +
                     std::to_string(manifest.leaves()) + " leaves");
    if (first_leaf > 0 && leaves == 0)
        return fault("the snapshot leaves out the history; do not trust its source");
    if (edge.frontier() != tip.log)
        return fault(
            "the leaves of the snapshot do not give its log root; do not trust its source");
    return {};
}

// Everything that makes the side folder a ledger, the tip last.
Faultable<> SnapshotImport::Parts::complete() {
    TRY(check_whole());
    TRY(open_database());
    rocksdb::WriteBatch batch;
    flush_group(batch);
    batch.Put(database->family(Family::meta), slice(genesis_name), manifest.genesis());
    batch.Put(database->family(Family::meta), slice(format_name), format_version);
    batch.Put(database->family(Family::meta), slice(oldest_name), number_key(tip.height + 1));
    put_tip(*database, tip, batch);
    return write(batch, true);
}

// The state root is compared here, by loading the ledger as a node does: until then rows were only
// known to be those of the manifest. `go_on` carries out the sealing block; the folder moves to its
// place only after that.
Faultable<> SnapshotImport::finish(const machine::Program& program, const GoOn& go_on) {
    TRY(parts_->complete());
    parts_->database.reset();
    {
        auto store = TRY(LedgerStore::open(parts_->side, OpenMode::read_write));
        TRY(check_rows(program, *store));
        const auto loaded = store->load(program);
        if (!loaded)
            return fault(
                "the rows of the snapshot do not give its state root; do not trust its "
                "source");
        if (go_on) TRY(go_on(*store, *loaded));
    }
    TRY(ops::sync_tree(parts_->side));
    return ops::move_durably(parts_->side, parts_->into);  // over an empty folder, if there is one
}

}  // namespace linlian::storage
