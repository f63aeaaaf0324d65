// From a status of RocksDB to what an operator is told.

#include "storage/rows/disk_status.h"

#include "ops/files/disk_trouble.h"

#include <cerrno>
#include <cstring>

namespace linlian::storage {

// RocksDB keeps the errno of the system only as text at the end of its message; 0 is one that is
// not known. Corruption is not taken for trouble of the disk: what helps then is a backup.
int error_of(const rocksdb::Status& status) {
    if (status.ok() || status.IsCorruption()) return 0;
    if (status.IsNoSpace()) return ENOSPC;
    const std::string said = status.ToString();
    for (const auto& trouble : ops::disk_troubles()) {
        if (trouble.error != 0 && said.ends_with(std::strerror(trouble.error)))
            return trouble.error;
    }
    if (status.IsMemoryLimit()) return ENOMEM;
    return 0;
}

// `deed` is a participle, such as "opened", "read" or "written".
Fault store_fault(const std::filesystem::path& folder, std::string_view deed,
                  const rocksdb::Status& status) {
    const std::string ledger = "the ledger in " + folder.string();
    if (const int error = error_of(status); error != 0)
        return {ops::file_fault(ledger, deed, error).what + " (" + status.ToString() + ")"};
    const std::string said = ledger + " cannot be " + std::string{deed};
    if (status.IsCorruption())
        return {said + " (DAMAGED): " + status.ToString() +
                "; check the disk, then restore the latest backup into an empty folder"};
    return {said + " (NOT_DONE): " + status.ToString() + "; check the disk and start again"};
}

}  // namespace linlian::storage
