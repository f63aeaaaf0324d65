#include "apps/opened_names.h"

#include "apps/effects/effects_for_tests.h"
#include "apps/files.h"
#include "apps/hostile_door_for_tests.h"
#include "kit/folder.h"
#include "modules/registry/state.h"
#include "roster/names_file.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

// One estate, whose roster in force names this sealed file.
class OpenedNames : public ::testing::Test {
  protected:
    OpenedNames() {
        options_.keys = (folder_ / "keys").string();
        sealed_.data.fill(7);
        registry::v1::Estate estate;
        estate.set_roster_version(2);
        door_.proven[registry::estates.key(test_id("estate"))] = codec::encode(estate);
        registry::v1::EstatesReply listed;
        auto& entry = *listed.add_estates();
        entry.set_estate(test_id("estate").bytes());
        *entry.mutable_row() = estate;
        door_.say(listed);
        put_in_force(sealed_);
        EXPECT_TRUE(write_private_file(file_, names_));
    }
    void put_in_force(const Hash32& sealed) {
        registry::v1::Roster roster;
        roster.set_names_hash(sealed.bytes());
        door_.proven[registry::rosters.key(test_id("estate"), std::uint64_t{2})] =
            codec::encode(roster);
    }
    // What is said before somebody signs by the file.
    std::string told() {
        testing::internal::CaptureStderr();
        const auto warned = warn_of_names(options_, door_, file_);
        const auto text = testing::internal::GetCapturedStderr();
        EXPECT_TRUE(warned) << (warned ? "" : warned.error().code);
        return text;
    }

    kit::Folder folder_;
    HostileDoor door_;
    Options options_;
    Hash32 sealed_;
    const std::string file_ = (folder_ / "names.json").string();
    const Bytes names_ = "names as they were opened";
};

TEST_F(OpenedNames, that_another_computer_opened_are_the_word_of_whoever_gave_them) {
    EXPECT_TRUE(holds(told(), "THIS COMPUTER DID NOT OPEN"));
    ASSERT_TRUE(note_opened_names(options_, names_, sealed_));
    EXPECT_EQ(told(), "");
    // One letter of a name.
    ASSERT_TRUE(write_private_file(file_, names_ + "!"));
    EXPECT_TRUE(holds(told(), "THIS COMPUTER DID NOT OPEN"));
    EXPECT_TRUE(warn_of_names(options_, door_, ""));
}

TEST_F(OpenedNames, of_a_draft_or_an_older_roster_are_said_to_be_that) {
    ASSERT_TRUE(note_opened_names(options_, "others", sealed_));
    ASSERT_TRUE(note_opened_names(options_, names_, sealed_));
    Hash32 newer;
    newer.data.fill(8);
    put_in_force(newer);
    EXPECT_TRUE(holds(told(), "OF NO ROSTER IN FORCE"));
    put_in_force(sealed_);
    EXPECT_EQ(told(), "");
}

}  // namespace
}  // namespace linlian::apps
