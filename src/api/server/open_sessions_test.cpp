// Which connection gives way to a new one, by what each does and since when.
#include "api/server/open_sessions.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;
using Doing = OpenSessions::Doing;

Subscriber address(std::uint8_t number) { return Subscriber::of_v4({127, 0, 0, number}); }

// Connections that are only counted: nobody looks into a session here.
struct WhoIsThere : testing::Test {
    OpenSessions open;
    OpenSessions::Time now{std::chrono::hours{1}};
    std::vector<std::shared_ptr<Session>> sessions;

    static std::shared_ptr<Session> some_session() {
        const auto place = std::make_shared<int>();
        return {place, reinterpret_cast<Session*>(place.get())};
    }
    // One of this address that has done this for so long.
    Session* connected(std::uint8_t from, Doing doing, milliseconds since) {
        sessions.push_back(some_session());
        open.add(sessions.back(), address(from));
        open.set(sessions.back().get(), doing, now - since);
        return sessions.back().get();
    }
    Session* next(std::uint8_t newcomer) {
        return open.next_to_give_way(address(newcomer), now).get();
    }
};

using Alone = WhoIsThere;  // each address has one connection

TEST_F(Alone, whoever_is_idle_longest_gives_way) {
    connected(1, Doing::idle, milliseconds{200});
    auto* const longest = connected(2, Doing::idle, milliseconds{300});
    connected(3, Doing::idle, milliseconds{250});
    EXPECT_EQ(next(9), longest);
}

TEST_F(Alone, who_is_idle_comes_before_who_is_slow_and_that_before_who_waits) {
    auto* const waits = connected(1, Doing::waiting, milliseconds{60'000});
    auto* const slow = connected(2, Doing::clients_turn, milliseconds{10'000});
    auto* const idle = connected(3, Doing::idle, milliseconds{150});
    EXPECT_EQ(next(9), idle);
    EXPECT_EQ(next(9), slow) << "each gives way once";
    EXPECT_EQ(next(9), waits);
    EXPECT_EQ(next(9), nullptr);
}

// Else a crowd of newcomers ends each before it could say anything.
TEST_F(Alone, nobody_gives_way_before_they_could_say_something) {
    auto* const idle = connected(1, Doing::idle, milliseconds{99});
    connected(2, Doing::clients_turn, milliseconds{99});
    EXPECT_EQ(next(9), nullptr);
    now += milliseconds{1};
    EXPECT_EQ(next(9), idle);
}

TEST_F(Alone, nobody_gives_way_while_a_thread_is_at_their_request) {
    connected(1, Doing::ours, milliseconds{60'000});
    EXPECT_EQ(next(9), nullptr);
}

// Whoever has one already has no more than the others: its own one gives way, or none.
TEST_F(Alone, nobody_gives_way_to_the_second_of_an_address_but_its_first) {
    connected(1, Doing::idle, milliseconds{60'000});
    auto* const own = connected(2, Doing::idle, milliseconds{150});
    EXPECT_EQ(next(2), own);
    EXPECT_EQ(next(2), nullptr);
    connected(3, Doing::clients_turn, OpenSessions::slow - milliseconds{1});
    EXPECT_EQ(next(3), nullptr);
    now += milliseconds{1};
    EXPECT_NE(next(3), nullptr) << "its turn for long";
}

using SeveralOfOne = WhoIsThere;

TEST_F(SeveralOfOne, give_way_at_once_to_who_has_none_before_who_is_idle_alone) {
    connected(1, Doing::idle, milliseconds{60'000});
    connected(2, Doing::waiting, milliseconds{2});
    auto* const first = connected(2, Doing::waiting, milliseconds{3});
    EXPECT_EQ(next(9), first);
}

TEST_F(SeveralOfOne, have_a_tenth_of_a_second_before_they_give_way_to_who_has_one_fewer) {
    connected(1, Doing::ours, milliseconds{0});
    connected(2, Doing::waiting, milliseconds{99});
    connected(2, Doing::waiting, milliseconds{99});
    EXPECT_EQ(next(1), nullptr);
    now += milliseconds{1};
    EXPECT_NE(next(1), nullptr);
}

TEST_F(SeveralOfOne, of_two_addresses_with_as_many_give_way_by_who_waits_longest) {
    connected(1, Doing::waiting, milliseconds{500});
    connected(1, Doing::waiting, milliseconds{400});
    auto* const longest = connected(2, Doing::waiting, milliseconds{600});
    connected(2, Doing::waiting, milliseconds{100});
    EXPECT_EQ(next(9), longest);
}

TEST_F(SeveralOfOne, are_counted_until_they_are_gone) {
    auto* const gone = connected(2, Doing::waiting, milliseconds{600});
    connected(2, Doing::waiting, milliseconds{500});
    EXPECT_EQ(open.count_of(address(2)), 2U);
    open.remove(gone);
    open.remove(gone);
    EXPECT_EQ(open.count_of(address(2)), 1U);
    EXPECT_EQ(open.count(), 1U);
    EXPECT_EQ(open.count_of(address(9)), 0U);
}

}  // namespace
}  // namespace linlian::api
