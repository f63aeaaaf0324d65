// Where the nodes of all versions of one tree live: pools with stable addresses and 32-bit
// numbers. Only the tree's own files include it. One writer takes and reuses; readers of a version
// read what that version holds, which nobody writes; anyone may hand nodes back.
//
// A node stands where the tree forks, so there is one fewer than rows; the stretch above it, where
// only one side is not empty, is not stored but hashed anew when needed. Both children's hashes are
// in the node itself, so that hashing a way upwards reads no sibling. A row takes 36 bytes in its
// parent (and a fork 36 in its own, and 4 of its own) and its key 32: 108 bytes in all.
#pragma once

#include "base/bytes.h"
#include "base/check.h"

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

namespace linlian::tree {

// One subtree as its parent holds it.
struct Slot {
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t leaf_flag = 0x8000'0000;

    // Of a leaf the hash of its value; of a fork the hash of the subtree, as it counts at the place
    // where the slot stands; zero when empty.
    Hash32 hash;
    std::uint32_t ref = none;

    // The reference first, which tells most slots apart.
    bool operator==(const Slot& other) const { return ref == other.ref && hash == other.hash; }
    bool is_empty() const { return ref == none; }
    bool is_leaf() const { return !is_empty() && (ref & leaf_flag) != 0; }
    bool is_fork() const { return (ref & leaf_flag) == 0; }
    std::uint32_t number() const { return ref & ~leaf_flag; }
};

struct Fork {
    std::array<Hash32, 2> hash;
    std::array<std::uint32_t, 2> ref;
    std::uint16_t bit;  // of the key, that decides between the two

    Slot slot(unsigned side) const { return {hash[side], ref[side]}; }
};

// Things of one type in chunks that double, so that a small tree is small and nothing ever moves.
template <class T>
class Pool {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= alignof(std::max_align_t));

  public:
    const T& operator[](std::uint32_t number) const { return *place_of(number); }

    std::uint32_t take(const T& value) {
        const std::uint32_t number = free_.empty() ? fresh() : free_.back();
        if (!free_.empty()) free_.pop_back();
        new (raw_place_of(number)) T(value);
        return number;
    }

    void reuse(std::span<const std::uint32_t> numbers) {
        free_.insert(free_.end(), numbers.begin(), numbers.end());
    }

    std::uint32_t in_use() const { return next_ - static_cast<std::uint32_t>(free_.size()); }
    std::uint64_t bytes() const { return std::uint64_t{next_} * sizeof(T) + free_.capacity() * 4; }

  private:
    static constexpr unsigned first_chunk_log2 = 6;

    static unsigned chunk_of(std::uint32_t number) {
        const std::uint32_t shifted = number + (1u << first_chunk_log2);
        return static_cast<unsigned>(std::bit_width(shifted)) - 1 - first_chunk_log2;
    }
    static std::size_t chunk_size(unsigned chunk) {
        return std::size_t{1} << (chunk + first_chunk_log2);
    }

    std::byte* raw_place_of(std::uint32_t number) const {
        const unsigned chunk = chunk_of(number);
        const std::size_t offset = number + chunk_size(0) - chunk_size(chunk);
        return chunks_[chunk].get() + offset * sizeof(T);
    }
    const T* place_of(std::uint32_t number) const {
        return std::launder(reinterpret_cast<const T*>(raw_place_of(number)));
    }

    std::uint32_t fresh() {
        CHECK(next_ < Slot::leaf_flag - chunk_size(0));
        const unsigned chunk = chunk_of(next_);
        // Bytes that are not touched cost no memory, so the last chunk may be half empty.
        if (!chunks_[chunk])
            chunks_[chunk] =
                std::make_unique_for_overwrite<std::byte[]>(chunk_size(chunk) * sizeof(T));
        return next_++;
    }

    std::array<std::unique_ptr<std::byte[]>, 32 - first_chunk_log2> chunks_;
    std::uint32_t next_ = 0;
    std::vector<std::uint32_t> free_;
};

// Numbers of nodes and keys that nothing reads any more.
struct Discarded {
    std::vector<std::uint32_t> forks;
    std::vector<std::uint32_t> keys;
    Discarded* next = nullptr;
};

class Arena {
  public:
    Arena() = default;
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;
    ~Arena() { drop(returned_.load(std::memory_order_acquire)); }

    Pool<Fork> forks;
    Pool<Hash32> keys;

    // From any thread. The list is only pushed to, and taken whole, so that it needs no lock.
    void hand_back(std::unique_ptr<Discarded> discarded) {
        Discarded* const mine = discarded.release();
        mine->next = returned_.load(std::memory_order_relaxed);
        while (!returned_.compare_exchange_weak(mine->next, mine, std::memory_order_release,
                                                std::memory_order_relaxed)) {
        }
    }

    // By the writer: what was handed back is free for new nodes.
    void reuse_returned() {
        Discarded* const all = returned_.exchange(nullptr, std::memory_order_acquire);
        for (const Discarded* one = all; one != nullptr; one = one->next) {
            forks.reuse(one->forks);
            keys.reuse(one->keys);
        }
        drop(all);
    }

  private:
    static void drop(Discarded* list) {
        while (list != nullptr) {
            const std::unique_ptr<Discarded> one{list};
            list = one->next;
        }
    }

    std::atomic<Discarded*> returned_ = nullptr;
};

}  // namespace linlian::tree
