// What every file of a backup was when it was made: `sums/NUMBER` beside RocksDB's own files, which
// vouch for themselves only in part. Written last, so a backup without it was never finished. The
// format is that of sha256sum, which checks it too. Internal to this room.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linlian::storage {

// By path within the folder of the backups.
using Sums = std::map<std::string, Hash32>;

// The numbers of all backups that were begun, finished or not; ascending.
std::vector<std::uint32_t> backup_numbers(const std::filesystem::path& folder);

std::filesystem::path sums_file(const std::filesystem::path& folder, std::uint32_t number);
Faultable<> write_sums(const std::filesystem::path& folder, std::uint32_t number, const Sums& sums);
// Nothing when the backup was not finished. Fault: the list itself is damaged.
Faultable<std::optional<Sums>> read_sums(const std::filesystem::path& folder, std::uint32_t number);

Faultable<Hash32> hash_file(const std::filesystem::path& path);
// Reads one file of the list again. Faults name it: it is missing, a link, or not what it was.
Faultable<> check_sum(const std::filesystem::path& folder, const std::filesystem::path& within,
                      const Hash32& hash);

}  // namespace linlian::storage
