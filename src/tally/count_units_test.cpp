#include "tally/count_units.h"

#include "tally/figures_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::tally {
namespace {

constexpr std::uint64_t flat_centi = 9000;

Unit unit(std::string id, Owner owner, UnitKind kind = UnitKind::flat) {
    return {std::move(id), flat_centi, std::move(owner), kind};
}

std::string single(int number) { return "S" + std::to_string(number); }

// The estate of the worked examples: 100 flats of 90 m², X has three, a developer ten unsold and
// two undelivered, everybody else one: 87 heads, 9,000 m².
std::vector<Unit> estate() {
    std::vector<Unit> units;
    for (int i = 0; i < 3; ++i) units.push_back(unit("x" + std::to_string(i), {"X"}));
    for (int i = 0; i < 12; ++i)
        units.push_back(unit("d" + std::to_string(i), {"D"},
                             i < 10 ? UnitKind::unsold : UnitKind::undelivered));
    for (int i = 0; i < 85; ++i) units.push_back(unit("s" + std::to_string(i), {single(i)}));
    return units;
}

// The first `yes` singles agree, the next `no` do not.
std::vector<CastBallot> singles(int yes, int no) {
    std::vector<CastBallot> ballots;
    for (int i = 0; i < yes + no; ++i)
        ballots.push_back({{single(i)}, i < yes ? v1::CHOICE_AGREE : v1::CHOICE_DISAGREE});
    return ballots;
}

Count counted(const std::vector<Unit>& units, const std::vector<CastBallot>& ballots,
              const Counting& how = {}) {
    auto count = count_units(units, ballots, how);
    CHECK(count.has_value());
    return std::move(*count);
}

v1::Verdict verdict_of(std::string_view matter, const std::vector<CastBallot>& ballots,
                       const Counting& how = {}) {
    return decided(rule_of(matter), counted(estate(), ballots, how).input);
}

TEST(CountUnits, takes_many_units_of_an_owner_for_one_head) {
    const auto total = counted(estate(), {}).input.total();
    EXPECT_EQ(total.heads().value(), 87U);
    EXPECT_EQ(total.area_centi().value(), 900'000U);
}

TEST(CountUnits, e1_passes_by_heads_and_fails_by_area) {
    auto ballots = singles(57, 0);
    ballots.push_back({{"X"}, v1::CHOICE_AGREE});
    const auto verdict = verdict_of("278.5", ballots);
    EXPECT_EQ(outcomes(verdict).substr(0, 2), "HF");
    EXPECT_EQ(verdict.checks(0).needed().value(), 58U);
    EXPECT_EQ(verdict.checks(1).have().value(), 540'000U);
    EXPECT_EQ(verdict.checks(1).needed().value(), 600'000U);
}

TEST(CountUnits, e2_and_e3_pass_with_the_developer_as_one_head) {
    auto ballots = singles(43, 14);
    ballots.push_back({{"D"}, v1::CHOICE_AGREE});
    const auto verdict = verdict_of("278.8", ballots);
    EXPECT_EQ(verdict.outcome(), v1::PASSED);
    EXPECT_EQ(verdict.checks(0).have().value(), 58U);
    EXPECT_EQ(verdict.checks(1).have().value(), 621'000U);
    EXPECT_EQ(verdict.checks(2).have().value(), 44U);
    EXPECT_EQ(verdict.checks(3).have().value(), 495'000U);
}

TEST(CountUnits, e3_fails_with_one_head_less) {
    auto ballots = singles(42, 15);
    ballots.push_back({{"D"}, v1::CHOICE_AGREE});
    const auto verdict = verdict_of("278.8", ballots);
    EXPECT_EQ(outcomes(verdict), "HHFH");
    EXPECT_EQ(verdict.outcome(), v1::FAILED);
}

TEST(CountUnits, e4_fails_at_exactly_half) {
    auto ballots = singles(28, 29);
    ballots.push_back({{"D"}, v1::CHOICE_AGREE});
    EXPECT_EQ(outcomes(verdict_of("278.5", ballots)), "HHFH");
}

TEST(CountUnits, e5_gives_an_owner_one_ballot_for_all_his_units) {
    const auto input = counted(estate(), {{{"X"}, v1::CHOICE_AGREE}}).input;
    EXPECT_EQ(input.agree().heads().value(), 1U);
    EXPECT_EQ(input.agree().area_centi().value(), 27'000U);
}

TEST(CountUnits, e6_takes_co_owners_as_one_and_their_last_ballot) {
    const std::vector<Unit> units{unit("a", {"he", "she"}), unit("b", {"she"}),
                                  unit("c", {"she", "he"})};
    const auto count = counted(units, {{{"he", "she"}, v1::CHOICE_AGREE},
                                       {{"she"}, v1::CHOICE_ABSTAIN},
                                       {{"she", "he"}, v1::CHOICE_DISAGREE}});
    EXPECT_EQ(count.input.total().heads().value(), 2U);
    EXPECT_EQ(count.input.agree().heads().value(), 0U);
    EXPECT_EQ(count.input.disagree().heads().value(), 1U);
    EXPECT_EQ(count.input.disagree().area_centi().value(), 2 * flat_centi);
    EXPECT_EQ(count.replaced, std::vector<std::size_t>{0});
    EXPECT_EQ(
        count_units(units, std::vector{CastBallot{{"he"}, v1::CHOICE_AGREE}}, {}).error().code,
        "tally.OWNER_UNKNOWN");
}

// 87 heads: 40 vote, 42 more were reached, 5 were not.
Counting silence(bool agreed) {
    Counting how;
    how.silence_agreed = agreed;
    how.silence_warned = true;
    for (int i = 0; i < 80; ++i) how.delivered.push_back({single(i)});
    how.delivered.push_back({"X"});
    how.delivered.push_back({"D"});
    return how;
}

TEST(CountUnits, e7_keeps_whom_no_ballot_reached_in_the_denominator) {
    const auto count = counted(estate(), singles(30, 10), silence(true));
    EXPECT_EQ(count.input.silence().silent().heads().value(), 42U);
    EXPECT_EQ(count.undelivered, 5U);
    const auto verdict = decided(rule_of("278.5"), count.input);
    EXPECT_EQ(verdict.outcome(), v1::PASSED);
    EXPECT_EQ(verdict.checks(0).have().value(), 82U);
    EXPECT_EQ(verdict.checks(0).base().value(), 87U);
    EXPECT_EQ(verdict.checks(2).have().value(), 72U);
}

TEST(CountUnits, e8_counts_nobody_silent_by_default) {
    const auto verdict = verdict_of("278.5", singles(30, 10), silence(false));
    EXPECT_EQ(verdict.outcome(), v1::FAILED);
    EXPECT_EQ(verdict.checks(0).have().value(), 40U);
}

TEST(CountUnits, e10_fails_agreement_when_all_abstain) {
    std::vector<CastBallot> ballots;
    for (int i = 0; i < 80; ++i) ballots.push_back({{single(i)}, v1::CHOICE_ABSTAIN});
    EXPECT_EQ(outcomes(verdict_of("278.5", ballots)), "HHFF");
    EXPECT_EQ(outcomes(verdict_of("278.8", ballots)), "HHFF");
}

TEST(CountUnits, counts_parking_and_storage_only_when_asked) {
    const std::vector<Unit> units{unit("a", {"X"}), unit("p", {"X"}, UnitKind::parking),
                                  unit("q", {"P"}, UnitKind::parking)};
    const std::vector<CastBallot> ballots{{{"P"}, v1::CHOICE_AGREE}, {{"X"}, v1::CHOICE_AGREE}};
    const auto usual = counted(units, ballots);
    EXPECT_EQ(usual.input.total().heads().value(), 1U);
    EXPECT_EQ(usual.input.total().area_centi().value(), flat_centi);
    EXPECT_EQ(usual.input.agree().heads().value(), 1U);
    EXPECT_EQ(usual.outside, std::vector<std::size_t>{0});
    Counting how;
    how.kinds.insert(UnitKind::parking);
    const auto all = counted(units, ballots, how);
    EXPECT_EQ(all.input.agree().heads().value(), 2U);
    EXPECT_EQ(all.input.agree().area_centi().value(), 3 * flat_centi);
    EXPECT_TRUE(all.outside.empty());
}

TEST(CountUnits, lets_a_later_invalid_ballot_void_a_valid_one) {
    const std::vector<CastBallot> ballots{{{"X"}, v1::CHOICE_AGREE}, {{"X"}, v1::CHOICE_INVALID}};
    const auto input = counted(estate(), ballots).input;
    EXPECT_EQ(input.agree().heads().value(), 0U);
    EXPECT_EQ(input.invalid().heads().value(), 1U);
    EXPECT_EQ(input.participating().heads().value(), 0U);
    Counting how;
    how.invalid_participates = true;
    EXPECT_EQ(counted(estate(), ballots, how).input.participating().heads().value(), 1U);
}

std::string fault_of(const std::vector<Unit>& units, const std::vector<CastBallot>& ballots,
                     const Counting& how = {}) {
    const auto count = count_units(units, ballots, how);
    if (count) return "taken";
    return count.error().code + " " + count.error().figures[0].value;
}

TEST(CountUnits, names_the_path_of_a_fault) {
    const std::vector<Unit> good{unit("a", {"X"})};
    EXPECT_EQ(fault_of({unit("a", {"X"}), unit("a", {"Y"})}, {}), "tally.UNIT_TWICE units[1].id");
    EXPECT_EQ(fault_of({unit("a", {})}, {}), "tally.UNIT_WITHOUT_OWNER units[0].owner");
    EXPECT_EQ(fault_of({{"a", 0, {"X"}, UnitKind::shop}}, {}),
              "tally.UNIT_WITHOUT_AREA units[0].area");
    EXPECT_EQ(fault_of({{"a", figure_max, {"X"}, UnitKind::shop}, unit("b", {"X"})}, {}),
              "tally.FIGURE_TOO_LARGE units[1].area");
    EXPECT_EQ(fault_of(good, {{{"X"}, v1::CHOICE_AGREE}, {{"Y"}, v1::CHOICE_AGREE}}),
              "tally.OWNER_UNKNOWN ballots[1].owner");
    EXPECT_EQ(fault_of(good, {{{"X"}, v1::CHOICE_UNSPECIFIED}}),
              "tally.CHOICE_WRONG ballots[0].choice");
    Counting how;
    how.delivered = {{"X"}, {"Z"}};
    EXPECT_EQ(fault_of(good, {}, how), "tally.OWNER_UNKNOWN silence.delivered[1]");
}

}  // namespace
}  // namespace linlian::tally
