#include "engine/author_allowance.h"

#include "kit/solo_node.h"

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

TEST(AuthorAllowance, counts_what_was_refused_many_times) {
    AuthorAllowance allowance{{.bytes_per_hour = mebibyte, .refused_weight = 16}};
    for (int i = 0; i < 16; ++i) {
        ASSERT_TRUE(allowance.take("ana", mebibyte / 256, 0));
        EXPECT_TRUE(allowance.take("ben", mebibyte / 256, 0));
        allowance.charge_refused("ana", mebibyte / 256, 0);
    }
    EXPECT_FALSE(allowance.check("ana", 0));
    EXPECT_TRUE(allowance.check("ben", 0));
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
