#include "apps/proven_read.h"

#include "apps/files.h"
#include "kit/folder.h"
#include "light/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

using light::TestLedger;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

Bytes proof_of(const TestLedger& ledger, const Bytes& key, const std::optional<Bytes>& value) {
    return light::encode_bundle(light::row_bundle(ledger, key, value));
}

// The same community at another height and with one entry more, or fewer, in its log.
TestLedger at_height(Height height, std::size_t entries) {
    auto ledger = light::test_ledger();
    ledger.tip.height = height;
    ledger.tip.log = {};
    ledger.leaves.resize(entries, leaf_hash("more"));
    for (const auto& leaf : ledger.leaves) ledger.tip.log.append(leaf);
    light::seal_tip(ledger);
    return ledger;
}

class ProvenRead : public ::testing::Test {
  protected:
    Result<std::optional<Bytes>> read(const TestLedger& ledger, const std::optional<Bytes>& value,
                                      const Bytes& key = light::tree_row("2")) {
        auto heads = KnownHeads::open(folder_ / "heads.json");
        EXPECT_TRUE(heads);
        return proven_row(light::test_registry(), proof_of(ledger, key, value), ledger.community,
                          light::tree_row("2"), *heads);
    }
    kit::Folder folder_;
};

TEST_F(ProvenRead, believes_a_row_that_is_proven_present_or_absent) {
    const auto ledger = light::test_ledger();
    EXPECT_EQ(*read(ledger, "elm"), "elm");
    auto heads = KnownHeads::open(folder_ / "heads.json");
    const auto absent =
        proven_row(light::test_registry(), proof_of(ledger, light::tree_row("9"), std::nullopt),
                   ledger.community, light::tree_row("9"), *heads);
    ASSERT_TRUE(absent);
    EXPECT_EQ(*absent, std::nullopt);
}

TEST_F(ProvenRead, believes_no_other_value_row_or_community) {
    const auto ledger = light::test_ledger();
    EXPECT_EQ(code_of(read(ledger, "oak")), "light.OUTSIDE_STATE");
    EXPECT_EQ(code_of(read(ledger, "oak", light::tree_row("1"))), "apps.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(read(ledger, std::nullopt)), "light.OUTSIDE_STATE");
    auto heads = KnownHeads::open(folder_ / "heads.json");
    EXPECT_EQ(
        code_of(proven_row(light::test_registry(), proof_of(ledger, light::tree_row("2"), "elm"),
                           Hash32{}, light::tree_row("2"), *heads)),
        "light.OTHER_COMMUNITY");
}

TEST_F(ProvenRead, refuses_to_go_back_even_after_a_restart) {
    EXPECT_TRUE(read(at_height(9, 6), "elm"));
    EXPECT_EQ(code_of(read(at_height(8, 5), "elm")), "apps.HEAD_WENT_BACK");
    EXPECT_TRUE(read(at_height(9, 6), "elm"));
    EXPECT_TRUE(read(at_height(10, 6), "elm"));
}

TEST_F(ProvenRead, sees_two_ledgers_at_one_height) {
    EXPECT_TRUE(read(at_height(9, 6), "elm"));
    EXPECT_EQ(code_of(read(at_height(9, 7), "elm")), "apps.HEADS_DIFFER");
}

TEST_F(ProvenRead, keeps_heads_in_a_private_file_and_notices_when_it_is_damaged) {
    ASSERT_TRUE(read(at_height(9, 6), "elm"));
    const auto file = folder_ / "heads.json";
    EXPECT_EQ(static_cast<unsigned>(std::filesystem::status(file).permissions()), 0600U);
    for (const auto* damaged : {"", "[]", "{\"xy\": {}}", "{\"00\": 1}"}) {
        ASSERT_TRUE(write_private_file(file, damaged));
        EXPECT_EQ(code_of(KnownHeads::open(file)), "apps.HEADS_DAMAGED") << damaged;
    }
}

TEST(KnownHeads, take_the_first_community_and_no_other_that_is_not_named) {
    const kit::Folder folder;
    Hash32 ours, other;
    ours.data.fill(1);
    other.data.fill(2);
    auto heads = KnownHeads::open(folder / "heads.json");
    ASSERT_TRUE(heads);
    EXPECT_EQ(code_of(heads->meet(ours, other)), "apps.COMMUNITY_DIFFERS");
    EXPECT_TRUE(heads->meet(ours, std::nullopt));
    auto again = KnownHeads::open(folder / "heads.json");
    EXPECT_EQ(code_of(again->meet(other, std::nullopt)), "apps.COMMUNITY_UNKNOWN");
    EXPECT_TRUE(again->meet(other, other));
    EXPECT_TRUE(again->meet(ours, std::nullopt));
}

}  // namespace
}  // namespace linlian::apps
