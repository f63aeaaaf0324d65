// What RocksDB says about itself, kept in memory: its own info log is a file that nobody needs and
// that brings the process down when the disk is full. Only one thing in it matters to an operator,
// how much of an unfinished write was cut off. Internal to this room.
#pragma once

#include <rocksdb/env.h>

#include <atomic>
#include <cstdint>

namespace linlian::storage {

class QuietLog final : public rocksdb::Logger {
  public:
    QuietLog() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}
    using rocksdb::Logger::Logv;
    void Logv(const char* format, va_list arguments) override;

    // Bytes at the end of the logs that did not read and were left out.
    std::uint64_t dropped_bytes() const { return dropped_bytes_; }

  private:
    std::atomic<std::uint64_t> dropped_bytes_{0};
};

}  // namespace linlian::storage
