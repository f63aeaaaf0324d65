// The RocksDB folder of one ledger: its families, how they are tuned, and what its errors mean to
// an operator. Only files of this room use it; it knows nothing of blocks.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "ops/files/folder_lock.h"
#include "storage/rows/quiet_log.h"
#include "storage/rows/store_options.h"

#include <rocksdb/db.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace linlian::storage {

// Where records lie: `meta` single ones by name, `rows` the state, `blocks`, `heights` (summaries)
// and `receipts` by height, `ids` from a transaction to its place, `tiles` the log, `leaves` those
// that came with a snapshot.
enum class Family : std::size_t { meta, rows, blocks, heights, receipts, ids, tiles, leaves };
inline constexpr std::size_t family_count = 8;

// The version of what the families hold. A program opens no other than its own.
inline constexpr const char* format_version = "1";

class Database {
  public:
    enum class Mode {
        create,      // the folder must not hold a ledger yet
        read_write,  // one process at a time
        look,        // as read_write will find it, changing nothing; one process at a time
        read_only,   // of a ledger that another process may have open
    };
    // Faults: no folder or no ledger there, one there already (create), another process has it,
    // families of a newer program, damage, trouble of the disk.
    static Faultable<std::unique_ptr<Database>> open(const std::filesystem::path& folder, Mode mode,
                                                     const StoreOptions& options);
    ~Database();

    rocksdb::DB& db() const { return *db_; }
    rocksdb::ColumnFamilyHandle* family(Family family) const {
        return handles_[static_cast<std::size_t>(family)];
    }
    const std::filesystem::path& folder() const { return folder_; }

    // Nothing when the key is absent. Throws state::ReadFault when the disk cannot be read.
    std::optional<Bytes> get(Family family, BytesView key,
                             const rocksdb::ReadOptions& options = {}) const;
    // In key order; call check() when it is no longer valid.
    std::unique_ptr<rocksdb::Iterator> scan(Family family,
                                            const rocksdb::ReadOptions& options = {}) const;
    // Pins the moment for reading; null where nothing moves (read_only).
    const rocksdb::Snapshot* pin() const;
    void unpin(const rocksdb::Snapshot* moment) const;
    // Throws state::ReadFault when an iteration ended by an error.
    void check(const rocksdb::Iterator& iterator) const;

    // Bytes of an unfinished write that were found at the end of the logs and left out.
    std::uint64_t cut_bytes() const { return std::max(log_->dropped_bytes(), unfinished_bytes_); }

    // What the operator reads after a failed write, or a failed read.
    Fault write_fault(const rocksdb::Status& status) const;
    std::string read_fault(const rocksdb::Status& status) const;

  private:
    Database() = default;
    rocksdb::Status open_files(Mode mode, const StoreOptions& options);
    rocksdb::Status open_beside(const StoreOptions& options);

    std::filesystem::path folder_;
    std::optional<ops::FolderLock> lock_;
    std::uint64_t unfinished_bytes_ = 0;  // at the end of the newest log, where nobody writes it
    std::shared_ptr<QuietLog> log_ = std::make_shared<QuietLog>();  // owned with db_
    std::filesystem::path secondary_;  // a folder of our own beside a ledger that is only read
    std::unique_ptr<rocksdb::DB> db_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

inline rocksdb::Slice slice(BytesView bytes) { return {bytes.data(), bytes.size()}; }
inline BytesView view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Keys of families that go by number: big-endian, so that they are in order.
Bytes number_key(std::uint64_t number);
// The group is the number within the block, from 0.
Bytes receipts_key(Height height, std::uint32_t group);
Bytes tile_key(unsigned level, std::uint64_t tile);
// The number that a key starts with.
std::uint64_t number_of(BytesView key);

// Of what is read from the disk, which may be a stranger's backup: throws state::ReadFault where it
// does not hold.
void expect_readable(bool holds, const char* what);

}  // namespace linlian::storage
