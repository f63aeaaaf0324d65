// A person is shown both heads after a loss, and only what they agree to is kept.
#include "client/node/going_on.h"

#include "client/shown/screen_for_tests.h"
#include "client/tests/heads_for_tests.h"
#include "kit/code_of.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// A client that saw height 12 of a ledger, which is shown to it again.
struct GoingOn : ::testing::Test {
    GoingOn() { EXPECT_TRUE(reads().head()); }

    ProvenRead reads() {
        auto known = KnownHeads::open(heads);
        EXPECT_TRUE(known);
        return ProvenRead{node.community, light::test_program(), std::move(*known),
                          [this](std::uint64_t size) -> Result<Bytes> {
                              if (size > node.leaves.size())
                                  return tl::unexpected(Refusal{"engine.HEAD_AHEAD", {}});
                              return light::encode_bundle(light::prefix_bundle(node, size));
                          }};
    }

    std::shared_ptr<HeadsInMemory> heads = std::make_shared<HeadsInMemory>();
    light::TestLedger node = light::test_ledger_at(12, "abcdef", 0);
    ReviewForTests review;
};

TEST_F(GoingOn, asks_nothing_where_nothing_was_lost) {
    review.agrees = false;
    auto proofs = reads();
    const auto done = go_on_after_loss(review, proofs);
    ASSERT_TRUE(done) << kit::code_of(done);
    EXPECT_FALSE(done->has_value());
}

TEST_F(GoingOn, keeps_what_was_seen_only_once_a_person_agreed_to_both_heads) {
    node = light::test_ledger_at(7, "abc", 9);
    auto proofs = reads();
    review.agrees = false;
    EXPECT_EQ(kit::code_of(go_on_after_loss(review, proofs)), "client.NOT_CONFIRMED");
    EXPECT_TRUE(heads->proofs.empty());
    const auto shown = review.shown.taken();
    for (const auto* head : {"12", "7"})
        EXPECT_NE(shown.find(head), std::string::npos) << "the head of height " << head;
    review.agrees = true;
    auto again = reads();
    const auto done = go_on_after_loss(review, again);
    ASSERT_TRUE(done && done->has_value()) << kit::code_of(done);
    EXPECT_EQ((*done)->loss.seen.height, 12U);
    EXPECT_TRUE(heads->proofs.contains((*done)->kept));
    show(review.shown, *done);
    EXPECT_NE(review.shown.taken().find((*done)->kept), std::string::npos);
}

TEST_F(GoingOn, is_no_way_around_a_ledger_that_went_back_without_a_word) {
    node = light::test_ledger_at(7, "abc", 0);
    auto proofs = reads();
    EXPECT_EQ(kit::code_of(go_on_after_loss(review, proofs)), "client.HEAD_WENT_BACK");
    EXPECT_TRUE(heads->proofs.empty());
}

}  // namespace
}  // namespace linlian::client
