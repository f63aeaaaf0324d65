// What a rule asks, against the least that it must.
#include "tally/figures_for_tests.h"
#include "tally/tally.h"

#include <gtest/gtest.h>

namespace linlian::tally {
namespace {

v1::Threshold share(std::uint64_t num, std::uint64_t den, bool strict = false) {
    v1::Threshold made;
    made.set_num(num);
    made.set_den(den);
    made.set_strict(strict);
    return made;
}

TEST(AsksAsMuch, compares_shares_and_then_strictness) {
    EXPECT_TRUE(asks_as_much(share(2, 3), share(2, 3)));
    EXPECT_TRUE(asks_as_much(share(4, 6), share(2, 3)));
    EXPECT_FALSE(asks_as_much(share(666'666'666, 1'000'000'000), share(2, 3)));
    EXPECT_TRUE(asks_as_much(share(666'666'667, 1'000'000'000), share(2, 3)));
    EXPECT_FALSE(asks_as_much(share(1, 2), share(1, 2, true)));
    EXPECT_TRUE(asks_as_much(share(1, 2, true), share(1, 2)));
}

void add(v1::Rule& rule, v1::Counted counted, v1::Measure measure, v1::Base of,
         const v1::Threshold& asked) {
    auto* check = rule.add_checks();
    check->set_name("check " + std::to_string(rule.checks_size()));
    check->set_counted(counted);
    check->set_measure(measure);
    check->set_of(of);
    *check->mutable_threshold() = asked;
}

TEST(LacksOf, names_the_first_check_that_is_not_met) {
    const auto law = rule_of("278.9");
    EXPECT_EQ(lacks_of(law, law), "");
    EXPECT_EQ(lacks_of(rule_of("278.6"), law), "") << "three quarters are more than half";
    EXPECT_EQ(lacks_of(law, rule_of("278.6")), "agreement.heads");
    EXPECT_EQ(lacks_of(rule_of("assembly"), law), "participation.heads");
    v1::Rule by_heads;
    add(by_heads, v1::AGREEING, v1::HEADS, v1::ALL, share(3, 4));
    EXPECT_EQ(lacks_of(by_heads, law), "participation.area");
    add(by_heads, v1::AGREEING, v1::AREA, v1::ALL, share(3, 4));
    EXPECT_EQ(lacks_of(by_heads, law), "") << "who agree of all take part";
    v1::Rule all;
    add(all, v1::AGREEING, v1::HEADS, v1::ALL, share(1, 1));
    EXPECT_EQ(lacks_of(all, law), "");
    v1::Rule few;
    add(few, v1::AGREEING, v1::HEADS, v1::CAST, share(1, 1));
    EXPECT_EQ(lacks_of(few, law), "participation.heads");
}

}  // namespace
}  // namespace linlian::tally
