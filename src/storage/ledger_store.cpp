// Founding and opening a ledger, and the one write of each block. What is read back of blocks
// stands in ledger_reads.cpp, what start rebuilds in ledger_load.cpp. Every change of the ledger is
// one synced batch here or there, so that the disk always holds the state after some whole block.

#include "storage/ledger_store.h"

#include "codec/wire.h"
#include "state/state_view.h"
#include "storage/rows/block_batch.h"
#include "storage/rows/rows_view.h"
#include "storage/rows/tip_record.h"

namespace linlian::storage {

// Of the one writer: where the next block goes on, without reading the disk again.
struct LedgerStore::Writing {
    machine::Tip tip;
    LogEdge edge;
    bool has_undone = false;      // a block was taken back, and none written since
    bool broken = false;          // a write failed: what is in memory may be ahead of the disk
    rocksdb::WriteBatch batch{};  // its memory serves the next block too
};

namespace {

// What a ledger holds before its first block.
Faultable<> write_first(const Database& database, const machine::v1::Genesis& genesis,
                        const machine::GenesisResult& first) {
    rocksdb::WriteBatch batch;
    put_rows(database, nullptr, {}, first.changes, batch);
    batch.Delete(database.family(Family::meta), slice(undo_name));
    batch.Put(database.family(Family::meta), slice(genesis_name), codec::encode(genesis));
    batch.Put(database.family(Family::meta), slice(format_name), format_version);
    put_tip(database, first.tip, batch);
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const auto status = database.db().Write(synced, &batch);
    if (!status.ok()) return tl::unexpected(database.write_fault(status));
    return {};
}

// The format is read first: another version's genesis may well read and mean something else. It is
// in the same batch as the first rows, so that a ledger without it was never founded.
Faultable<machine::v1::Genesis> read_genesis(const Database& database) {
    const std::string where = database.folder().string();
    const auto format = database.get(Family::meta, format_name);
    if (!format)
        return fault("the ledger in " + where +
                     " was never finished: it has no format; empty the folder and found it again");
    if (*format != format_version)
        return fault("the ledger in " + where + " has format " + *format +
                     ", this program reads format " + format_version +
                     "; use the version of the program that wrote it");
    const auto bytes = database.get(Family::meta, genesis_name);
    machine::v1::Genesis genesis;
    if (!bytes || !codec::decode_strict(*bytes, genesis))
        return fault("the ledger in " + where +
                     " has no genesis; restore the latest backup into an empty folder");
    return genesis;
}

// Whether the ledger reaches as far as its signer says.
Faultable<> check_reach(const Database& database, Height wanted) {
    const auto tip = read_tip(database);
    // A block that was taken back was signed too: the ledger then ends one short, with the block
    // kept beside it.
    const bool was_undone =
        tip.height + 1 == wanted && database.get(Family::meta, undone_name).has_value();
    if (tip.height >= wanted || was_undone) return {};
    return fault(
        "the ledger in " + database.folder().string() + " ends at block " +
        std::to_string(tip.height) + ", but its node signed and acknowledged blocks up to " +
        std::to_string(wanted) +
        " (ACKNOWLEDGED_MISSING): its newest log file is missing, cut or damaged. Nothing "
        "was changed. Put the file back; or restore the newest backup into an empty folder "
        "and run `linlian confirm head`, which says what is lost");
}

// For writing this is looked at first, before opening changes anything.
Faultable<> look_before_writing(const std::filesystem::path& folder, const StoreOptions& options) {
    const auto database = TRY(Database::open(folder, Database::Mode::look, options));
    return check_reach(*database, options.acknowledged_height);
}

}  // namespace

LedgerStore::LedgerStore(std::unique_ptr<Database> database, machine::v1::Genesis genesis,
                         std::unique_ptr<RowCache> cache)
    : database_(std::move(database)),
      cache_(std::move(cache)),
      genesis_(std::move(genesis)),
      community_(machine::community_id(genesis_)) {}

LedgerStore::~LedgerStore() = default;

// The edge of an empty log is empty, and nothing was undone.
Faultable<std::unique_ptr<LedgerStore>> LedgerStore::create(const std::filesystem::path& folder,
                                                            const machine::v1::Genesis& genesis,
                                                            const machine::GenesisResult& first,
                                                            const StoreOptions& options) {
    auto database = TRY(Database::open(folder, Database::Mode::create, options));
    TRY(write_first(*database, genesis, first));
    auto store = std::unique_ptr<LedgerStore>{
        new LedgerStore{std::move(database), genesis,
                        std::make_unique<RowCache>(options.row_cache_bytes, first.tip.height)}};
    store->writing_ = std::make_unique<Writing>(Writing{first.tip, {}, false, false});
    return store;
}

Faultable<std::unique_ptr<LedgerStore>> LedgerStore::open(const std::filesystem::path& folder,
                                                          OpenMode mode,
                                                          const StoreOptions& options) {
    try {
        const bool writes = mode == OpenMode::read_write;
        if (writes && options.acknowledged_height > 0) TRY(look_before_writing(folder, options));
        auto database = TRY(Database::open(
            folder, writes ? Database::Mode::read_write : Database::Mode::read_only, options));
        TRY(check_reach(*database, options.acknowledged_height));
        auto genesis = TRY(read_genesis(*database));
        auto tip = read_tip(*database);
        auto cache =
            writes ? std::make_unique<RowCache>(options.row_cache_bytes, tip.height) : nullptr;
        auto store = std::unique_ptr<LedgerStore>{
            new LedgerStore{std::move(database), std::move(genesis), std::move(cache)}};
        // The tip and the tiles come from one batch; where they do not fit, one of them was
        // damaged.
        auto edge = LogEdge::read(*store->database_, tip.log.size());
        if (edge.frontier() != tip.log)
            return fault("the history in " + folder.string() +
                         " does not fit its tip; restore the latest backup into an empty folder");
        const bool has_undone = store->undone().has_value();
        store->writing_ =
            std::make_unique<Writing>(Writing{std::move(tip), std::move(edge), has_undone, false});
        return store;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

const std::filesystem::path& LedgerStore::folder() const { return database_->folder(); }

machine::Tip LedgerStore::tip() const { return read_tip(*database_); }

std::unique_ptr<state::StateView> LedgerStore::rows() const {
    return std::make_unique<RowsView>(*database_, cache_.get());
}

Faultable<> LedgerStore::write(const BlockRecord& block, const machine::BlockResult& result) {
    if (writing_->broken)
        return fault("the ledger in " + folder().string() +
                     " takes no blocks after a failed write; start the node again");
    CHECK(result.tip.height == writing_->tip.height + 1);
    writing_->broken = true;  // until the batch is down
    try {
        auto& batch = writing_->batch;
        batch.Clear();
        put_rows(*database_, cache_.get(), writing_->tip, result.changes, batch);
        put_block(*database_, block, result, batch);
        std::vector<Hash32> hashes;
        hashes.reserve(result.leaves.size());
        for (const auto& leaf : result.leaves) hashes.push_back(leaf_hash(leaf));
        if (!hashes.empty()) put_tiles(*database_, writing_->edge.append(hashes), batch);
        put_tip(*database_, result.tip, batch);
        // The block that was taken back is written again with this: the sealer signs no other at
        // its height.
        if (writing_->has_undone) batch.Delete(database_->family(Family::meta), slice(undone_name));
        rocksdb::WriteOptions synced;
        synced.sync = true;
        const auto status = database_->db().Write(synced, &batch);
        if (!status.ok()) return tl::unexpected(database_->write_fault(status));
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
    // After the batch is down: before that, a reader would see rows that are not durable.
    cache_->advance(result.tip.height, result.changes);
    writing_->tip = result.tip;
    writing_->has_undone = false;
    writing_->broken = false;
    return {};
}

std::uint64_t LedgerStore::cut_bytes() const { return database_->cut_bytes(); }

// Of finished files only; the logs of writing are not in it.
std::uint64_t LedgerStore::disk_bytes() const {
    std::uint64_t total = 0;
    database_->db().GetAggregatedIntProperty(rocksdb::DB::Properties::kTotalSstFilesSize, &total);
    return total;
}

// Undo, tip and the removed block are one batch. The undo goes with it, so that this works once.
Faultable<> LedgerStore::roll_back() {
    try {
        const auto bytes = database_->get(Family::meta, undo_name);
        v1::Undo undo;
        if (!bytes || !codec::decode_strict(*bytes, undo))
            return fault("the ledger in " + folder().string() +
                         " cannot go back: one block can be taken back, once. Restore a backup "
                         "to go further");
        auto before = from_record(undo.tip());
        if (!before) return fault("the undo in " + folder().string() + " is damaged");
        rocksdb::WriteBatch batch;
        const auto block = database_->get(Family::blocks, number_key(writing_->tip.height));
        if (block) batch.Put(database_->family(Family::meta), slice(undone_name), *block);
        put_undone(*database_, writing_->tip.height, undo, batch);
        rocksdb::WriteOptions synced;
        synced.sync = true;
        const auto status = database_->db().Write(synced, &batch);
        if (!status.ok()) return tl::unexpected(database_->write_fault(status));
        writing_->edge = LogEdge::read(*database_, before->log.size());
        cache_->start_over(before->height);
        writing_->tip = std::move(*before);
        writing_->has_undone = true;
        return {};
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
