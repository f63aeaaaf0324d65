// Backups of a ledger while it runs: each one whole and consistent, new files only copied once,
// every file checked when it is read back. Keys are not in it: neither the node's nor the vault's.
#pragma once

#include "storage/ledger_store.h"

namespace linlian::storage {

struct BackupInfo {
    std::uint32_t number = 0;
    Timestamp made;
    std::uint64_t bytes = 0;
};

// Adds a backup of the durable tip to `folder`, then drops all but the `keep` newest ones.
Faultable<BackupInfo> back_up(const LedgerStore& store, const std::filesystem::path& folder,
                              std::uint32_t keep);
// Oldest first.
Faultable<std::vector<BackupInfo>> list_backups(const std::filesystem::path& folder);
// Puts a backup (0: the newest) into `into`, which must be empty or not exist, and reads it
// through: the rows must give the state root.
Faultable<> restore_backup(const std::filesystem::path& folder, std::uint32_t number,
                           const std::filesystem::path& into);

}  // namespace linlian::storage
