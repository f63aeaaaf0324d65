#include "storage/rows/row_cache.h"

#include <gtest/gtest.h>

#include <cstring>

namespace linlian::storage {
namespace {

using Known = std::optional<std::optional<Bytes>>;
constexpr std::size_t plenty = 1u << 20;
const Known unknown;

Known find(RowCache& cache, BytesView key, Height at) {
    std::optional<Bytes> value;
    return cache.find(key, at, value) ? Known{value} : unknown;
}

TEST(RowCache, knows_rows_and_their_absence_as_they_were_read) {
    RowCache cache{plenty, 7};
    EXPECT_EQ(find(cache, "row", 7), unknown);
    cache.remember("row", "value", 7);
    cache.remember("none", std::nullopt, 7);
    EXPECT_EQ(find(cache, "row", 7), Known{"value"});
    EXPECT_EQ(find(cache, "none", 7), Known{std::optional<Bytes>{}});
}

TEST(RowCache, follows_the_changes_of_a_block) {
    RowCache cache{plenty, 7};
    cache.remember("stays", "1", 7);
    cache.remember("changes", "1", 7);
    cache.remember("goes", "1", 7);
    cache.remember("comes", std::nullopt, 7);
    cache.advance(8, {{"changes", "2"}, {"comes", "2"}, {"goes", std::nullopt}});
    EXPECT_EQ(find(cache, "stays", 8), Known{"1"});
    EXPECT_EQ(find(cache, "changes", 8), Known{"2"});
    EXPECT_EQ(find(cache, "comes", 8), Known{"2"});
    EXPECT_EQ(find(cache, "goes", 8), Known{std::optional<Bytes>{}});
}

TEST(RowCache, tells_an_older_view_nothing_newer) {
    RowCache cache{plenty, 7};
    cache.remember("stays", "1", 7);
    cache.remember("changes", "1", 7);
    cache.advance(8, {{"changes", "2"}});
    EXPECT_EQ(find(cache, "stays", 7), Known{"1"});
    EXPECT_EQ(find(cache, "changes", 7), unknown);
}

TEST(RowCache, tells_a_newer_view_nothing_before_it_has_caught_up) {
    RowCache cache{plenty, 7};
    cache.remember("row", "1", 7);
    EXPECT_EQ(find(cache, "row", 8), unknown);
}

TEST(RowCache, takes_nothing_in_from_a_view_of_another_height) {
    RowCache cache{plenty, 7};
    cache.advance(8, {{"row", "2"}});
    cache.remember("row", "1", 7);  // read before the block was written
    EXPECT_EQ(find(cache, "row", 7), unknown);
    EXPECT_EQ(find(cache, "row", 8), unknown);
}

TEST(RowCache, forgets_what_is_not_asked_for_and_keeps_what_is) {
    RowCache cache{64 << 10, 1};
    cache.remember("asked", "1", 1);
    cache.remember("not asked", "1", 1);
    for (int i = 0; i < 10'000; ++i) {
        cache.remember("row " + std::to_string(i), Bytes(100, 'x'), 1);
        ASSERT_EQ(find(cache, "asked", 1), Known{"1"}) << i;
    }
    EXPECT_EQ(find(cache, "not asked", 1), unknown);
    EXPECT_EQ(find(cache, "row 0", 1), unknown);
    EXPECT_EQ(find(cache, "row 9999", 1), Known{Bytes(100, 'x')});
}

// Another key of 16 bytes that libstdc++ hashes (MurmurHash64A) to the same: its steps can be
// undone, so its second half makes up for what the first half changes.
Bytes key_with_hash_of(const Bytes& key) {
    constexpr std::uint64_t factor = 0xc6a4a7935bd1e995, seed = 0xc70f6907;
    std::uint64_t inverse = factor;
    for (int i = 0; i < 6; ++i) inverse *= 2 - factor * inverse;
    const auto folded = [](std::uint64_t x) { return x ^ (x >> 47); };  // undoes itself
    const auto mixed = [&](std::uint64_t x) { return folded(x * factor) * factor; };
    const auto after_first = [&](std::uint64_t half) {
        return (seed ^ 16 * factor ^ mixed(half)) * factor;
    };
    std::uint64_t halves[2];
    std::memcpy(halves, key.data(), sizeof halves);
    const std::uint64_t other = halves[0] + 1;
    halves[1] = folded((mixed(halves[1]) ^ after_first(halves[0]) ^ after_first(other)) * inverse) *
                inverse;
    halves[0] = other;
    return {reinterpret_cast<const char*>(halves), sizeof halves};
}

TEST(RowCache, tells_keys_of_one_hash_apart) {
    const Bytes one = "row 0123456789ab", other = key_with_hash_of(one);
    ASSERT_NE(one, other);
    ASSERT_EQ(std::hash<BytesView>{}(one), std::hash<BytesView>{}(other));
    RowCache cache{plenty, 7};
    cache.remember(one, "1", 7);
    EXPECT_EQ(find(cache, other, 7), unknown);
    cache.advance(8, {{other, "2"}});
    EXPECT_EQ(find(cache, one, 8), Known{"1"});
    EXPECT_EQ(find(cache, other, 8), unknown);
    cache.remember(other, "2", 8);
    EXPECT_EQ(find(cache, other, 8), Known{"2"});
    EXPECT_EQ(find(cache, one, 8), unknown);
}

TEST(RowCache, knows_nothing_after_it_started_over) {
    RowCache cache{plenty, 8};
    cache.remember("row", "2", 8);
    cache.start_over(7);
    EXPECT_EQ(find(cache, "row", 7), unknown);
    EXPECT_EQ(find(cache, "row", 8), unknown);
}

}  // namespace
}  // namespace linlian::storage
