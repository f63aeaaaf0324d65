#include "base/id_set.h"

#include <gtest/gtest.h>

namespace linlian {
namespace {

Hash32 numbered(std::uint64_t number) {
    Hash32 id;
    for (std::size_t i = 0; i < 8; ++i) id.data[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return id;
}

TEST(IdSet, has_what_was_added_however_often_it_was_divided) {
    constexpr std::uint64_t many = 70'000;
    IdSet ids;
    for (std::uint64_t i = 0; i < many; ++i) ids.add(numbered(2 * i));
    ids.add(numbered(2));
    EXPECT_EQ(ids.size(), many);
    for (std::uint64_t i = 0; i < 2 * many; ++i) ASSERT_EQ(ids.has(numbered(i)), i % 2 == 0) << i;
}

TEST(IdMap, has_what_was_added_and_not_erased) {
    constexpr std::uint64_t many = 10'000;
    IdMap<std::uint64_t> map;
    for (std::uint64_t i = 0; i < many; ++i) map.add({numbered(i), i});
    map.add({numbered(1), 7});
    for (std::uint64_t i = 0; i < many; i += 2) map.erase(numbered(i));
    map.erase(numbered(0));
    EXPECT_EQ(map.size(), many / 2);
    for (std::uint64_t i = 0; i < many; ++i) ASSERT_EQ(map.has(numbered(i)), i % 2 == 1) << i;
    EXPECT_EQ(map.at(numbered(1)), 1U);
    EXPECT_EQ(map.at(numbered(many - 1)), many - 1);
}

}  // namespace
}  // namespace linlian
