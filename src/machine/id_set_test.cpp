#include "machine/id_set.h"

#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <chrono>

namespace linlian::machine {
namespace {

Hash32 numbered(std::uint64_t number) { return sha256(std::to_string(number)); }

TEST(IdSet, has_what_was_added_and_nothing_else) {
    IdSet ids;
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        EXPECT_FALSE(ids.has(numbered(i)));
        ids.add(numbered(i));
        ids.add(numbered(i / 2));
        EXPECT_EQ(ids.size(), i + 1);
    }
    for (std::uint64_t i = 0; i < 1'000; ++i) EXPECT_TRUE(ids.has(numbered(i)));
    EXPECT_FALSE(ids.has(numbered(1'000)));
}

// An author tries eight nonces an act until three bits of the id fit. Were the places of ids next
// to each other, half of everybody's would land among theirs and each growth would be quadratic.
TEST(IdSet, is_as_fast_for_ids_that_somebody_chose) {
    const auto filled = [](auto place) {
        IdSet ids;
        const auto begun = std::chrono::steady_clock::now();
        for (std::uint64_t i = 0; i < 60'000; ++i) {
            Hash32 id = numbered(i);
            place(id);
            ids.add(id);
        }
        return std::chrono::steady_clock::now() - begun;
    };
    const auto honest = filled([](Hash32&) {});
    const auto chosen = filled([](Hash32& id) { id.data[1] &= 0x1f; });
    EXPECT_LT(chosen, honest * 10);
}

}  // namespace
}  // namespace linlian::machine
