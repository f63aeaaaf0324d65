// Whose backups a folder holds. Internal to this room.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>

namespace linlian::storage {

// The file that says so: the id of the community in hex, and a line feed.
inline constexpr const char* community_file = "community";

// A folder is of one community: the oldest backups are dropped, and must not be another's. Writes
// the file where there are no backups yet. Faults: it is another's, or does not say whose.
Faultable<> claim_folder(const std::filesystem::path& folder, const Hash32& community);

}  // namespace linlian::storage
