// Whose backups a folder holds. Internal to this room.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>

namespace linlian::storage {

// The file that says so: the id of the community in hex, and a line feed.
inline constexpr const char* community_file = "community";

// A folder is of one community, and for nothing else: the oldest backups are dropped, which must
// not be another's, and the database removes from its parts whatever it does not know. Writes the
// file where the folder is empty. Faults: it is another's, or holds anything and does not say
// whose.
Faultable<> claim_folder(const std::filesystem::path& folder, const Hash32& community);

// The parts that the database tidies up hold what it wrote: else it would remove what others put
// there since. A fault names the first that is theirs.
Faultable<> check_ours(const std::filesystem::path& folder);

}  // namespace linlian::storage
