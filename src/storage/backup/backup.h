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

// Adds a backup of the durable tip to `folder`, and of the vault in `vault` where one is named,
// then drops all but the `keep` newest ones. A fault where the folder is another community's. All
// of it is synced when this returns, and what a kill left of an earlier one is mended.
Faultable<BackupInfo> back_up(const LedgerStore& store, const std::filesystem::path& folder,
                              std::uint32_t keep, const std::filesystem::path& vault = {});
// Whose backups a folder holds. Faults: it does not say, or there are none.
Faultable<Hash32> community_of(const std::filesystem::path& folder);
// Oldest first.
Faultable<std::vector<BackupInfo>> list_backups(const std::filesystem::path& folder);
// Where the papers of a community lie, and the key under which they are encrypted.
struct VaultPlace {
    std::filesystem::path folder;
    std::filesystem::path key_file;
};

struct RestoreReport {
    // Papers that were not put back, by path within the vault: damaged in the backup.
    std::vector<std::filesystem::path> left_out;
};

// Puts a backup (0: the newest) into `into`, which must be empty or not exist: whole, synced, or
// not at all. Every file of the ledger is checked first; a fault names the one that is not what was
// written. The rows must give the state root. Papers come back into `vault` where one is named:
// those that are missing there, or damaged; what is there and reads stays as it is.
Faultable<RestoreReport> restore_backup(const machine::Program& program,
                                        const std::filesystem::path& folder, std::uint32_t number,
                                        const std::filesystem::path& into,
                                        const VaultPlace& vault = {});

}  // namespace linlian::storage
