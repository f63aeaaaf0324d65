#include "client/act/ledger_names.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// Whoever made the names file would else choose what an office is called in a review.
TEST(LedgerNames, of_offices_are_not_those_of_a_file) {
    const Bytes office(Id16::size, 'o');
    const Bytes flat(Id16::size, 'f');
    roster::NamesFile file;
    Id16 id;
    ASSERT_TRUE(Id16::parse(office, id));
    file.premises[id] = {};
    file.members[id].name = "试验街道办";
    ASSERT_TRUE(Id16::parse(flat, id));
    file.members[id].name = "莫小云";
    for (const bool file_first : {false, true}) {
        LedgerNames names;
        if (file_first) names.know(file);
        names.know(office, "试验居委会");
        if (!file_first) names.know(file);
        EXPECT_EQ(names.of(office).find("「试验居委会」"), 0U);
        EXPECT_EQ(names.of(flat).find("「莫小云」"), 0U);
    }
}

}  // namespace
}  // namespace linlian::client
