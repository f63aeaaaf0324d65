// A folder that somebody else may have made, before RocksDB sees it. Internal to this room.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace linlian::storage {

// All in it are files and folders. The database follows a link out of the folder, where it would
// write and delete, and reads a pipe or a device for ever. What lies in the folder `part` of it is
// for others to look at. Fault: DAMAGED, with the path.
Faultable<> check_plain(const std::filesystem::path& folder,
                        const std::filesystem::path& part = {});

}  // namespace linlian::storage
