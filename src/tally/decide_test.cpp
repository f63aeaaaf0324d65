#include "tally/figures_for_tests.h"
#include "tally/refusals.pb.h"

#include <gtest/gtest.h>

namespace linlian::tally {
namespace {

constexpr std::int64_t estate_heads = 1880;
constexpr std::int64_t estate_centi = 15'894'987;

v1::Input input_of(v1::Figures total, v1::Figures participating, v1::Figures agree) {
    v1::Input input;
    *input.mutable_total() = std::move(total);
    *input.mutable_participating() = std::move(participating);
    *input.mutable_agree() = std::move(agree);
    return input;
}

v1::Verdict participation(std::int64_t heads, std::int64_t area_centi) {
    return decided(rule_of("278.5"), input_of(figures(estate_heads, estate_centi),
                                              figures(heads, area_centi), figures(-1, -1)));
}

TEST(Decide, takes_exactly_two_thirds_as_enough) {
    const auto verdict = participation(1254, 10'596'658);
    EXPECT_EQ(outcomes(verdict), "HH??");
    EXPECT_EQ(verdict.checks(0).needed().value(), 1254U);
    EXPECT_EQ(verdict.checks(1).needed().value(), 10'596'658U);
}

TEST(Decide, fails_one_head_below_two_thirds) {
    const auto verdict = participation(1253, 10'596'658);
    EXPECT_EQ(outcomes(verdict).substr(0, 2), "FH");
    EXPECT_EQ(verdict.outcome(), v1::FAILED);
}

TEST(Decide, fails_a_hundredth_of_a_square_metre_below_two_thirds) {
    const auto verdict = participation(1254, 10'596'657);
    EXPECT_EQ(outcomes(verdict).substr(0, 2), "HF");
    EXPECT_EQ(verdict.outcome(), v1::FAILED);
}

TEST(Decide, takes_three_quarters_and_not_a_half_as_enough) {
    const auto lift = [](std::int64_t yes) {
        return decided(rule_of("278.8"), input_of(figures(24, 240'000), figures(24, 240'000),
                                                  figures(yes, yes * 10'000)));
    };
    EXPECT_EQ(lift(18).outcome(), v1::PASSED);
    EXPECT_EQ(lift(17).outcome(), v1::FAILED);
    const auto half = decided(rule_of("278.5"),
                              input_of(figures(58, 5800), figures(58, 5800), figures(29, 2901)));
    EXPECT_EQ(outcomes(half), "HHFH");
    EXPECT_EQ(half.checks(2).needed().value(), 30U);
}

// R2: 36 of 44 voted, 35 for it, one abstained; no area was printed.
TEST(Decide, cannot_decide_while_a_measure_is_not_known) {
    auto input = input_of(heads(44), heads(36), heads(35));
    *input.mutable_abstain() = heads(1);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(outcomes(verdict), "H?H?");
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
    ASSERT_EQ(verdict.missing_size(), 3);
    EXPECT_EQ(verdict.missing(0).part(), v1::PART_TOTAL);
    EXPECT_EQ(verdict.missing(0).measure(), v1::AREA);
    EXPECT_EQ(verdict.missing(1).part(), v1::PART_PARTICIPATING);
    EXPECT_EQ(verdict.missing(2).part(), v1::PART_AGREE);
}

// R6: 1,151 of 2,237 for it, and nobody says how many took part.
TEST(Decide, uses_that_who_agreed_took_part) {
    v1::Input input;
    *input.mutable_total() = heads(2237);
    *input.mutable_agree() = heads(1151);
    const auto verdict = decided(rule_of("278.9"), input);
    EXPECT_EQ(outcomes(verdict), "??H?");
    const auto& check = verdict.checks(2);
    EXPECT_FALSE(check.has_base());
    EXPECT_FALSE(check.has_needed());
    EXPECT_EQ(check.have().value(), 1151U);
    EXPECT_EQ(check.base_range().least(), 1151U);
    EXPECT_EQ(check.base_range().most().value(), 2237U);
}

TEST(Decide, fails_as_soon_as_no_completion_passes) {
    v1::Input input;
    *input.mutable_agree() = heads(20);
    *input.mutable_disagree() = heads(20);
    const auto verdict = decided(rule_of("278.1"), input);
    EXPECT_EQ(outcomes(verdict), "??F?");
    EXPECT_EQ(verdict.outcome(), v1::FAILED);
    EXPECT_EQ(verdict.missing_size(), 0);
}

TEST(Decide, adds_up_who_took_part_when_all_parts_are_known) {
    v1::Input input;
    *input.mutable_total() = figures(6, 600);
    *input.mutable_agree() = figures(3, 300);
    *input.mutable_disagree() = figures(1, 100);
    *input.mutable_abstain() = figures(0, 0);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(verdict.outcome(), v1::PASSED);
    EXPECT_EQ(verdict.checks(0).have().value(), 4U);
    EXPECT_EQ(verdict.checks(2).base().value(), 4U);
}

TEST(Decide, finds_that_nothing_is_not_a_share_of_nothing) {
    const auto nobody = input_of(figures(10, 1000), figures(0, 0), figures(0, 0));
    EXPECT_EQ(outcomes(decided(rule_of("278.6"), nobody)), "FFFF");
    const auto empty = input_of(figures(0, 0), figures(0, 0), figures(0, 0));
    const auto verdict = decided(rule_of("278.6"), empty);
    EXPECT_EQ(outcomes(verdict), "FFFF");
    EXPECT_EQ(verdict.checks(0).needed().value(), 1U);
}

TEST(Decide, lists_figures_that_exceed_their_whole) {
    auto input = input_of(figures(10, 1000), figures(12, 900), figures(8, 950));
    *input.mutable_disagree() = figures(5, 100);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
    ASSERT_EQ(verdict.contradictions_size(), 3);
    const auto& parts = verdict.contradictions(0);
    EXPECT_EQ(parts.code(), v1::PARTS_EXCEED_WHOLE);
    EXPECT_EQ(parts.measure(), v1::HEADS);
    EXPECT_EQ(parts.sum(), 13U);
    EXPECT_EQ(parts.whole(), v1::PART_PARTICIPATING);
    EXPECT_EQ(parts.whole_value(), 12U);
    EXPECT_EQ(verdict.contradictions(1).whole(), v1::PART_TOTAL);
    EXPECT_EQ(verdict.contradictions(2).measure(), v1::AREA);
    EXPECT_EQ(outcomes(verdict), "????");
}

TEST(Decide, lists_parts_that_fall_short_of_their_sum) {
    auto input = input_of(heads(50), heads(40), heads(30));
    *input.mutable_disagree() = heads(5);
    EXPECT_EQ(decided(rule_of("assembly"), input).outcome(), v1::PASSED);
    *input.mutable_abstain() = heads(3);
    const auto verdict = decided(rule_of("assembly"), input);
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
    ASSERT_EQ(verdict.contradictions_size(), 1);
    EXPECT_EQ(verdict.contradictions(0).code(), v1::PARTS_FALL_SHORT);
    EXPECT_EQ(verdict.contradictions(0).sum(), 38U);
}

TEST(Decide, lists_area_that_nobody_holds) {
    auto input = input_of(figures(10, 1000), figures(8, 800), figures(8, 700));
    *input.mutable_disagree() = figures(0, 100);
    const auto verdict = decided(rule_of("278.5"), input);
    ASSERT_EQ(verdict.contradictions_size(), 1);
    EXPECT_EQ(verdict.contradictions(0).code(), v1::AREA_WITHOUT_HEADS);
    EXPECT_EQ(verdict.contradictions(0).parts(0), v1::PART_DISAGREE);
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
}

TEST(Decide, lets_invalid_ballots_take_part_only_where_the_rule_says_so) {
    v1::Input input;
    *input.mutable_total() = heads(30);
    *input.mutable_agree() = heads(11);
    *input.mutable_disagree() = heads(4);
    *input.mutable_abstain() = heads(0);
    *input.mutable_invalid() = heads(8);
    EXPECT_EQ(outcomes(decided(rule_of("assembly"), input)), "FH");
    input.set_invalid_participates(true);
    EXPECT_EQ(outcomes(decided(rule_of("assembly"), input)), "HF");
}

// E7: 40 heads voted, 30 for it, 47 were delivered to and warned, and were silent.
v1::Input with_silence(std::int64_t yes_centi) {
    auto input = input_of(figures(92, 9200), figures(40, 4000), figures(30, yes_centi));
    *input.mutable_disagree() = figures(10, 4000 - yes_centi);
    *input.mutable_abstain() = figures(0, 0);
    *input.mutable_silence()->mutable_silent() = figures(47, 4700);
    return input;
}

TEST(Silence, joins_the_majority_where_agreed_and_warned) {
    auto input = with_silence(3000);
    EXPECT_EQ(outcomes(decided(rule_of("278.5"), input)), "FFHH");
    input.mutable_silence()->set_agreed(true);
    EXPECT_EQ(outcomes(decided(rule_of("278.5"), input)), "FFHH");
    input.mutable_silence()->set_warned(true);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(verdict.outcome(), v1::PASSED);
    EXPECT_EQ(verdict.checks(0).have().value(), 87U);
    EXPECT_EQ(verdict.checks(2).have().value(), 77U);
    EXPECT_EQ(verdict.checks(2).base().value(), 87U);
}

TEST(Silence, cannot_join_where_heads_and_area_lead_to_different_sides) {
    auto input = with_silence(1000);
    input.mutable_silence()->set_agreed(true);
    input.mutable_silence()->set_warned(true);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(outcomes(verdict), "HH??");
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
    ASSERT_GE(verdict.missing_size(), 1);
    EXPECT_EQ(verdict.missing(verdict.missing_size() - 1).code(), v1::SILENCE_LEADERS_DIFFER);
}

TEST(Silence, joins_nobody_where_nobody_leads) {
    auto input = with_silence(3000);
    input.mutable_silence()->set_agreed(true);
    input.mutable_silence()->set_warned(true);
    *input.mutable_agree() = figures(20, 2000);
    *input.mutable_disagree() = figures(20, 2000);
    EXPECT_EQ(outcomes(decided(rule_of("278.5"), input)), "HHFF");
    *input.mutable_participating() = *input.mutable_agree() = *input.mutable_disagree() =
        figures(0, 0);
    EXPECT_EQ(outcomes(decided(rule_of("278.5"), input)), "FFFF");
}

// E7 with ten of them of whom nobody can say whether they were silent.
TEST(Silence, decides_what_holds_whoever_of_the_doubtful_was_silent) {
    auto input = with_silence(3000);
    input.mutable_silence()->set_agreed(true);
    input.mutable_silence()->set_warned(true);
    *input.mutable_silence()->mutable_silent() = figures(37, 3700);
    *input.mutable_silence()->mutable_perhaps() = figures(10, 1000);
    EXPECT_EQ(decided(rule_of("278.5"), input).outcome(), v1::PASSED) << "77 of 92, or 87";
    *input.mutable_silence()->mutable_silent() = figures(17, 1700);
    *input.mutable_silence()->mutable_perhaps() = figures(30, 3000);
    const auto verdict = decided(rule_of("278.5"), input);
    EXPECT_EQ(outcomes(verdict), "??HH") << "57 of 92, or 87";
    EXPECT_EQ(verdict.outcome(), v1::CANNOT_DECIDE);
    ASSERT_EQ(verdict.missing_size(), 2);
    EXPECT_EQ(verdict.missing(0).part(), v1::PART_SILENT);
}

TEST(Silence, must_be_known_where_it_counts) {
    v1::Input input;
    input.mutable_silence()->set_agreed(true);
    input.mutable_silence()->set_warned(true);
    *input.mutable_silence()->mutable_silent() = heads(3);
    EXPECT_TRUE(decide(rule_of("assembly"), input).has_value());
    EXPECT_EQ(decide(rule_of("278.1"), input).error().code, "tally.SILENT_UNKNOWN");
}

TEST(Decide, refuses_figures_that_no_estate_has) {
    v1::Input input;
    *input.mutable_total() = heads(static_cast<std::int64_t>(figure_max));
    EXPECT_TRUE(decide(rule_of("278.1"), input).has_value());
    *input.mutable_total() = heads(static_cast<std::int64_t>(figure_max) + 1);
    EXPECT_EQ(decide(rule_of("278.1"), input).error().code, "tally.FIGURE_TOO_LARGE");
}

TEST(Decide, is_exact_for_the_largest_figures_and_the_finest_threshold) {
    const auto most = static_cast<std::int64_t>(figure_max);
    v1::Rule rule;
    *rule.add_checks() = check_rule_of(v1::PARTICIPATING, v1::HEADS, v1::ALL, threshold_den_max - 1,
                                       threshold_den_max, false);
    const std::int64_t needed = most - most / static_cast<std::int64_t>(threshold_den_max);
    EXPECT_EQ(outcomes(decided(rule, input_of(heads(most), heads(needed), heads(-1)))), "H");
    EXPECT_EQ(outcomes(decided(rule, input_of(heads(most), heads(needed - 1), heads(-1)))), "F");
}

TEST(Rules, know_the_nine_matters_and_the_assembly) {
    for (const char* matter : {"278.1", "278.2", "278.3", "278.4", "278.5", "278.9"})
        EXPECT_EQ(rule_of(matter).checks(3).threshold().num(), 1U) << matter;
    for (const char* matter : {"278.6", "278.7", "278.8"})
        EXPECT_EQ(rule_of(matter).checks(3).threshold().num(), 3U) << matter;
    EXPECT_EQ(rule_of("assembly").checks_size(), 2);
    for (const char* matter : {"", "278", "278.0", "278.10", "278.a", "Assembly", " 278.1"})
        EXPECT_EQ(rule_of_matter(matter).error().code, "tally.MATTER_UNKNOWN") << matter;
}

std::string refused(const v1::Rule& rule) {
    const auto checked = check_rule(rule);
    return checked ? "taken" : checked.error().code;
}

v1::Rule rule_with(std::uint64_t num, std::uint64_t den, bool strict) {
    v1::Rule rule;
    *rule.add_checks() = check_rule_of(v1::AGREEING, v1::HEADS, v1::CAST, num, den, strict);
    return rule;
}

TEST(Rules, refuse_thresholds_that_mean_nothing) {
    EXPECT_EQ(refused(rule_with(1, 1, false)), "taken");
    EXPECT_EQ(refused(rule_with(1, 1, true)), "tally.THRESHOLD_WRONG");
    EXPECT_EQ(refused(rule_with(0, 1, true)), "tally.THRESHOLD_WRONG");
    EXPECT_EQ(refused(rule_with(2, 0, false)), "tally.THRESHOLD_WRONG");
    EXPECT_EQ(refused(rule_with(3, 2, false)), "tally.THRESHOLD_WRONG");
    EXPECT_EQ(refused(rule_with(1, threshold_den_max + 1, false)), "tally.THRESHOLD_WRONG");
}

TEST(Rules, refuse_what_is_empty_incomplete_or_doubled) {
    EXPECT_EQ(refused({}), "tally.RULE_EMPTY");
    auto rule = rule_with(1, 2, true);
    *rule.add_checks() = rule.checks(0);
    EXPECT_EQ(refused(rule), "tally.CHECK_TWICE");
    rule.mutable_checks(1)->set_of(v1::ALL);
    EXPECT_EQ(refused(rule), "taken");
    rule.mutable_checks(1)->clear_measure();
    EXPECT_EQ(refused(rule), "tally.CHECK_MALFORMED");
    v1::Rule many;
    for (std::size_t i = 0; i <= checks_max; ++i) *many.add_checks() = rule.checks(0);
    EXPECT_EQ(refused(many), "tally.FIGURE_TOO_LARGE");
}

}  // namespace
}  // namespace linlian::tally
