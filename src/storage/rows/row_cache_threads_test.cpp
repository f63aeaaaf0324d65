// The cache under the threads that a node has: one that writes blocks, and readers at the newest
// height and a little below. What it tells is what the disk would have told at that height.
#include "storage/rows/row_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace linlian::storage {
namespace {

constexpr Height heights = 3000;
constexpr std::uint64_t keys = 64;
constexpr std::uint64_t readers = 3;
constexpr std::uint64_t enough = 1000;  // rows that the cache knew

Bytes key_of(std::uint64_t key) { return "row " + std::to_string(key); }
bool changes_at(std::uint64_t key, Height height) { return (height + key) % 5 == 0; }

// What stands on the disk: the height of the last change; now and then the row is gone.
std::optional<Bytes> on_disk(std::uint64_t key, Height at) {
    while (at > 1 && !changes_at(key, at)) --at;
    if (at % 7 == 0) return std::nullopt;
    return std::to_string(at);
}

// What the threads share: the height that is written, what was found in the cache, and the end.
struct Life {
    std::atomic<Height> tip{1};
    std::atomic<std::uint64_t> known{0};
    std::atomic<bool> is_over{false};
};

// Blocks are written until readers have met the cache beside them, however the threads are run.
void write_blocks(RowCache& cache, Life& life) {
    for (Height height = 2; height <= heights || life.known < enough; ++height) {
        state::Changes changes;
        for (std::uint64_t key = 0; key < keys; ++key)
            if (changes_at(key, height))
                changes.insert_or_assign(key_of(key), on_disk(key, height));
        cache.advance(height, changes);
        life.tip = height;
        if (height > heights) std::this_thread::yield();
    }
    life.is_over = true;
}

void read_rows(RowCache& cache, Life& life, std::uint64_t number) {
    for (std::uint64_t i = number; !life.is_over; i += readers) {
        const std::uint64_t key = (i * 37) % keys;
        const Height newest = life.tip;
        const Height at = newest > 3 ? newest - (i / readers) % 3 : newest;
        std::optional<Bytes> value;
        if (!cache.find(key_of(key), at, value)) {
            cache.remember(key_of(key), on_disk(key, at), at);
            continue;
        }
        ++life.known;
        if (value != on_disk(key, at)) ADD_FAILURE() << "row " << key << " at height " << at;
    }
}

void read_while_blocks_are_written(std::size_t bytes) {
    RowCache cache{bytes, 1};
    Life life;
    std::vector<std::jthread> threads;
    for (std::uint64_t number = 0; number < readers; ++number)
        threads.emplace_back([&, number] { read_rows(cache, life, number); });
    write_blocks(cache, life);
}

TEST(RowCacheThreads, read_what_the_disk_would_tell_at_their_height) {
    read_while_blocks_are_written(1U << 20U);
}

TEST(RowCacheThreads, read_the_same_where_little_fits) {
    read_while_blocks_are_written(16U << 10U);
}

}  // namespace
}  // namespace linlian::storage
