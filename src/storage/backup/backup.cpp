// Making, listing and restoring backups. RocksDB's backup engine copies the ledger; beside it this
// file keeps the papers of the vault and a list of SHA-256 sums, so that restoring trusts no file
// that the list does not name. Read back_up first, then restore_backup; the helpers stand above in
// the order of use.

#include "storage/backup/backup.h"

#include "base/hex.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"
#include "ops/files/folder_lock.h"
#include "storage/backup/backup_owner.h"
#include "storage/backup/backup_sums.h"
#include "storage/rows/database.h"
#include "storage/rows/disk_status.h"
#include "storage/rows/tip_check.h"
#include "storage/snapshot/plain_folder.h"
#include "storage/vault/vault.h"
#include "storage/vault/vault_restore.h"

#include <rocksdb/utilities/backup_engine.h>

#include <algorithm>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

// Where a backup keeps the papers.
constexpr const char* vault_part = "vault";

// An error of the disk in the operator's words, or else what RocksDB said.
Fault backup_fault(const fs::path& folder, const rocksdb::Status& status) {
    const std::string where = "the backups in " + folder.string();
    if (const int error = error_of(status); error != 0)
        return ops::file_fault(where, "used", error);
    return {where + " cannot be used (" + status.ToString() +
            "); check the disk, or name another folder"};
}

BackupInfo info_of(const rocksdb::BackupInfo& info) {
    return {info.backup_id, Timestamp{info.timestamp * ms_per_second}, info.size};
}

// A backup folder may come from anybody's disk: links and devices in it are refused before RocksDB
// reads through them. The papers are left out here, for each is looked at as it comes back.
Faultable<std::unique_ptr<rocksdb::BackupEngineReadOnly>> open_to_read(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error))
        return fault("there are no backups in " + folder.string() + "; name the right folder");
    TRY(check_plain(folder, vault_part));
    rocksdb::BackupEngineReadOnly* engine = nullptr;
    const auto status = rocksdb::BackupEngineReadOnly::Open(
        rocksdb::Env::Default(), rocksdb::BackupEngineOptions{folder.string()}, &engine);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    return std::unique_ptr<rocksdb::BackupEngineReadOnly>{engine};
}

// An engine that writes removes from its parts what it does not know, so that whatever is not of a
// backup is refused before (check_ours).
Faultable<std::unique_ptr<rocksdb::BackupEngine>> open_to_write(const fs::path& folder) {
    std::error_code error;
    TRY(check_plain(folder, vault_part));
    if (fs::exists(folder / vault_part, error)) TRY(check_plain(folder / vault_part));
    TRY(check_ours(folder));
    rocksdb::BackupEngine* engine = nullptr;
    const auto status = rocksdb::BackupEngine::Open(
        rocksdb::Env::Default(), rocksdb::BackupEngineOptions{folder.string()}, &engine);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    return std::unique_ptr<rocksdb::BackupEngine>{engine};
}

// The papers that the last finished backup vouches for are kept as they are there, so that damage
// in the vault does not spread; any others are copied anew.
Faultable<> copy_papers(const fs::path& vault, const fs::path& folder) {
    Sums known;
    for (const auto number : backup_numbers(folder)) {
        const auto sums = read_sums(folder, number);
        if (sums && *sums) known = **sums;
    }
    return copy_vault(vault, folder / vault_part, [&](const fs::path& file, BytesView path) {
        const auto sum = known.find(std::string{vault_part} + "/" + Bytes{path});
        const auto now = hash_file(file);
        return now && sum != known.end() && sum->second == *now;
    });
}

// All papers and tombstones in the backup, also those that were kept from an earlier one.
Faultable<> add_papers(const fs::path& folder, Sums& sums) {
    std::error_code error;
    fs::recursive_directory_iterator at{folder / vault_part, error};
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        const auto within = at->path().lexically_relative(folder / vault_part);
        if (!at->is_regular_file(error) || !paper_of(within)) continue;
        const auto hash = TRY(hash_file(at->path()));
        sums[at->path().lexically_relative(folder).string()] = hash;
    }
    return {};
}

