// The database of a ledger: its families and their tuning first, then what may be wrong with a
// folder, then opening it in one of four modes, then reads and keys. Only files of this room call
// it.

#include "storage/rows/database.h"

#include "base/check.h"
#include "codec/key.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"
#include "ops/files/open_files.h"
#include "state/state_view.h"
#include "storage/rows/disk_status.h"
#include "storage/rows/log_tail.h"
#include "storage/snapshot/plain_folder.h"

#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <sys/stat.h>

#include <cerrno>
#include <unistd.h>

namespace linlian::storage {
namespace {

// The names on the disk, in the order of the enum Family. RocksDB demands a family that is called
// "default"; here it is Family::meta.
constexpr const char* family_names[family_count] = {"default",  "rows", "blocks", "heights",
                                                    "receipts", "ids",  "tiles",  "leaves"};

// The cache is owned by the tables of all families together.
// Small blocks and a Bloom filter of ten bits a key: most reads look for one key, and often for one
// that is not there.
rocksdb::BlockBasedTableOptions table_options(const std::shared_ptr<rocksdb::Cache>& cache) {
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = cache;
    table.format_version = 5;
    table.block_size = 4096;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.optimize_filters_for_memory = true;
    table.data_block_index_type = rocksdb::BlockBasedTableOptions::kDataBlockBinaryAndHash;
    return table;
}

// Rows and ids are found by point look-ups; blocks and receipts are long, ascending and rarely
// read. These are compressed when they are first written: were they compressed only where they come
// to rest, moving them there would mean writing them again (docs/adr/0009).
rocksdb::ColumnFamilyOptions family_options(std::size_t family,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
    rocksdb::ColumnFamilyOptions options;
    auto table = table_options(cache);
    options.compression = rocksdb::kNoCompression;
    options.write_buffer_size = 16u << 20;
    options.memtable_whole_key_filtering = true;
    options.memtable_prefix_bloom_size_ratio = 0.02;
    options.level_compaction_dynamic_level_bytes = true;
    const bool archive = family == static_cast<std::size_t>(Family::blocks) ||
                         family == static_cast<std::size_t>(Family::receipts);
    if (archive) {
        table.block_size = 64 * 1024;
        options.compression = rocksdb::kLZ4Compression;
    }
    const bool is_rows = family == static_cast<std::size_t>(Family::rows);
    if (is_rows) options.write_buffer_size = 32u << 20;
    options.level0_file_num_compaction_trigger = 8;  // fewer merges, each of more files
    // A batch brings the keys of these in their order: each is looked for from the last one on. Not
    // where ranges are deleted: the database then mixes up the two lists that it searches.
    if (is_rows || family == static_cast<std::size_t>(Family::ids))
        options.memtable_insert_with_hint_prefix_extractor.reset(
            rocksdb::NewFixedPrefixTransform(0));
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    return options;
}

// A quarter of what this process may open: the API takes half (api/http_server.h). A table that is
// not open costs opening it again, no more.
int max_open_files() {
    return static_cast<int>(std::clamp<std::size_t>(ops::open_files_max() / 4, 32, 65'536));
}

// Tuning, and what opening does with logs that a power cut left unfinished. Nothing here may let
// the ledger lose a write that was acknowledged, or let damage pass as an empty end.
rocksdb::Options database_options(const StoreOptions& options, Database::Mode mode,
                                  std::shared_ptr<rocksdb::Logger> log) {
    rocksdb::Options made;
    if (options.env != nullptr) made.env = options.env;
    made.create_if_missing = mode == Database::Mode::create;
    made.create_missing_column_families = mode == Database::Mode::create;
    made.error_if_exists = mode == Database::Mode::create;
    // Of all families together.
    made.db_write_buffer_size = 64u << 20;
    made.max_total_wal_size = 128u << 20;
    made.max_background_jobs = 2;
    made.max_file_opening_threads = 2;
    made.skip_stats_update_on_db_open = true;
    made.info_log = std::move(log);
    // The node stops at the first failed write and is started again when the cause is gone. Were
    // the database to try by itself, closing it would wait for that.
    made.max_bgerror_resume_count = 0;
    made.max_open_files = max_open_files();
    // A finished log that is missing or shorter than it was is damage. Of the newest one the
    // database knows nothing: there the signer's record says how far it must reach.
    made.track_and_verify_wals_in_manifest = true;
    // Up to the first record that does not read: what was being written when the power failed may
    // have holes. Whether anything acknowledged stood behind it, LedgerStore::open decides.
    made.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    // What was read back from logs is written anew and synced: a log whose sync once failed may be
    // in memory only.
    made.avoid_flush_during_recovery = false;
    return made;
}

// Faults that have nothing to do with what is in the folder.
// First that the folder is there and may be used, in the words of an operator; the database itself
// would say the same by an error of its own. CURRENT is the file by which RocksDB knows a database.
Faultable<> check_folder(const std::filesystem::path& folder, Database::Mode mode) {
    if (mode == Database::Mode::create) TRY(ops::make_folders(folder));
    const auto none = [&folder] {
        return fault("there is no ledger in " + folder.string() +
                     "; found one, restore a backup there, or name the right folder");
    };
    struct stat about {};
    if (::stat(folder.c_str(), &about) != 0) {
        if (errno == ENOENT) return none();
        return tl::unexpected(ops::file_fault(folder, "opened", errno));
    }
    if (!S_ISDIR(about.st_mode)) return tl::unexpected(ops::file_fault(folder, "opened", ENOTDIR));
    const bool writes = mode != Database::Mode::read_only && mode != Database::Mode::look;
    if (::access(folder.c_str(), R_OK | X_OK | (writes ? W_OK : 0)) != 0)
        return tl::unexpected(ops::file_fault(folder, "opened", errno));
    if (mode != Database::Mode::create && ::access((folder / "CURRENT").c_str(), F_OK) != 0 &&
        errno == ENOENT)
        return none();
    return {};
}

// What the operator reads when the folder cannot be opened.
// RocksDB tells both cases in words alone, so they are known by these.
Fault open_fault(const std::filesystem::path& folder, const rocksdb::Status& status) {
    const std::string where = folder.string();
    const std::string said = status.ToString();
    if (said.ends_with("exists (error_if_exists is true)"))
        return {"there is a ledger in " + where + " already; name an empty folder"};
    if (said.find("Column families not opened") != std::string::npos)
        return {"the ledger in " + where +
                " was written by a newer program; install that version or a later one"};
    return store_fault(folder, "opened", status);
}

}  // namespace

// For writing, RocksDB demands that all families are named: so a ledger with a family that this
// program does not know is refused.
rocksdb::Status Database::open_files(Mode mode, const StoreOptions& options) {
    const auto cache = rocksdb::NewLRUCache(options.cache_bytes);
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (std::size_t i = 0; i < family_count; ++i)
        families.emplace_back(family_names[i], family_options(i, cache));
    auto db_options = database_options(options, mode, log_);
    rocksdb::DB* db = nullptr;
    handles_.clear();
    rocksdb::Status status;
    const std::string where = folder_.string();
    if (mode == Mode::read_only) {
        // All stay open: their names go when the node that writes has no more use for them.
        db_options.max_open_files = -1;
        status = rocksdb::DB::OpenAsSecondary(db_options, where, secondary_.string(), families,
                                              &handles_, &db);
    } else if (mode == Mode::look) {
        status = rocksdb::DB::OpenForReadOnly(db_options, where, families, &handles_, &db);
    } else {
        status = rocksdb::DB::Open(db_options, where, families, &handles_, &db);
    }
    db_.reset(db);
    return status;
}

// A folder that exists may be a stranger's, so links and devices in it are refused before RocksDB
// follows them. Whoever writes, or looks as a writer will, holds the lock. A reader beside a writer
// does not hold it, and has a folder of its own, which RocksDB demands.
Faultable<std::unique_ptr<Database>> Database::open(const std::filesystem::path& folder, Mode mode,
                                                    const StoreOptions& options) {
    TRY(check_folder(folder, mode));
    if (mode != Mode::create) TRY(check_plain(folder));
    auto database = std::unique_ptr<Database>{new Database};
    database->folder_ = folder;
    if (mode == Mode::read_only) {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "linlian_reading_XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return tl::unexpected(ops::file_fault(pattern, "made", errno));
        database->secondary_ = pattern;
    } else {
        auto lock = TRY(ops::FolderLock::take(folder));
        database->lock_ = std::move(lock);
        database->unfinished_bytes_ = unfinished_bytes_in(folder);
    }
    const auto status = mode == Mode::read_only ? database->open_beside(options)
                                                : database->open_files(mode, options);
    if (!status.ok()) return tl::unexpected(open_fault(folder, status));
    return database;
}

// Beside a writer the files are whole, and the database is followed as it grows. Where nobody
// writes they may be damaged anywhere: following would wait for ever for what a flipped bit of the
// manifest promises, and does not pass over what a power cut tore at the end of the logs. So there
// the files are only looked at, as they are now.
rocksdb::Status Database::open_beside(const StoreOptions& options) {
    const auto lock = ops::FolderLock::take(folder_);
    if (!lock) return open_files(Mode::read_only, options);
    unfinished_bytes_ = unfinished_bytes_in(folder_);
    return open_files(Mode::look, options);
}

// Families before the database, as RocksDB demands; the lock goes after both.
Database::~Database() {
    if (db_) {
        for (auto* handle : handles_) db_->DestroyColumnFamilyHandle(handle);
        db_.reset();
    }
    std::error_code ignored;
    if (!secondary_.empty()) std::filesystem::remove_all(secondary_, ignored);
}

std::optional<Bytes> Database::get(Family which, BytesView key,
                                   const rocksdb::ReadOptions& options) const {
    Bytes value;
    const auto status = db_->Get(options, family(which), slice(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) throw state::ReadFault{read_fault(status)};
    return value;
}

std::unique_ptr<rocksdb::Iterator> Database::scan(Family which,
                                                  const rocksdb::ReadOptions& options) const {
    return std::unique_ptr<rocksdb::Iterator>{db_->NewIterator(options, family(which))};
}

const rocksdb::Snapshot* Database::pin() const {
    return secondary_.empty() ? db_->GetSnapshot() : nullptr;
}

void Database::unpin(const rocksdb::Snapshot* moment) const {
    if (moment != nullptr) db_->ReleaseSnapshot(moment);
}

void Database::check(const rocksdb::Iterator& iterator) const {
    if (!iterator.status().ok()) throw state::ReadFault{read_fault(iterator.status())};
}

std::string Database::read_fault(const rocksdb::Status& status) const {
    return store_fault(folder_, "read", status).what;
}

Fault Database::write_fault(const rocksdb::Status& status) const {
    return {store_fault(folder_, "written", status).what +
            ". Nothing that was acknowledged is lost: mend the cause and start the node again"};
}

Bytes number_key(std::uint64_t number) {
    Bytes key;
    codec::append_key(key, number);
    return key;
}

// A block has one receipt group or several, so that its height alone is the prefix of all of them.
Bytes receipts_key(Height height, std::uint32_t group) {
    Bytes key = number_key(height);
    codec::append_key(key, std::uint64_t{group});
    return key;
}

Bytes tile_key(unsigned level, std::uint64_t tile) {
    return Bytes(1, static_cast<char>(level)) + number_key(tile);
}

std::uint64_t number_of(BytesView key) {
    std::uint64_t number = 0;
    expect_readable(codec::read_key(key, number), "a number");
    return number;
}

void expect_readable(bool holds, const char* what) {
    if (holds) return;
    throw state::ReadFault{std::string{what} +
                           " of the ledger does not read (DAMAGED); restore the latest backup into "
                           "an empty folder"};
}

}  // namespace linlian::storage
