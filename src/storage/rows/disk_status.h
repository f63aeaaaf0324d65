// What a status of RocksDB means to the operator: the cause is told by the operating system's own
// error, never by words that may stand in a path. Internal to this room.
#pragma once

#include "base/result.h"

#include <rocksdb/status.h>

#include <filesystem>
#include <string_view>

namespace linlian::storage {

// The error number that the status ends with or means; 0 when it is none, as where data is damaged.
int error_of(const rocksdb::Status& status);
// `deed` is "opened", "read", "written". Damage says how to restore; all else how to mend the
// cause.
Fault store_fault(const std::filesystem::path& folder, std::string_view deed,
                  const rocksdb::Status& status);

}  // namespace linlian::storage
