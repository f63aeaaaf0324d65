#include "client/act/opened_names.h"

#include "client/effects/effects_for_tests.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "modules/registry/state.h"
#include "roster/plan/names_file.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// One estate, whose roster in force names this sealed file.
class OpenedNames : public ::testing::Test {
  protected:
    OpenedNames() {
        sealed_.data.fill(7);
        registry::v1::Estate estate;
        estate.set_roster_version(2);
        estate.set_name("梅园");
        ledger_.proven[registry::estates.key(test_id("estate"))] = codec::encode(estate);
        registry::v1::EstatesReply listed;
        auto& entry = *listed.add_estates();
        entry.set_estate(test_id("estate").bytes());
        *entry.mutable_row() = estate;
        ledger_.say(listed);
        put_in_force(sealed_);
    }
    void put_in_force(const Hash32& sealed) {
        registry::v1::Roster roster;
        roster.set_names_hash(sealed.bytes());
        ledger_.proven[registry::rosters.key(test_id("estate"), std::uint64_t{2})] =
            codec::encode(roster);
    }
    // What is said before somebody signs by the file.
    std::string told() {
        const ScreenForTests screen;
        const auto warned = warn_of_names(screen, ledger_, names_);
        EXPECT_TRUE(warned) << (warned ? "" : warned.error().code);
        return screen.taken();
    }
    void expect_in_force() {
        const auto text = told();
        EXPECT_TRUE(holds(text, "「梅园」 的现行名册")) << text;
        EXPECT_FALSE(holds(text, "THIS ")) << text;
    }

    HostileLedger ledger_;
    Hash32 sealed_;
    NamesAtHand names_{"names as they were opened", {}};
};

TEST_F(OpenedNames, that_another_computer_opened_are_the_word_of_whoever_gave_them) {
    EXPECT_TRUE(holds(told(), "THIS COMPUTER DID NOT OPEN"));
    names_.opened_of.insert(sealed_.bytes());
    expect_in_force();
    names_ = {};
    EXPECT_EQ(told(), "") << "there is none";
}

TEST_F(OpenedNames, of_a_draft_or_an_older_roster_are_said_to_be_that) {
    names_.opened_of.insert(sealed_.bytes());
    Hash32 newer;
    newer.data.fill(8);
    put_in_force(newer);
    EXPECT_TRUE(holds(told(), "OF NO ROSTER IN FORCE"));
    put_in_force(sealed_);
    expect_in_force();
    // The same names were opened of the newer draft, too.
    names_.opened_of.insert(newer.bytes());
    expect_in_force();
}

// What the clerks of one estate write of an owner of another, nobody compared.
TEST_F(OpenedNames, show_whoever_the_roster_has_and_nobody_else) {
    const auto flat = test_id("door");
    roster::NamesFile names;
    names.premises[flat] = {"梅园", "3", "1", "101"};
    names.premises[test_id("door elsewhere")] = {"梅园", "3", "1", "102"};
    names.members[test_id("owner")].premises.insert(flat);
    names.members[test_id("owner")].through = test_id("guardian");
    names.members[test_id("guardian")].name = "监护人";
    names.members[test_id("stranger")].through = test_id("friend");
    names.members[test_id("friend")].name = "朋友";
    const auto shown = on_roster(names);
    EXPECT_EQ(shown.members.size(), 2U);
    EXPECT_TRUE(shown.members.contains(test_id("owner")));
    EXPECT_TRUE(shown.members.contains(test_id("guardian")));
    EXPECT_EQ(shown.premises.size(), 1U);
    EXPECT_TRUE(shown.premises.contains(flat));
}

}  // namespace
}  // namespace linlian::client
