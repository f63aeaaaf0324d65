// How many bytes at the end of RocksDB's newest log belong to no whole record. Lengths and types
// are followed; checksums are left to RocksDB, which compares them when it opens the log.

#include "storage/rows/log_tail.h"

#include "ops/files/durable_file.h"

#include <algorithm>

namespace linlian::storage {
namespace {

// From RocksDB's wiki, "Write Ahead Log File Format": blocks in which records lie in fragments,
// each behind a checksum (4), a length (2, little-endian) and a type (1).
constexpr std::size_t block_bytes = 32 * 1024;
constexpr std::size_t header_bytes = 7;
constexpr unsigned char whole_record = 1;
constexpr unsigned char last_fragment = 4;

unsigned char at(BytesView log, std::size_t place) {
    return static_cast<unsigned char>(log[place]);
}

}  // namespace

std::uint64_t unfinished_bytes(BytesView log) {
    std::size_t whole = 0;  // where the last whole record ends
    std::size_t place = 0;
    while (place + header_bytes <= log.size()) {
        const std::size_t left = block_bytes - place % block_bytes;
        if (left < header_bytes) {
            place += left;  // the end of a block that no header fits into
            continue;
        }
        const std::size_t length = at(log, place + 4) + 256U * at(log, place + 5);
        const auto type = at(log, place + 6);
        const std::size_t end = place + header_bytes + length;
        if (type < whole_record || type > last_fragment || end > log.size() ||
            header_bytes + length > left)
            break;
        place = end;
        if (type == whole_record || type == last_fragment) whole = end;
    }
    // A log may have been made longer ahead of its writing: zeros at the end are no write.
    std::size_t end = log.size();
    while (end > whole && log[end - 1] == '\0') --end;
    return end - whole;
}

// The newest log has the highest number, and numbers are padded to one length. A folder that cannot
// be read counts as none: opening it will say why.
std::uint64_t unfinished_bytes_in(const std::filesystem::path& folder) {
    std::filesystem::path newest;
    std::error_code error;
    std::filesystem::directory_iterator entry{folder, error};
    for (const std::filesystem::directory_iterator end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".log") newest = std::max(newest, entry->path());
    }
    const auto log = newest.empty() ? Faultable<Bytes>{} : ops::read_whole(newest);
    return log ? unfinished_bytes(*log) : 0;
}

}  // namespace linlian::storage
