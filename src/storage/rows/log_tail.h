// What stands at the end of a RocksDB log behind its last whole record: what was being written when
// the machine stopped. RocksDB passes over it, in part without a word. Internal to this room.
#pragma once

#include "base/bytes.h"

#include <filesystem>

namespace linlian::storage {

// Bytes up to the last that is not zero; by the lengths in the log alone, not by its checksums.
std::uint64_t unfinished_bytes(BytesView log);
// The same of the newest log of a database; 0 where there is none or it cannot be read, which
// opening the database will say.
std::uint64_t unfinished_bytes_in(const std::filesystem::path& folder);

}  // namespace linlian::storage
