#include "engine/author_allowance.h"

#include "codec/refusal.h"
#include "kit/solo_node.h"
#include "machine/state.pb.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

using Kind = Standing::Kind;

constexpr std::uint64_t mebibyte = 1u << 20;

TEST(AuthorAllowance, is_so_many_bytes_an_hour_of_each_author) {
    AuthorAllowance allowance{{.bytes_per_hour = mebibyte}};
    EXPECT_TRUE(allowance.take("ana", mebibyte / 2, 0));
    EXPECT_TRUE(allowance.take("ana", mebibyte, 0)) << "the last one may be more than is left";
    const auto refused = allowance.take("ana", 1, 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "engine.BYTES_USED_UP");
    EXPECT_EQ(refused.error().figures.at(1).value, "1801");
    EXPECT_FALSE(allowance.check("ana", ms_per_hour / 2 - ms_per_second));
    EXPECT_TRUE(allowance.take("ana", 1, ms_per_hour / 2 + ms_per_second));
    EXPECT_TRUE(allowance.check("ben", 0));
}

// A block of one act of ana's, and an allowance of sixteen times its bytes.
struct ChargedAct : testing::Test {
    static AppliedBlock block_of(kit::SoloNode& node) {
        const machine::Opener opener{node.registry, node.store->community()};
        std::vector<machine::OpenedTransaction> acts;
        acts.push_back(std::move(*opener.open(node.sign("ana", node.add("a", 1)))));
        return {std::move(acts), {{}, {}, {}, {}, empty_tree(), {}}};
    }
    // Whether anything is left after the block.
    bool is_left() {
        AuthorAllowance allowance{{.bytes_per_hour = 16 * act.bytes().size()}};
        EXPECT_TRUE(allowance.take(act.author_key(), act.bytes().size(), 0));
        EXPECT_TRUE(allowance.take("ben", act.bytes().size(), 0));
        allowance.charge_for(block, 0);
        EXPECT_TRUE(allowance.check("ben", 0));
        return allowance.check(act.author_key(), 0).has_value();
    }
    void pass_over(machine::v1::RefusalCode why) {
        block.result.passed_over = {{act.id(), codec::make_refusal(why)}};
    }

    kit::SoloNode node;
    AppliedBlock block = block_of(node);
    const machine::OpenedTransaction& act = block.transactions.front();
};

TEST_F(ChargedAct, counts_once_where_it_was_carried_out) {
    block.result.receipts.emplace_back().mutable_leaf()->set_id(act.id().bytes());
    EXPECT_TRUE(is_left());
}

TEST_F(ChargedAct, that_was_refused_counts_sixteen_times) {
    auto& leaf = *block.result.receipts.emplace_back().mutable_leaf();
    leaf.set_id(act.id().bytes());
    leaf.set_refusal("kit.NOT_BELOW_ZERO");
    EXPECT_FALSE(is_left());
}

TEST_F(ChargedAct, that_was_passed_over_counts_sixteen_times) {
    for (const auto why : {machine::v1::EXPIRED, machine::v1::KEY_UNKNOWN}) {
        pass_over(why);
        EXPECT_FALSE(is_left());
    }
}

// Else anybody who sends it again uses up its author's allowance.
TEST_F(ChargedAct, that_was_repeated_counts_once) {
    pass_over(machine::v1::REPEATED);
    EXPECT_TRUE(is_left());
}

TEST(AuthorAllowance, without_a_limit_takes_everything) {
    AuthorAllowance allowance{{.bytes_per_hour = 0}};
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(allowance.take("ana", 1u << 30, 0));
}

struct AllowanceOfNode : testing::Test {
    SoloOptions options = [] {
        SoloOptions few;
        few.allowance.bytes_per_hour = 20'000;
        return few;
    }();
    kit::SoloNode node{options};

    std::string sends(const std::string& author, std::int64_t amount) {
        const auto sent = node.engine->submit({node.sign(author, node.add("a", amount))});
        if (!sent[0]) return sent[0].error().code;
        node.engine->await({*sent[0]}, std::chrono::seconds{20});
        return "";
    }
    int sent_until_refused(const std::string& author, std::int64_t amount) {
        for (int count = 0; count < 1000; ++count) {
            const auto refused = sends(author, amount);
            if (refused == "engine.BYTES_USED_UP") return count;
            EXPECT_EQ(refused, "");
        }
        return 1000;
    }
};

TEST_F(AllowanceOfNode, of_one_author_is_not_anothers_and_refused_acts_use_it_up_sooner) {
    const int good = sent_until_refused("ana", 1);
    const int bad = sent_until_refused("ben", -1'000'000);
    EXPECT_LT(good, 300);
    EXPECT_GT(good, 50);
    EXPECT_GE(bad, 1);
    EXPECT_LE(bad, good / 8);
    EXPECT_EQ(sends("eva", 1), "");
    node.clock.pass(ms_per_hour);
    EXPECT_EQ(sends("ana", 1), "");
}

// Else anybody could silence a neighbour.
TEST_F(AllowanceOfNode, is_not_used_up_by_what_somebody_else_signed) {
    Bytes forged = node.sign("ana", node.add("a", 1));
    forged.back() ^= 1;
    for (int i = 0; i < 300; ++i)
        EXPECT_EQ(node.engine->submit({forged})[0].error().code, "machine.SIGNATURE_WRONG");
    EXPECT_EQ(sends("ana", 1), "");
}

TEST_F(AllowanceOfNode, does_not_count_the_same_transaction_again) {
    const Bytes once = node.sign("ana", node.add("a", 1));
    for (int i = 0; i < 300; ++i) {
        const auto sent = node.engine->submit({once});
        ASSERT_TRUE(sent[0]) << sent[0].error().code;
        node.engine->await({*sent[0]}, std::chrono::seconds{20});
    }
    EXPECT_EQ(sends("ana", 1), "");
}

}  // namespace
}  // namespace linlian::engine
