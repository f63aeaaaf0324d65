#include "apps/inputs.h"

#include "apps/custodian_keys.h"
#include "apps/desk_for_tests.h"
#include "apps/files.h"
#include "base/hex.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

TEST(Inputs, read_ids_of_the_right_length_only) {
    EXPECT_TRUE(read_id(std::string(32, 'a'), "DRAFT"));
    const auto refused = read_id("abc", "DRAFT");
    ASSERT_EQ(code_of(refused), "apps.COMMAND_WRONG");
    EXPECT_NE(refused.error().figures[0].value.find("DRAFT"), std::string::npos);
    EXPECT_FALSE(read_hash(std::string(32, 'a'), "--community"));
    EXPECT_FALSE(read_public_key("0011", "KEY"));
}

TEST(Inputs, read_ids_as_they_are_printed) {
    const auto plain = read_id("3f2a90bc3f2a90bc3f2a90bc3f2a90bc", "ID");
    ASSERT_TRUE(plain);
    for (const auto* printed :
         {"3f2a 90bc 3f2a 90bc 3f2a 90bc 3f2a 90bc", "3F2A-90BC-3F2A-90BC-3F2A-90BC-3F2A-90BC",
          " 3f2a 90bc 3f2a 90bc　3f2a–90bc 3f2a\n90bc ", "３ｆ２ａ90bc3f2a90bc3f2a90bc3f2a90bc"}) {
        const auto read = read_id(printed, "ID");
        ASSERT_TRUE(read) << printed;
        EXPECT_EQ(*read, *plain);
    }
    EXPECT_FALSE(read_id("3f2a 90bc 3f2a 90bc 3f2a 90bc 3f2a 90bz", "ID"));
    EXPECT_FALSE(read_id("3f2a:90bc:3f2a:90bc:3f2a:90bc:3f2a:90bc", "ID"));
}

TEST(Inputs, find_an_estate_by_name_or_id_and_list_what_there_is) {
    DeskDoor door;
    const auto by_name = find_estate(door, "翠竹苑");
    ASSERT_TRUE(by_name);
    EXPECT_TRUE(find_estate(door, to_hex(by_name->id.view())));
    const auto refused = find_estate(door, "梅园");
    ASSERT_EQ(code_of(refused), "apps.ESTATE_NOT_FOUND");
    EXPECT_EQ(refused.error().figures[1].value, "「翠竹苑」");
}

TEST(Inputs, take_the_date_of_china_however_late_it_is_elsewhere) {
    EXPECT_EQ(civil_date(Timestamp{1'795'276'799'000}), 20261121);  // 15:59:59 UTC
    EXPECT_EQ(civil_date(Timestamp{1'795'276'800'000}), 20261122);  // 16:00 UTC is midnight
}

TEST(Inputs, write_areas_to_the_hundredth) {
    EXPECT_EQ(square_metres(15'894'987), "158,949.87 m²");
    EXPECT_EQ(square_metres(5), "0.05 m²");
    EXPECT_EQ(square_metres(100'000), "1,000.00 m²");
}

TEST(CustodianKeys, come_back_from_their_file_and_from_paper) {
    const kit::Folder folder;
    const auto file = folder / "party.custodian";
    const auto made = make_custodian("party", file);
    ASSERT_TRUE(made);
    EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(read_custodian(file.string())->secret, made->secret);
    // A secret is no argument, which every user of the computer could read.
    EXPECT_EQ(code_of(read_custodian(roster::custodian_key_text(made->secret))),
              "apps.FILE_UNREADABLE");
    EXPECT_EQ(read_custodian_public(file.string()), made->public_key);
    EXPECT_EQ(read_custodian_public(to_hex(made->public_key.view())), made->public_key);
    EXPECT_EQ(code_of(make_custodian("party", file)), "apps.KEY_NAME_TAKEN");
}

TEST(CustodianKeys, are_told_from_other_files) {
    const kit::Folder folder;
    ASSERT_TRUE(write_private_file(folder / "list.json", "{\"a\": 1}"));
    EXPECT_EQ(code_of(read_custodian((folder / "list.json").string())), "apps.NOT_A_CUSTODIAN_KEY");
    EXPECT_EQ(code_of(read_custodian((folder / "none.json").string())), "apps.FILE_UNREADABLE");
    EXPECT_EQ(code_of(read_custodian_public("xyz")), "apps.NOT_A_CUSTODIAN_KEY");
}

}  // namespace
}  // namespace linlian::apps
