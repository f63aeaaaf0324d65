#include "client/read/proven_read.h"

#include "client/tests/heads_for_tests.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

using light::TestLedger;

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

Bytes proof_of(const TestLedger& ledger, const Bytes& key, const std::optional<Bytes>& value) {
    return light::encode_bundle(light::row_bundle(ledger, key, value));
}

class ProvenReading : public ::testing::Test {
  protected:
    ProvenRead reads(const Hash32& community) {
        auto heads = KnownHeads::open(heads_);
        EXPECT_TRUE(heads);
        return ProvenRead{
            community, light::test_program(), std::move(*heads), [this](std::uint64_t size) {
                return Result<Bytes>{light::encode_bundle(light::prefix_bundle(ledger_, size))};
            }};
    }
    Result<std::optional<Bytes>> read(const std::string& name, const std::optional<Bytes>& value,
                                      const std::string& asked) {
        return reads(ledger_.community)
            .row(proof_of(ledger_, light::tree_row(name), value), light::tree_row(asked));
    }

    TestLedger ledger_ = light::test_ledger();
    std::shared_ptr<HeadsInMemory> heads_ = std::make_shared<HeadsInMemory>();
};

TEST_F(ProvenReading, believes_a_row_that_is_proven_present_or_absent) {
    EXPECT_EQ(*read("2", "elm", "2"), "elm");
    EXPECT_EQ(*read("9", std::nullopt, "9"), std::nullopt);
}

TEST_F(ProvenReading, believes_no_other_value_row_or_community) {
    EXPECT_EQ(code_of(read("2", "oak", "2")), "light.OUTSIDE_STATE");
    EXPECT_EQ(code_of(read("1", "oak", "2")), "client.ANSWER_DIFFERS");
    EXPECT_EQ(code_of(read("2", std::nullopt, "2")), "light.OUTSIDE_STATE");
    EXPECT_EQ(code_of(reads(Hash32{}).row(proof_of(ledger_, light::tree_row("2"), "elm"),
                                          light::tree_row("2"))),
              "light.OTHER_COMMUNITY");
}

TEST_F(ProvenReading, gives_the_head_of_the_node_by_its_proof) {
    const auto head = reads(ledger_.community).head();
    ASSERT_TRUE(head) << head.error().code;
    EXPECT_EQ(head->height, ledger_.tip.height);
    EXPECT_EQ(head->log_root, ledger_.tip.log.root());
}

TEST_F(ProvenReading, takes_a_fork_for_no_answer) {
    auto other = ledger_.seal.header;
    other.app_hash = sha256("another past").bytes();
    const auto fork = light::encode_bundle(
        light::fork_bundle(ledger_.genesis, {ledger_.seal.header, ledger_.seal.commit},
                           {other, light::test_commit(ledger_.seal.validators, other, "cccc")}));
    EXPECT_EQ(code_of(reads(ledger_.community).believe(fork)), "client.ANSWER_DIFFERS");
}

TEST_F(ProvenReading, knows_the_key_of_a_row_by_its_name) {
    const auto read = reads(ledger_.community);
    EXPECT_EQ(*read.key_named("trees/2"), light::tree_row("2"));
    for (const auto* wrong : {"", "trees", "houses/2", "birds/2", "birds/zz"})
        EXPECT_EQ(code_of(read.key_named(wrong)), "client.COMMAND_WRONG") << wrong;
}

}  // namespace
}  // namespace linlian::client
