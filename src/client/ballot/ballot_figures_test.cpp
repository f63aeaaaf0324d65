#include "client/ballot/ballot_figures.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// Whoever gets their own alone is not told that nobody objected.
TEST(ObjectionsOfOthers, are_counted_to_whoever_does_not_see_them) {
    ballot::v1::Poll poll;
    EXPECT_FALSE(objections_of_others(poll, 0)) << "there are none";
    poll.set_objections(5);
    poll.set_pending(4);
    const auto none_of_theirs = objections_of_others(poll, 0);
    ASSERT_TRUE(none_of_theirs);
    EXPECT_NE(none_of_theirs->en.find("5 objections, of which 4 wait"), std::string::npos);
    EXPECT_NE(none_of_theirs->zh.find("共有 5 件异议，待裁定 4 件；此处只有 0 件"),
              std::string::npos);
    EXPECT_TRUE(objections_of_others(poll, 4));
    EXPECT_FALSE(objections_of_others(poll, 5));
}

}  // namespace
}  // namespace linlian::client
