#include "client/roster/names_to_compare.h"

#include "kit/transactions.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

using roster::NamesFile;

std::string building(const char* name) { return roster::building_key({"甲苑", name, "", ""}); }
std::string stair(const char* of, const char* name) {
    return roster::stair_key({"甲苑", of, name, ""});
}

TEST(NamesToCompare, give_one_building_to_one_name) {
    NamesFile draft;
    const auto one = kit::nonce_of(1);
    draft.buildings = {{building("2栋"), one}, {building("3栋"), one}};
    EXPECT_EQ(names_to_compare({}, draft).buildings.size(), 1U) << "else two would be one";

    NamesFile own;
    own.buildings = {{building("1栋"), one}};
    EXPECT_EQ(names_to_compare(own, draft).buildings, own.buildings);
    draft.buildings = {{building("1栋"), kit::nonce_of(2)}};
    EXPECT_EQ(names_to_compare(own, draft).buildings, own.buildings);
}

// The importing clerk says that stair 1 is stair 2.
TEST(NamesToCompare, take_no_number_of_a_stair_that_its_own_name_says) {
    NamesFile draft;
    draft.stairs = {{stair("1栋", "1单元"), 2},
                    {stair("1栋", "2单元"), 1},
                    {stair("1栋", "东单元"), 3},
                    {stair("1栋", "西单元"), 3},
                    {stair("1栋", "北单元"), 2}};
    const auto stairs = names_to_compare({}, draft).stairs;
    EXPECT_EQ(stairs.size(), 1U) << "of those without a number each has one of its own";
    EXPECT_EQ(stairs.begin()->second, 3U);
}

TEST(NamesToCompare, prefer_what_the_own_office_opened) {
    NamesFile own;
    own.members[kit::nonce_of(1)].name = "王一";
    own.members[kit::nonce_of(1)].id_number = "11010519491231002X";
    auto draft = own;
    std::swap(draft.members[kit::nonce_of(1)], draft.members[kit::nonce_of(2)]);
    draft.members.erase(kit::nonce_of(1));
    EXPECT_EQ(names_to_compare(own, draft).members, own.members);
    EXPECT_EQ(names_to_compare({}, draft).members, draft.members);
}

}  // namespace
}  // namespace linlian::client
