
#include "client/proof/typed.h"

#include "base/hex.h"
#include "client/shown/value_text.h"
#include "client/tests/desk_for_tests.h"
#include "ops/time/beijing_time.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

TEST(Inputs, read_ids_of_the_right_length_only) {
    EXPECT_TRUE(read_id(std::string(32, 'a'), "DRAFT"));
    const auto refused = read_id("abc", "DRAFT");
    ASSERT_EQ(code_of(refused), "client.COMMAND_WRONG");
    EXPECT_NE(refused.error().figures[0].value.find("DRAFT"), std::string::npos);
    EXPECT_EQ(code_of(read_hash(std::string(32, 'a'), "--community")), "client.COMMAND_WRONG");
    EXPECT_EQ(code_of(read_public_key("0011", "KEY")), "client.COMMAND_WRONG");
}

TEST(Inputs, take_no_hash_for_none_and_a_wrong_one_for_no_hash) {
    const auto none = read_hash_given("", "--community");
    ASSERT_TRUE(none);
    EXPECT_FALSE(none->has_value());
    EXPECT_TRUE(read_hash_given(std::string(64, 'a'), "--community")->has_value());
    EXPECT_EQ(code_of(read_hash_given("abc", "--community")), "client.COMMAND_WRONG");
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
    EXPECT_EQ(code_of(read_id("3f2a 90bc 3f2a 90bc 3f2a 90bc 3f2a 90bz", "ID")),
              "client.COMMAND_WRONG");
    EXPECT_EQ(code_of(read_id("3f2a:90bc:3f2a:90bc:3f2a:90bc:3f2a:90bc", "ID")),
              "client.COMMAND_WRONG");
}

TEST(Inputs, find_an_estate_by_name_or_id_and_list_what_there_is) {
    DeskLedger ledger;
    const auto by_name = find_estate(ledger, "翠竹苑");
    ASSERT_TRUE(by_name);
    EXPECT_TRUE(find_estate(ledger, to_hex(by_name->id.view())));
    const auto refused = find_estate(ledger, "梅园");
    ASSERT_EQ(code_of(refused), "client.ESTATE_NOT_FOUND");
    EXPECT_EQ(refused.error().figures[1].value, "「翠竹苑」");
}

TEST(Inputs, take_the_date_of_china_however_late_it_is_elsewhere) {
    EXPECT_EQ(ops::civil_date(Timestamp{1'795'276'799'000}), 20261121);  // 15:59:59 UTC
    EXPECT_EQ(ops::civil_date(Timestamp{1'795'276'800'000}), 20261122);  // 16:00 UTC is midnight
}

TEST(Inputs, write_areas_to_the_hundredth) {
    EXPECT_EQ(square_metres(15'894'987), "158,949.87 m²");
    EXPECT_EQ(square_metres(5), "0.05 m²");
    EXPECT_EQ(square_metres(100'000), "1,000.00 m²");
}

}  // namespace
}  // namespace linlian::client
