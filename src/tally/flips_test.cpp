#include "tally/figures_for_tests.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <vector>

namespace linlian::tally {
namespace {

void dispute(v1::Input& input, std::uint64_t heads, std::uint64_t area_centi, v1::Choice before,
             v1::Choice after) {
    auto* ballot = input.add_disputed();
    ballot->set_heads(heads);
    ballot->set_area_centi(area_centi);
    ballot->set_counted_as(before);
    ballot->set_would_become(after);
}

// R3: 17 of 24 agreed, 4 did not, 3 abstained; three ballots carry two marks.
v1::Input lift() {
    v1::Input input;
    *input.mutable_total() = figures(24, 240'000);
    *input.mutable_agree() = figures(17, 170'000);
    *input.mutable_disagree() = figures(4, 40'000);
    *input.mutable_abstain() = figures(3, 30'000);
    return input;
}

TEST(Flips, counts_the_disputed_ballots_that_would_turn_a_check) {
    auto input = lift();
    for (int i = 0; i < 3; ++i) dispute(input, 1, 10'000, v1::CHOICE_ABSTAIN, v1::CHOICE_AGREE);
    const auto verdict = decided(rule_of("278.8"), input);
    EXPECT_EQ(outcomes(verdict), "HHFF");
    EXPECT_EQ(check_named(verdict, "agreement.heads").flips_by().value(), 1U);
    EXPECT_EQ(check_named(verdict, "participation.heads").flips_by().value(), 0U);
}

TEST(Flips, takes_the_heaviest_ballots_first) {
    auto input = lift();
    *input.mutable_agree() = figures(20, 181'000);
    *input.mutable_disagree() = figures(4, 59'000);
    *input.mutable_abstain() = figures(0, 0);
    dispute(input, 1, 500, v1::CHOICE_AGREE, v1::CHOICE_DISAGREE);
    dispute(input, 1, 500, v1::CHOICE_AGREE, v1::CHOICE_DISAGREE);
    dispute(input, 1, 1001, v1::CHOICE_AGREE, v1::CHOICE_DISAGREE);
    const auto verdict = decided(rule_of("278.8"), input);
    EXPECT_EQ(outcomes(verdict), "HHHH");
    EXPECT_EQ(check_named(verdict, "agreement.area").flips_by().value(), 1U);
    EXPECT_EQ(check_named(verdict, "agreement.heads").flips_by().value(), 3U);
}

TEST(Flips, prefers_the_ballot_that_ends_a_share_of_nothing) {
    v1::Input input;
    *input.mutable_participating() = heads(0);
    dispute(input, 1, 0, v1::CHOICE_NOT_COUNTED, v1::CHOICE_INVALID);
    dispute(input, 1, 0, v1::CHOICE_NOT_COUNTED, v1::CHOICE_AGREE);
    v1::Rule rule;
    *rule.add_checks() = check_rule_of(v1::AGREEING, v1::HEADS, v1::CAST, 1, 1, false);
    const auto verdict = decided(rule, input);
    EXPECT_EQ(outcomes(verdict), "F");
    EXPECT_EQ(verdict.checks(0).flips_by().value(), 1U);
}

TEST(Flips, says_nothing_where_nothing_is_disputed_or_known) {
    auto input = lift();
    EXPECT_FALSE(decided(rule_of("278.8"), input).checks(2).has_flips_by());
    dispute(input, 1, 10'000, v1::CHOICE_ABSTAIN, v1::CHOICE_AGREE);
    input.clear_total();
    EXPECT_FALSE(decided(rule_of("278.8"), input).checks(0).has_flips_by());
    EXPECT_TRUE(decided(rule_of("278.8"), input).checks(2).has_flips_by());
}

TEST(Flips, refuses_a_dispute_without_its_sides) {
    auto input = lift();
    dispute(input, 1, 10'000, v1::CHOICE_ABSTAIN, v1::CHOICE_UNSPECIFIED);
    const auto refused = decide(rule_of("278.8"), input);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "tally.DISPUTE_MALFORMED");
    EXPECT_EQ(refused.error().figures[0].value, "1");
}

struct Pile {
    v1::Input input;
    std::vector<v1::Choice> choices;
};

// A counted vote of single heads, some of whose ballots are disputed.
Pile draw_pile() {
    const auto any = rc::gen::element(v1::CHOICE_AGREE, v1::CHOICE_DISAGREE, v1::CHOICE_ABSTAIN,
                                      v1::CHOICE_INVALID, v1::CHOICE_NOT_COUNTED);
    Pile pile;
    const auto voters = *rc::gen::inRange<std::size_t>(1, 10);
    pile.choices = *rc::gen::container<std::vector<v1::Choice>>(voters, any);
    pile.input.set_invalid_participates(*rc::gen::arbitrary<bool>());
    for (std::size_t i = 0; i < voters; ++i) {
        if (i < 6) dispute(pile.input, 1, 0, pile.choices[i], *any);
    }
    return pile;
}

// The outcome when the disputed ballots of the set are reversed, counted one by one.
std::string outcome_with(const Pile& pile, const v1::Rule& rule, unsigned reversed) {
    std::int64_t counts[6] = {};
    for (std::size_t i = 0; i < pile.choices.size(); ++i) {
        const bool is_reversed = i < 6 && (reversed >> i & 1U) != 0;
        ++counts[is_reversed ? pile.input.disputed(static_cast<int>(i)).would_become()
                             : pile.choices[i]];
    }
    v1::Input input;
    input.set_invalid_participates(pile.input.invalid_participates());
    *input.mutable_total() = heads(static_cast<std::int64_t>(pile.choices.size()));
    *input.mutable_agree() = heads(counts[v1::CHOICE_AGREE]);
    *input.mutable_disagree() = heads(counts[v1::CHOICE_DISAGREE]);
    *input.mutable_abstain() = heads(counts[v1::CHOICE_ABSTAIN]);
    *input.mutable_invalid() = heads(counts[v1::CHOICE_INVALID]);
    *input.mutable_disputed() = pile.input.disputed();
    return outcomes(decided(rule, input));
}

v1::Check first_check(const Pile& pile, const v1::Rule& rule) {
    auto input = pile.input;
    std::int64_t counts[6] = {};
    for (const auto choice : pile.choices) ++counts[choice];
    *input.mutable_total() = heads(static_cast<std::int64_t>(pile.choices.size()));
    *input.mutable_agree() = heads(counts[v1::CHOICE_AGREE]);
    *input.mutable_disagree() = heads(counts[v1::CHOICE_DISAGREE]);
    *input.mutable_abstain() = heads(counts[v1::CHOICE_ABSTAIN]);
    *input.mutable_invalid() = heads(counts[v1::CHOICE_INVALID]);
    return decided(rule, input).checks(0);
}

RC_GTEST_PROP(FlipsModel, agrees_with_reversing_every_set_of_ballots, ()) {
    const auto pile = draw_pile();
    const auto strict = *rc::gen::arbitrary<bool>();
    const auto den = *rc::gen::inRange<std::uint64_t>(strict ? 2 : 1, 5);
    const auto num = *rc::gen::inRange<std::uint64_t>(1, strict ? den : den + 1);
    v1::Rule rule;
    *rule.add_checks() =
        check_rule_of(*rc::gen::element(v1::PARTICIPATING, v1::AGREEING), v1::HEADS,
                      *rc::gen::element(v1::ALL, v1::CAST), num, den, strict);
    const auto disputed = static_cast<unsigned>(pile.input.disputed_size());
    const auto now = outcome_with(pile, rule, 0);
    std::uint64_t least = 0;
    for (unsigned set = 1; set < (1U << disputed); ++set) {
        const auto size = static_cast<std::uint64_t>(std::popcount(set));
        if ((least == 0 || size < least) && outcome_with(pile, rule, set) != now) least = size;
    }
    const auto check = first_check(pile, rule);
    RC_CLASSIFY(least > 0);
    RC_ASSERT(check.has_flips_by());
    RC_ASSERT(check.flips_by().value() == least);
}

}  // namespace
}  // namespace linlian::tally