// The list is written last and after everything is synced: a backup is finished when its list is
// there, and one without is never restored.
Faultable<> finish(const fs::path& folder, const rocksdb::BackupInfo& info, bool has_vault) {
    Sums sums;
    std::vector<std::string> files{community_file, "meta/" + std::to_string(info.backup_id)};
    for (const auto& file : info.file_details) files.push_back(file.relative_filename);
    for (const auto& file : files) {
        const auto hash = TRY(hash_file(folder / file));
        sums[file] = hash;
    }
    if (has_vault) TRY(add_papers(folder, sums));
    TRY(ops::sync_tree(folder));
    return write_sums(folder, info.backup_id, sums);
}

// The newest number, or the one asked for. One that was begun and not finished, or whose list is
// gone, is never passed over in silence: its ledger is newer than the one before.
Faultable<std::uint32_t> chosen(const fs::path& folder, std::uint32_t number) {
    const auto numbers = backup_numbers(folder);
    if (numbers.empty())
        return fault("there are no backups in " + folder.string() + "; name the right folder");
    if (number == 0) return numbers.back();
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
        return fault("there is no backup " + std::to_string(number) + " in " + folder.string() +
                     "; `linlian backups` lists them");
    return number;
}

// The database goes by a list of its own; ours must name all that is in it.
Faultable<> check_named(const rocksdb::BackupEngineReadOnly& engine, const fs::path& folder,
                        std::uint32_t number, const Sums& listed) {
    rocksdb::BackupInfo info;
    const auto status = engine.GetBackupInfo(number, &info, true);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    for (const auto& file : info.file_details) {
        if (!listed.contains(file.relative_filename))
            return fault("backup " + std::to_string(number) + " in " + folder.string() +
                         " has a file that its list does not name, " + file.relative_filename +
                         " (DAMAGED); restore another one with --number");
    }
    return {};
}

// The list of a backup: files of the ledger, and papers by their path within the vault.
struct Listed {
    Sums ledger;
    Sums papers;
};

// Every file of the ledger that the list names is as it was written. Papers are looked at one by
// one as they come back.
Faultable<Listed> read_list(const fs::path& folder, std::uint32_t number) {
    const auto sums = TRY(read_sums(folder, number));
    if (!sums)
        return fault("backup " + std::to_string(number) + " in " + folder.string() +
                     " was not finished, or its list sums/" + std::to_string(number) +
                     " is gone (NOT_WHOLE); restore an older one with --number");
    Listed listed;
    const std::string part = std::string{vault_part} + "/";
    for (const auto& [path, hash] : *sums) {
        if (path.starts_with(part)) {
            listed.papers[path.substr(part.size())] = hash;
            continue;
        }
        TRY(check_sum(folder, path, hash));
        listed.ledger[path] = hash;
    }
    return listed;
}

// Reads a restored ledger through: it is of the community that its backups are said to be of, its
// rows give its state root, and that is what was signed.
Faultable<> read_through(const machine::Program& program, const fs::path& ledger,
                         const Hash32& community) {
    const auto store = TRY(LedgerStore::open(ledger, OpenMode::read_write));
    if (store->community() != community)
        return fault("the backup is of another community, " + to_hex(store->community().view()) +
                     ", than its folder says, " + to_hex(community.view()) +
                     "; take the backups from another disk");
    TRY(check_rows(program, *store));
    const auto loaded = TRY(store->load(program));
    return check_tip(program, *store, loaded);
}

// Into a folder at the side: the ledger as the backup has it, checked file by file and then read
// through as a node would at its start. The lock is let go before, for read_through opens the
// ledger itself.
Faultable<> fill(const machine::Program& program, const fs::path& folder, std::uint32_t number,
                 const Sums& listed, const fs::path& side) {
    TRY(ops::make_folders(side));
    {
        const auto lock = TRY(ops::FolderLock::take(side));
        const auto engine = TRY(open_to_read(folder));
        TRY(check_named(*engine, folder, number, listed));
        auto status = engine->VerifyBackup(number, true);
        if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
        status = engine->RestoreDBFromBackup(number, side.string(), side.string());
        if (status.IsNoSpace()) return tl::unexpected(ops::file_fault(side, "written", ENOSPC));
        if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    }
    const auto community = TRY(community_of(folder));
    TRY(read_through(program, side, community));
    return ops::sync_tree(side);
}

}  // namespace

