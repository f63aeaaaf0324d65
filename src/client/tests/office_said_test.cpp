// For which office somebody signs is said by its proven name, before they are asked.
#include "base/hex.h"
#include "client/motion/motion_show.h"
#include "client/motion/motion_work.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/desk_for_tests.h"
#include "kit/code_of.h"
#include "kit/transactions.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

TEST(OfficeSaid, by_its_proven_name_where_it_is_the_only_one_and_where_it_is_chosen) {
    DeskLedger ledger;
    const auto clerk = kit::key_of("lin");
    const auto only = office_of(ledger, clerk, {});
    ASSERT_TRUE(only) << only.error().code;
    for (const auto& typed : {std::string{}, to_hex(*only)}) {
        const ReviewForTests review;
        const auto office = acting_office(review, ledger, clerk, typed);
        const auto said = review.shown.taken();
        ASSERT_TRUE(office) << office.error().code;
        EXPECT_EQ(*office, *only);
        EXPECT_NE(said.find("居委会"), std::string::npos) << said;
        EXPECT_NE(said.find("│"), std::string::npos) << "it is a name that people gave";
    }
}

TEST(OfficeSaid, is_none_that_is_not_proven) {
    DeskLedger ledger;
    const auto office =
        acting_office(ReviewForTests{}, ledger, kit::key_of("lin"), std::string(32, 'e'));
    EXPECT_EQ(kit::code_of(office), "client.OFFICE_NOT_FOUND");
}

}  // namespace
}  // namespace linlian::client
