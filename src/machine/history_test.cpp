#include "machine/history.h"

#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <chrono>

namespace linlian::machine {
namespace {

constexpr Timestamp soon{1'800'000'000'000};

Hash32 numbered(std::uint64_t number) { return sha256(std::to_string(number)); }

TEST(RecentIds, has_what_was_added_and_nothing_else_until_its_minute_is_over) {
    RecentIds ids;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        EXPECT_FALSE(ids.has(numbered(i), soon));
        ids.add(numbered(i), soon);
        ids.add(numbered(i / 2), soon);
        EXPECT_EQ(ids.size(), i + 1);
    }
    for (std::uint64_t i = 0; i < 1'000; ++i) EXPECT_TRUE(ids.has(numbered(i), soon));
    EXPECT_FALSE(ids.has(numbered(1'000), soon));
    ids.forget_expired(Timestamp{soon.ms + ms_per_minute});
    EXPECT_EQ(ids.size(), 0U);
}

// An author tries nonces until the ids fit: those that are alike in their first eight bytes, or in
// all but the last eight, must not be slower than those that nobody chose.
TEST(RecentIds, are_as_fast_for_ids_that_somebody_chose) {
    const auto time_of = [](std::size_t from, std::size_t bytes) {
        RecentIds ids;
        std::size_t found = 0;
        const auto begun = std::chrono::steady_clock::now();
        for (std::uint64_t i = 0; i < 60'000; ++i) {
            Hash32 id = numbered(i);
            std::fill_n(id.data.begin() + static_cast<std::ptrdiff_t>(from), bytes, 7);
            ids.add(id, soon);
            found += ids.has(id, soon) ? 1 : 0;
        }
        EXPECT_EQ(found, 60'000U);
        return std::chrono::steady_clock::now() - begun;
    };
    const auto honest = time_of(0, 0);
    EXPECT_LT(time_of(0, 8), honest * 40);
    EXPECT_LT(time_of(8, 24), honest * 40);
    EXPECT_LT(time_of(0, 24), honest * 40);
}

}  // namespace
}  // namespace linlian::machine
