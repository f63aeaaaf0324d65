#include "engine/read/reading_memo.h"

#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace linlian::engine {
namespace {

struct Number {
    int value = 0;
    std::size_t memory_bytes() const { return 10; }
};

Hash32 key_of(int number) { return sha256(std::to_string(number)); }

TEST(ReadingMemo, keeps_what_was_made_and_makes_it_once) {
    ReadingMemo memo;
    int made = 0;
    const auto make = [&] { return Number{++made}; };
    EXPECT_EQ(state::remembered<Number>(&memo, key_of(1), make)->value, 1);
    EXPECT_EQ(state::remembered<Number>(&memo, key_of(1), make)->value, 1);
    EXPECT_EQ(state::remembered<Number>(&memo, key_of(2), make)->value, 2);
    EXPECT_EQ(state::remembered<Number>(nullptr, key_of(1), make)->value, 3);
    EXPECT_EQ(memo.bytes(), 20U);
}

TEST(ReadingMemo, lets_go_of_what_was_not_used_for_the_longest_time) {
    ReadingMemo memo{30};
    for (int i = 0; i < 3; ++i) memo.keep(key_of(i), std::make_shared<Number>(), 10);
    EXPECT_TRUE(memo.find(key_of(0)));
    memo.keep(key_of(3), std::make_shared<Number>(), 10);
    EXPECT_TRUE(memo.find(key_of(0)));
    EXPECT_FALSE(memo.find(key_of(1)));
    EXPECT_TRUE(memo.find(key_of(3)));
    memo.keep(key_of(4), std::make_shared<Number>(), 31);
    EXPECT_FALSE(memo.find(key_of(4)));
    EXPECT_EQ(memo.bytes(), 30U);
}

TEST(ReadingMemo, never_takes_more_than_its_room_whoever_asks) {
    ReadingMemo memo{200};
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&memo, t] {
            for (int i = 0; i < 2'000; ++i) {
                const auto number = (i * 7 + t) % 50;
                const auto got = state::remembered<Number>(&memo, key_of(number),
                                                           [&] { return Number{number}; });
                if (got->value != number) ADD_FAILURE() << got->value << " is not " << number;
            }
        });
    threads.clear();
    EXPECT_LE(memo.bytes(), 200U);
}

}  // namespace
}  // namespace linlian::engine
