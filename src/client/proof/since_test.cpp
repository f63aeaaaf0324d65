#include "client/proof/since.h"

#include "client/proof/ledger_head.h"
#include "engine/read/ledger_bundles.h"
#include "kit/code_of.h"
#include "kit/solo_node.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace linlian::client {

namespace {

// The head of a node as it would be printed now.
std::string printed(const kit::SoloNode& node) {
    const auto tip = node.engine->committed()->tip();
    return fmt::format("{} / {} / {}", tip.height, tip.log.size(), in_groups(tip.log.root()));
}

std::string code_of(const Result<light::Statement>& statement) {
    return statement ? "proven" : statement.error().code;
}

TEST(Since, a_head_on_paper_is_proven_to_be_the_beginning_of_the_ledger) {
    kit::SoloNode node;
    const engine::LedgerBundles bundles{node.program, *node.store, *node.engine};
    node.record({node.sign("ana", node.add("a", 1)), node.sign("ana", node.add("b", 1))});
    ASSERT_TRUE(node.is_quiet());
    const auto paper = printed(node);
    node.record({node.sign("ana", node.add("a", 2))});
    ASSERT_TRUE(node.is_quiet());
    const auto bundle = bundles.prove_prefix(*node.engine->committed(), 2);
    ASSERT_TRUE(bundle) << bundle.error().code;
    const auto statement = check_since(*bundle, paper, node.store->community());
    ASSERT_TRUE(statement) << statement.error().code;
    const auto& proven = std::get<light::ProvenPrefix>(statement->fact);
    EXPECT_EQ(proven.old_size, 2);
    EXPECT_EQ(proven.size, 3);
    const auto mistyped = "9999 " + paper.substr(paper.find('/'));
    EXPECT_EQ(code_of(check_since(*bundle, mistyped, node.store->community())),
              "client.HEAD_OF_OTHER_HEIGHT");
    EXPECT_EQ(code_of(check_since(*bundle, paper, sha256("another"))), "light.OTHER_COMMUNITY");
}

// A node whose past was written anew: everything it says is signed by its validator, and yet the
// paper does not fit.
TEST(Since, a_past_that_was_written_anew_is_found_by_the_paper) {
    kit::SoloNode honest;
    honest.record({honest.sign("ana", honest.add("a", 1), kit::nonce_of(1))});
    ASSERT_TRUE(honest.is_quiet());
    const auto paper = printed(honest);
    kit::SoloNode liar;
    ASSERT_EQ(liar.store->community(), honest.store->community());
    const engine::LedgerBundles bundles{liar.program, *liar.store, *liar.engine};
    liar.record({liar.sign("ana", liar.add("a", 100), kit::nonce_of(2))});
    ASSERT_TRUE(liar.is_quiet());
    const auto at = liar.engine->committed();
    const auto bundle = bundles.prove_prefix(*at, 1);
    ASSERT_TRUE(bundle);
    EXPECT_EQ(code_of(check_since(*bundle, paper, honest.store->community())),
              "client.PAST_CHANGED");
    // Nor does a bundle about another size, or about something else, pass for it.
    EXPECT_EQ(code_of(check_since(*bundles.prove_prefix(*at, 0), paper, std::nullopt)),
              "client.COMMAND_WRONG");
    const auto act = liar.sign("ana", liar.add("a", 1), kit::nonce_of(3));
    const auto receipt = liar.record({act}).at(0).receipt;
    Hash32 id;
    ASSERT_TRUE(receipt && Hash32::parse(receipt->leaf().id(), id) && liar.is_quiet());
    const auto now = liar.engine->committed();
    EXPECT_EQ(code_of(check_since(*bundles.prove_transaction(*now, id), paper, std::nullopt)),
              "client.COMMAND_WRONG");
}

TEST(Since, a_head_of_more_entries_than_the_node_has_is_told_apart) {
    kit::SoloNode node;
    const engine::LedgerBundles bundles{node.program, *node.store, *node.engine};
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    const auto ahead = bundles.prove_prefix(*node.engine->committed(), 7);
    ASSERT_FALSE(ahead);
    EXPECT_EQ(ahead.error().code, "engine.HEAD_AHEAD");
}

TEST(Since, a_head_is_read_as_people_type_it) {
    const auto root = sha256("root");
    const auto read = [&](const std::string& text) { return read_typed_head(text).has_value(); };
    std::string capitals = in_groups(root);
    for (char& c : capitals) c = static_cast<char>(std::toupper(c));
    EXPECT_TRUE(read("12 / 340 / " + in_groups(root)));
    EXPECT_TRUE(read("12/340/" + capitals));
    for (const auto* printed : {"高度 height 12，条数 size 340，", "height 12, size 340, ",
                                "账本指纹 Ledger head，高度 height 12，条数 size 340\n"}) {
        const auto head = read_typed_head(printed + in_groups(root));
        ASSERT_TRUE(head) << printed;
        EXPECT_EQ(head->height, 12U);
        EXPECT_EQ(head->log_size, 340U);
        EXPECT_EQ(head->log_root, root);
    }
    EXPECT_EQ(read_typed_head("高度 height 1,234，条数 size 3,400，" + in_groups(root))->log_size,
              3400U);
    EXPECT_EQ(read_typed_head(" 12 / 340 / " + in_groups(root) + "\n")->log_size, 340);
    EXPECT_EQ(read_typed_head("12 / 340 / " + in_groups(root))->log_root, root);
    EXPECT_EQ(read_typed_head("12,345 / 3,400,000 / " + in_groups(root))->log_size, 3'400'000);
    for (const auto& text :
         {std::string{}, std::string{"12"}, std::string{"12 / 340"}, "/ 340 / " + in_groups(root),
          "12 / x / " + in_groups(root), "12 / 340 / " + in_groups(root) + "00",
          std::string{"12 / 340 / 2b7e"}, "12 / 340 / " + in_groups(root) + " / 5"})
        EXPECT_EQ(kit::code_of(read_typed_head(text)), "client.COMMAND_WRONG") << text;
}

}  // namespace
}  // namespace linlian::client
