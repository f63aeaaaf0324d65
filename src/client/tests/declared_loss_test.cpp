// A client saw a head that was lost afterwards: the restored ledger says so in the round of its
// seals, and a person may go on with it.
#include "client/read/proven_read.h"
#include "client/tests/heads_for_tests.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

using light::TestLedger;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

// A client that saw height 12 of a ledger whose backup is of height 7.
class DeclaredLoss : public ::testing::Test {
  protected:
    DeclaredLoss() { EXPECT_EQ(code_of(reads().head()), ""); }

    // Each command reads the file of heads anew.
    ProvenRead reads() {
        auto heads = KnownHeads::open(heads_);
        EXPECT_TRUE(heads);
        return ProvenRead{node_.community, light::test_program(), std::move(*heads),
                          [this](std::uint64_t size) -> Result<Bytes> {
                              if (size > node_.leaves.size())
                                  return tl::unexpected(Refusal{"engine.HEAD_AHEAD", {}});
                              return light::encode_bundle(light::prefix_bundle(node_, size));
                          }};
    }

    std::shared_ptr<HeadsInMemory> heads_ = std::make_shared<HeadsInMemory>();
    TestLedger node_ = light::test_ledger_at(12, "abcdef", 0);
};

TEST_F(DeclaredLoss, is_told_apart_from_an_old_head_and_believed_by_no_command_unasked) {
    node_ = light::test_ledger_at(7, "abc", 0);
    EXPECT_EQ(code_of(reads().head()), "client.HEAD_WENT_BACK");
    EXPECT_EQ(code_of(reads().loss()), "client.HEAD_WENT_BACK") << "no seal tells of a loss";
    node_ = light::test_ledger_at(7, "abc", 9);
    EXPECT_EQ(code_of(reads().head()), "client.LOSS_DECLARED");
    EXPECT_EQ(code_of(reads().head()), "client.LOSS_DECLARED");
}

TEST_F(DeclaredLoss, is_told_where_the_restored_ledger_went_on_with_other_acts) {
    node_ = light::test_ledger_at(12, "abcXY", 9);
    EXPECT_EQ(code_of(reads().head()), "client.LOSS_DECLARED");
    EXPECT_TRUE(heads_->proofs.contains("fork-12-12"));
    const auto refused = reads().head();
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().figures.at(2).value.find("fork-12-12"), std::string::npos)
        << "the file beside it is named";
    node_ = light::test_ledger_at(20, "abcXYZuvw", 9);
    EXPECT_EQ(code_of(reads().head()), "client.LOSS_DECLARED");
    node_ = light::test_ledger_at(20, "abcXYZuvw", 0);
    EXPECT_EQ(code_of(reads().head()), "client.LEDGER_FORKED") << "nothing tells of a loss";
}

TEST_F(DeclaredLoss, lets_a_person_go_on_and_keeps_what_was_seen) {
    const auto lost = node_;
    node_ = light::test_ledger_at(7, "abc", 9);
    auto read = reads();
    const auto loss = read.loss();
    ASSERT_TRUE(loss) << loss.error().code;
    EXPECT_EQ(loss->seen.height, 12U);
    EXPECT_EQ(loss->now.height, 7U);
    EXPECT_EQ(seal_of(loss->now).round, 9);
    const auto kept = read.go_on_after(*loss);
    ASSERT_TRUE(kept) << kept.error().code;
    EXPECT_EQ(code_of(reads().head()), "");
    node_ = light::test_ledger_at(9, "abcX", 9);
    EXPECT_EQ(code_of(reads().head()), "");

    ASSERT_TRUE(heads_->proofs.contains(*kept));
    const auto statement =
        light::verify_bundle(heads_->proofs.at(*kept), lost.community, light::test_program());
    ASSERT_TRUE(statement) << statement.error().code;
    EXPECT_EQ(statement->height, 12U);
    EXPECT_EQ(statement->log_root, lost.tip.log.root());
}

TEST_F(DeclaredLoss, is_gone_on_from_only_where_no_other_command_wrote_meanwhile) {
    node_ = light::test_ledger_at(7, "abc", 9);
    auto slow = reads();
    const auto loss = slow.loss();
    ASSERT_TRUE(loss);
    node_ = light::test_ledger_at(13, "abcdefg", 0);
    EXPECT_EQ(code_of(reads().head()), "");
    EXPECT_EQ(code_of(slow.go_on_after(*loss)), "client.LEDGER_MOVED");
}

}  // namespace
}  // namespace linlian::client
