#include "client/tally/tally_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::client {
namespace {

CountedCase counted(const std::string& file) {
    auto made = count_case(file);
    if (!made) ADD_FAILURE() << made.error().code;
    return made ? std::move(*made) : CountedCase{};
}

TEST(TallyText, tells_programs_what_is_not_known_as_null) {
    const auto json = case_json(
        counted(R"({"matter": "278.5", "totals": {"heads": 44, "area": "3520.00"}, "agree": {}})"));
    EXPECT_EQ(json.begin().key(), "verdict") << "members keep their order";
    EXPECT_EQ(json["verdict"], "cannot_decide");
    ASSERT_FALSE(json["checks"].empty());
    for (const auto& check : json["checks"]) {
        EXPECT_TRUE(check["have"].is_null()) << check;
        EXPECT_TRUE(check["holds"].is_null()) << check;
    }
    EXPECT_FALSE(json["missing"].empty());
    EXPECT_FALSE(json.contains("notes"));
}

TEST(TallyText, names_votes_that_do_not_count_and_not_all_of_many) {
    std::string ballots;
    for (int i = 0; i < 7; ++i)
        ballots += (i == 0 ? "" : ", ") + std::string{R"({"owner": ["X"], "choice": "agree"})"};
    const auto made =
        counted(R"({"matter": "278.5", "units": [)"
                R"({"id": "a", "area": "90.00", "owner": ["X"], "kind": "flat"}], "ballots": [)" +
                ballots + "]}");
    const auto notes = notes_of(made.given);
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes[0].en,
              "6 replaced by a later ballot of the same owner: ballots[0], ballots[1], ballots[2], "
              "ballots[3], ballots[4] …");
    EXPECT_EQ(case_json(made)["notes"][0], notes[0].en);
}

}  // namespace
}  // namespace linlian::client
