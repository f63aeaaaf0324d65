#include "storage/backup.h"

#include "storage/database.h"

#include <rocksdb/utilities/backup_engine.h>

namespace linlian::storage {
namespace {

Fault backup_fault(const std::filesystem::path& folder, const rocksdb::Status& status) {
    if (status.IsNoSpace())
        return {"the disk with the backups in " + folder.string() +
                " is full; free some space and back up again"};
    return {"the backups in " + folder.string() + " cannot be used (" + status.ToString() +
            "); check the disk, or name another folder"};
}

BackupInfo info_of(const rocksdb::BackupInfo& info) {
    return {info.backup_id, Timestamp{info.timestamp * ms_per_second}, info.size};
}

Faultable<std::unique_ptr<rocksdb::BackupEngineReadOnly>> open_to_read(
    const std::filesystem::path& folder) {
    if (!std::filesystem::exists(folder))
        return fault("there are no backups in " + folder.string() + "; name the right folder");
    rocksdb::BackupEngineReadOnly* engine = nullptr;
    const auto status = rocksdb::BackupEngineReadOnly::Open(
        rocksdb::Env::Default(), rocksdb::BackupEngineOptions{folder.string()}, &engine);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    return std::unique_ptr<rocksdb::BackupEngineReadOnly>{engine};
}

}  // namespace

Faultable<BackupInfo> back_up(const LedgerStore& store, const std::filesystem::path& folder,
                              std::uint32_t keep) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    rocksdb::BackupEngine* opened = nullptr;
    rocksdb::Status status = rocksdb::BackupEngine::Open(
        rocksdb::Env::Default(), rocksdb::BackupEngineOptions{folder.string()}, &opened);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    const std::unique_ptr<rocksdb::BackupEngine> engine{opened};
    rocksdb::CreateBackupOptions options;
    options.flush_before_backup = true;
    rocksdb::BackupID number = 0;
    status = engine->CreateNewBackup(options, &store.database().db(), &number);
    if (status.ok()) status = engine->PurgeOldBackups(std::max(keep, 1u));
    rocksdb::BackupInfo info;
    if (status.ok()) status = engine->GetBackupInfo(number, &info);
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    return info_of(info);
}

Faultable<std::vector<BackupInfo>> list_backups(const std::filesystem::path& folder) {
    const auto engine = open_to_read(folder);
    if (!engine) return tl::unexpected(engine.error());
    std::vector<rocksdb::BackupInfo> found;
    (*engine)->GetBackupInfo(&found);
    std::vector<BackupInfo> backups;
    for (const auto& info : found) backups.push_back(info_of(info));
    return backups;
}

Faultable<> restore_backup(const std::filesystem::path& folder, std::uint32_t number,
                           const std::filesystem::path& into) {
    std::error_code error;
    if (std::filesystem::exists(into, error) && !std::filesystem::is_empty(into, error))
        return fault("the folder " + into.string() + " is not empty; name an empty one");
    const auto engine = open_to_read(folder);
    if (!engine) return tl::unexpected(engine.error());
    rocksdb::Status status;
    if (number != 0) status = (*engine)->VerifyBackup(number, true);
    if (status.ok() && number != 0)
        status = (*engine)->RestoreDBFromBackup(number, into.string(), into.string());
    if (status.ok() && number == 0)
        status = (*engine)->RestoreDBFromLatestBackup(into.string(), into.string());
    if (!status.ok()) return tl::unexpected(backup_fault(folder, status));
    const auto store = LedgerStore::open(into, OpenMode::read_write);
    if (!store) return tl::unexpected(store.error());
    const auto loaded = (*store)->load();
    if (!loaded) return tl::unexpected(loaded.error());
    return {};
}

}  // namespace linlian::storage
