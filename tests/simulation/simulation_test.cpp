#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace linlian::simulation {
namespace {

// Short runs of some seeds; the program `simulation` makes long ones. A seed that once failed is
// added here and stays.
class Seeds : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Seeds, all_machines_and_the_model_agree_after_every_block) {
    std::cout << "SEED " << GetParam() << std::endl;
    const auto report = simulate(GetParam(), 120);
    std::cout << report.fault_rates << "\nSEED " << GetParam() << std::endl;
    EXPECT_EQ(report.faults, std::vector<std::string>{});
    EXPECT_EQ(report.blocks, 120U);
}

INSTANTIATE_TEST_SUITE_P(Simulation, Seeds, testing::Range<std::uint64_t>(1, 6));

TEST(Simulation, is_the_same_for_the_same_seed) {
    const auto first = simulate(11, 25);
    const auto again = simulate(11, 25);
    EXPECT_EQ(first.state_root, again.state_root);
    EXPECT_EQ(first.app_hash, again.app_hash);
    EXPECT_NE(first.app_hash, simulate(12, 25).app_hash);
}

// A simulation in which nothing happens would agree with everything.
TEST(Simulation, carries_out_most_acts_of_the_registry) {
    Report report;
    for (const std::uint64_t seed : {21U, 22U}) {
        const auto one = simulate(seed, 220);
        for (const auto& [outcome, times] : one.outcomes) report.outcomes[outcome] += times;
        report.passed_over += one.passed_over;
        report.unopened += one.unopened;
    }
    std::uint64_t kinds = 0;
    for (const auto& [outcome, times] : report.outcomes) {
        if (outcome.starts_with("linlian.registry.")) ++kinds;
    }
    EXPECT_GE(kinds, 25U);  // of 32
    for (const auto* act :
         {"CallBallot", "Cast", "Object ROLL", "Object BALLOT", "Object RESULT", "RuleOnObjection"})
        EXPECT_TRUE(report.outcomes.contains(std::string{"linlian.ballot.v1."} + act)) << act;
    EXPECT_TRUE(report.outcomes.contains("linlian.motion.v1.Support"));
    EXPECT_GT(report.passed_over, 0U);
    EXPECT_GT(report.unopened, 0U);
}

TEST(Simulation, carries_out_acts_of_every_channel_and_decides_matters_of_the_law) {
    std::map<std::string, std::uint64_t> outcomes;
    std::map<std::string, std::uint64_t> verdicts;
    for (const std::uint64_t seed : {4U, 10U, 11U}) {
        const auto report = simulate(seed, 300);
        EXPECT_EQ(report.faults, std::vector<std::string>{});
        for (const auto& [outcome, times] : report.outcomes) outcomes[outcome] += times;
        for (const auto& [verdict, times] : report.verdicts) verdicts[verdict] += times;
    }
    for (const auto* act : {"IssuePapers", "EnterPapers", "ShowPapers", "RecordDeliveries",
                            "Object DELIVERY", "EnterCityList"})
        EXPECT_TRUE(outcomes.contains(std::string{"linlian.ballot.v1."} + act)) << act;
    EXPECT_GE(verdicts.size(), 6U);
    const auto passed = std::ranges::count_if(
        verdicts, [](const auto& verdict) { return verdict.first.ends_with(" PASSED"); });
    EXPECT_GE(passed, 2) << "matters that passed";
}

}  // namespace
}  // namespace linlian::simulation
