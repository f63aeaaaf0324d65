// How a store uses its machine: memory, cores, and the file system (which tests replace).
#pragma once

#include "base/timestamp.h"

#include <rocksdb/env.h>

#include <cstddef>

namespace linlian::storage {

struct StoreOptions {
    // Rows and index blocks read from disk; the rest of the memory is bounded by write buffers of
    // at most 64 MiB together.
    std::size_t cache_bytes = 128u << 20;
    // Rows read or written lately, whole.
    std::size_t row_cache_bytes = 16u << 20;
    // How far the ledger must reach because its signer acknowledged it; opening it is a fault, and
    // changes nothing, where it ends before. 0: nobody says.
    Height acknowledged_height = 0;
    // Not owned; null is the real file system.
    rocksdb::Env* env = nullptr;
};

}  // namespace linlian::storage
