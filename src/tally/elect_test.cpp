#include "tally/figures_for_tests.h"

#include <gtest/gtest.h>

#include <vector>

namespace linlian::tally {
namespace {

v1::Candidate candidate(const char* id, std::int64_t heads, std::int64_t area_centi) {
    v1::Candidate made;
    made.set_candidate(id);
    *made.mutable_input()->mutable_total() = figures(100, 10'000);
    *made.mutable_input()->mutable_participating() = figures(80, 8'000);
    *made.mutable_input()->mutable_agree() = figures(heads, area_centi);
    return made;
}

// "ana:SEATED bo:TIED" in the order of the result.
std::string seats(const v1::Election& election) {
    std::string text;
    for (const auto& seat : election.results())
        text += (text.empty() ? "" : " ") + seat.candidate() + ":" +
                v1::SeatStanding_Name(seat.standing());
    return text;
}

v1::Election elected(std::uint32_t count, const std::vector<v1::Candidate>& candidates) {
    auto election = elect(count, candidates, rule_of("278.3"));
    CHECK(election.has_value());
    return std::move(*election);
}

TEST(Elect, seats_those_with_most_heads_then_most_area) {
    const auto election = elected(2, {candidate("ana", 50, 5000), candidate("bo", 60, 4100),
                                      candidate("cai", 50, 5001), candidate("du", 40, 8000)});
    EXPECT_EQ(seats(election), "bo:SEATED cai:SEATED ana:OUTRUN du:RULE_NOT_MET");
    EXPECT_EQ(election.seated(), 2U);
    EXPECT_EQ(election.vacancies(), 0U);
}

TEST(Elect, leaves_seats_vacant_that_nobody_may_take) {
    const auto election = elected(3, {candidate("ana", 41, 4001), candidate("bo", 79, 4000)});
    EXPECT_EQ(seats(election), "bo:RULE_NOT_MET ana:SEATED");
    EXPECT_EQ(election.vacancies(), 2U);
}

TEST(Elect, breaks_no_tie_at_the_last_seat) {
    const auto election = elected(
        2, {candidate("ana", 50, 5000), candidate("bo", 60, 6000), candidate("cai", 50, 5000)});
    EXPECT_EQ(seats(election), "bo:SEATED ana:TIED cai:TIED");
    EXPECT_EQ(election.tied_seats(), 1U);
    EXPECT_EQ(election.vacancies(), 0U);
}

TEST(Elect, seats_all_who_are_tied_when_there_is_room) {
    const auto election = elected(2, {candidate("ana", 50, 5000), candidate("cai", 50, 5000)});
    EXPECT_EQ(seats(election), "ana:SEATED cai:SEATED");
}

TEST(Elect, leaves_open_what_unknown_figures_could_change) {
    const auto election = elected(
        1, {candidate("ana", 50, 5000), candidate("bo", -1, -1), candidate("cai", 30, 3000)});
    EXPECT_EQ(seats(election), "ana:OPEN cai:RULE_NOT_MET bo:OPEN");
    EXPECT_EQ(election.open_seats(), 1U);
    const auto behind = elected(1, {candidate("ana", 50, 5000), candidate("bo", 45, -1)});
    EXPECT_EQ(seats(behind), "ana:SEATED bo:OUTRUN");
    const auto both = elected(3, {candidate("ana", 50, 5000), candidate("bo", -1, -1)});
    EXPECT_EQ(seats(both), "ana:SEATED bo:OPEN");
    EXPECT_EQ(both.open_seats(), 1U);
    EXPECT_EQ(both.vacancies(), 1U);
}

TEST(Elect, ties_by_heads_where_area_is_not_counted) {
    const auto election = elect(1, std::vector{candidate("ana", 50, -1), candidate("bo", 50, -1)},
                                rule_of("assembly"));
    ASSERT_TRUE(election.has_value());
    EXPECT_EQ(seats(*election), "ana:TIED bo:TIED");
}

TEST(Elect, refuses_no_seats_and_rules_that_mean_nothing) {
    EXPECT_EQ(elect(0, {}, rule_of("278.3")).error().code, "tally.SEATS_WRONG");
    EXPECT_EQ(elect(1, std::vector{candidate("ana", 1, 1)}, {}).error().code, "tally.RULE_EMPTY");
    EXPECT_EQ(elected(2, {}).vacancies(), 2U);
}

}  // namespace
}  // namespace linlian::tally
