#include "engine/wakes.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

std::shared_ptr<const Wake> counting(int& calls) {
    return std::make_shared<const Wake>([&calls] { ++calls; });
}

TEST(Wakes, call_once_at_the_next_block) {
    Wakes wakes;
    int calls = 0;
    const auto wake = counting(calls);
    wakes.add(wakes.announced(), wake);
    EXPECT_EQ(calls, 0);
    wakes.announce();
    wakes.announce();
    EXPECT_EQ(calls, 1);
}

TEST(Wakes, call_at_once_when_the_block_came_meanwhile) {
    Wakes wakes;
    const auto seen = wakes.announced();
    wakes.announce();
    int calls = 0;
    const auto wake = counting(calls);
    wakes.add(seen, wake);
    EXPECT_EQ(calls, 1);
}

TEST(Wakes, forget_those_who_let_go) {
    Wakes wakes;
    int calls = 0;
    for (int i = 0; i < 10'000; ++i) wakes.add(0, counting(calls));
    wakes.announce();
    EXPECT_EQ(calls, 0);
}

TEST(Wakes, may_be_asked_for_again_from_a_call) {
    Wakes wakes;
    int calls = 0;
    std::shared_ptr<const Wake> wake;
    wake = std::make_shared<const Wake>([&] {
        ++calls;
        wakes.add(wakes.announced(), wake);
    });
    wakes.add(0, wake);
    for (int i = 0; i < 3; ++i) wakes.announce();
    EXPECT_EQ(calls, 3);
    wake.reset();
}

}  // namespace
}  // namespace linlian::engine
