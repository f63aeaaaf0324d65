#include "storage/database.h"

#include "base/check.h"
#include "codec/key.h"
#include "state/state_view.h"

#include <rocksdb/filter_policy.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include <unistd.h>

namespace linlian::storage {
namespace {

constexpr const char* family_names[family_count] = {"default",  "rows", "blocks", "heights",
                                                    "receipts", "ids",  "tiles",  "leaves"};

// The cache is owned by the tables of all families together.
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

rocksdb::Options database_options(const StoreOptions& options, Database::Mode mode) {
    rocksdb::Options made;
    if (options.env != nullptr) made.env = options.env;
    made.create_if_missing = mode == Database::Mode::create;
    made.create_missing_column_families = mode == Database::Mode::create;
    made.error_if_exists = mode == Database::Mode::create;
    made.db_write_buffer_size = 64u << 20;
    made.max_total_wal_size = 128u << 20;
    made.max_background_jobs = 2;
    made.max_file_opening_threads = 2;
    made.skip_stats_update_on_db_open = true;
    made.avoid_flush_during_recovery = true;
    made.keep_log_file_num = 3;
    made.max_log_file_size = 4u << 20;
    // A record that was synced and no longer reads is damage; only what was being written when the
    // machine stopped may be cut off.
    made.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    return made;
}

// What the operator reads when the folder cannot be opened.
Fault open_fault(const std::filesystem::path& folder, const rocksdb::Status& status) {
    const std::string where = folder.string();
    const std::string said = status.ToString();
    if (said.find("lock") != std::string::npos || said.find("LOCK") != std::string::npos)
        return {"the ledger in " + where +
                " is in use by another process; stop that process first, or name another folder"};
    if (status.IsNoSpace())
        return {"the disk with " + where + " is full; free some space and start again"};
    if (said.find("does not exist (create_if_missing is false)") != std::string::npos)
        return {"there is no ledger in " + where +
                "; found one, restore a backup there, or name the right folder"};
    if (said.find("exists (error_if_exists is true)") != std::string::npos)
        return {"there is a ledger in " + where + " already; name an empty folder"};
    if (said.find("Column families not opened") != std::string::npos)
        return {"the ledger in " + where +
                " was written by a newer program; install that version or a later one"};
    return {"the ledger in " + where + " cannot be opened (" + said +
            "); check the disk, then restore the latest backup into an empty folder"};
}

}  // namespace

Faultable<std::unique_ptr<Database>> Database::open(const std::filesystem::path& folder, Mode mode,
                                                    const StoreOptions& options) {
    std::error_code error;
    if (mode == Mode::create) std::filesystem::create_directories(folder, error);
    const auto cache = rocksdb::NewLRUCache(options.cache_bytes);
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (std::size_t i = 0; i < family_count; ++i)
        families.emplace_back(family_names[i], family_options(i, cache));
    auto database = std::unique_ptr<Database>{new Database};
    database->folder_ = folder;
    auto db_options = database_options(options, mode);
    rocksdb::DB* db = nullptr;
    rocksdb::Status status;
    if (mode == Mode::read_only) {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "linlian_reading_XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return fault("no temporary folder can be made in " +
                         std::filesystem::temp_directory_path().string());
        database->secondary_ = pattern;
        db_options.max_open_files = -1;
        status = rocksdb::DB::OpenAsSecondary(db_options, folder.string(), pattern, families,
                                              &database->handles_, &db);
    } else {
        status = rocksdb::DB::Open(db_options, folder.string(), families, &database->handles_, &db);
    }
    database->db_.reset(db);
    if (!status.ok()) return tl::unexpected(open_fault(folder, status));
    return database;
}

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
    return "the ledger in " + folder_.string() + " cannot be read (" + status.ToString() +
           "); check the disk, then restore the latest backup into an empty folder";
}

Fault Database::write_fault(const rocksdb::Status& status) const {
    if (status.IsNoSpace() || status.ToString().find("No space") != std::string::npos)
        return {"the disk with " + folder_.string() +
                " is full; free some space and start the node again. Nothing that was acknowledged "
                "is lost"};
    return {"the ledger in " + folder_.string() + " cannot be written (" + status.ToString() +
            "); check the disk and start the node again. Nothing that was acknowledged is lost"};
}

Bytes number_key(std::uint64_t number) {
    Bytes key;
    codec::append_key(key, number);
    return key;
}

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
    CHECK(codec::read_key(key, number));
    return number;
}

}  // namespace linlian::storage