Faultable<BackupInfo> back_up(const LedgerStore& store, const fs::path& folder, std::uint32_t keep,
                              const fs::path& vault) {
    TRY(ops::make_folders(folder));
    // First of all: what is read before it may be another's work that is under way.
    const auto lock = TRY(ops::FolderLock::take(folder));
    TRY(claim_folder(folder, store.community()));
    // Only now that the folder is known to be this community's: the engine removes what it does not
    // know.
    const auto opened = TRY(open_to_write(folder));
    auto& engine = *opened;
    const auto may_fail = [&folder](const rocksdb::Status& status) -> Faultable<> {
        if (status.ok()) return {};
        return tl::unexpected(backup_fault(folder, status));
    };
    // What is damaged here is not copied: its sums would vouch for the copy, and the next backups
    // would take the place of the good ones.
    if (const auto whole = store.database().db().VerifyChecksum(); !whole.ok())
        return tl::unexpected(store_fault(store.folder(), "read", whole));
    rocksdb::CreateBackupOptions options;
    options.flush_before_backup = true;
    rocksdb::BackupID number = 0;
    TRY(may_fail(engine.CreateNewBackup(options, &store.database().db(), &number)));
    rocksdb::BackupInfo info;
    TRY(may_fail(engine.GetBackupInfo(number, &info, true)));
    // Files of earlier backups that this one shares, and that were damaged since, end here.
    TRY(may_fail(engine.VerifyBackup(number, true)));
    std::error_code error;
    const bool has_vault = !vault.empty() && fs::exists(vault, error);
    if (has_vault) TRY(copy_papers(vault, folder));
    TRY(finish(folder, info, has_vault));
    // Old ones go only once the new one is finished, so that a failure above leaves them all.
    TRY(may_fail(engine.PurgeOldBackups(std::max(keep, 1u))));
    for (const auto old : backup_numbers(folder)) {
        if (!fs::exists(folder / "meta" / std::to_string(old), error))
            fs::remove(sums_file(folder, old), error);
    }
    return info_of(info);
}

Faultable<std::vector<BackupInfo>> list_backups(const fs::path& folder) {
    const auto engine = TRY(open_to_read(folder));
    std::vector<rocksdb::BackupInfo> found;
    engine->GetBackupInfo(&found);
    std::vector<BackupInfo> backups;
    for (const auto& info : found) backups.push_back(info_of(info));
    return backups;
}

Faultable<RestoreReport> restore_backup(const machine::Program& program, const fs::path& folder,
                                        std::uint32_t number, const fs::path& into,
                                        const VaultPlace& vault) {
    std::error_code error;
    if (fs::exists(into, error) && !fs::is_empty(into, error))
        return fault("the folder " + into.string() + " is not empty; name an empty one");
    const auto which = TRY(chosen(folder, number));
    const auto listed = TRY(read_list(folder, which));
    // The ledger appears under its name in one step, when all of it holds; a restoring that fails
    // or is killed leaves nothing that a node could start on.
    const fs::path side = into.string() + ".restoring";
    fs::remove_all(side, error);  // of a restoring that was killed
    if (error) return tl::unexpected(ops::file_fault(side, "removed", error.value()));
    RestoreReport report;
    auto done = fill(program, folder, which, listed.ledger, side);
    if (done) {
        auto left_out = put_papers_back(folder / vault_part, listed.papers, vault);
        if (left_out)
            report.left_out = std::move(*left_out);
        else
            done = tl::unexpected(left_out.error());
    }
    if (!done) {
        fs::remove_all(side, error);
        return tl::unexpected(done.error());
    }
    TRY(ops::move_durably(side, into));
    return report;
}

}  // namespace linlian::storage
