// Copies of a node's ledger: the snapshot with which another node begins, and backups. `linlian
// export`, `import`, `backup`, `backups` and `restore` call it. `data` is the folder of the node;
// it must be stopped where something is written into it. Faults of the disk and of what was read
// are refusals desk.STORE_FAILED here. Each `show` says to people what was done and what they do
// next, and gives programs the figures.
#pragma once

#include "client/shown/screen.h"
#include "client/words/bilingual.h"
#include "storage/backup/backup.h"
#include "storage/snapshot/snapshot.h"

namespace linlian::node {

// Of the ledger after block `height`; the next block, which is in it, proves it.
struct Exported {
    Height height = 0;
    Hash32 community;
    std::string folder;
};
// Writes a snapshot into an empty folder; the node may run meanwhile.
Result<Exported> export_ledger(const std::filesystem::path& data, const std::string& folder,
                               const storage::Progress& progress);
void show(const client::Screen& screen, const Exported& done);

struct Imported {
    storage::ImportReport report;
    bool is_anchored = false;  // whoever imported it had verified the app hash
};
// Begins a node from the snapshot in `folder`, in a folder without a ledger.
Result<Imported> import_ledger(const std::filesystem::path& data, const std::string& folder,
                               const storage::SnapshotAnchor& anchor,
                               const storage::Progress& progress);
void show(const client::Screen& screen, const Imported& done);

struct BackedUp {
    storage::BackupInfo backup;
    std::string folder;
    bool has_vault = false;  // the papers are in it, too
};
// Adds a backup of the ledger, and of the vault where there is one; `keep` of them stay.
Result<BackedUp> back_up(const std::filesystem::path& data, const std::string& folder,
                         std::uint32_t keep);
void show(const client::Screen& screen, const BackedUp& done);

struct Backups {
    Hash32 community;
    std::vector<storage::BackupInfo> backups;  // oldest first
    std::string folder;
};
Result<Backups> backups_in(const std::string& folder);
void show(const client::Screen& screen, const Backups& found);

struct Restored {
    std::string data;
    Hash32 community;
    machine::Tip tip;
    std::optional<client::Bilingual> key_hint;  // what to do about the node's key
    std::string vault_key;                      // where the key of the papers belongs; empty: none
    std::vector<std::filesystem::path> left_out;  // papers that are damaged in the backup
};
// Puts a backup (0: the newest) into the node's folder, where no ledger lies. Refusal
// node.LEDGER_ELSEWHERE, before anything is written, where it is not of the community `wanted`.
Result<Restored> restore_ledger(const std::filesystem::path& data, const std::string& folder,
                                std::uint32_t number, const std::optional<Hash32>& wanted);
// Refusal node.PAPERS_LEFT_OUT, once all else is told, names papers that did not come back.
Result<> show(const client::Screen& screen, const Restored& done);

}  // namespace linlian::node
