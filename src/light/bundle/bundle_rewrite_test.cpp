// A past that was rewritten, proven by one file to whoever has only the community id.
#include "light/bundle/bundle.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::light {
namespace {

std::string verdict(const v1::Bundle& bundle) {
    const auto statement = verify_bundle(encode_bundle(bundle), std::nullopt, test_program());
    return statement ? "proven" : statement.error().code;
}

}  // namespace

TEST(BundleRewrite, is_proven_by_an_older_block_whose_log_is_no_beginning_of_the_newer) {
    const auto older = test_ledger_at(5, "abc");
    const auto newer = test_ledger_at(9, "axcd");
    const auto bundle = rewrite_bundle(prefix_bundle(newer, 3), older.bundle());
    const auto statement = verify_bundle(encode_bundle(bundle), older.community, test_program());
    ASSERT_TRUE(statement) << statement.error().code;
    const auto& fact = std::get<ProvenRewrite>(statement->fact);
    EXPECT_EQ(fact.older_height, 6U);
    EXPECT_EQ(fact.size, 3U);
    EXPECT_EQ(fact.then, older.tip.log.root());
    EXPECT_EQ(fact.now, merkle_root_of_hashes(std::span{newer.leaves}.first(3)));
}

// Who put a backup back says so by the round of every seal since.
TEST(BundleRewrite, tells_a_loss_that_was_declared_by_the_rounds_of_both) {
    const auto older = test_ledger_at(5, "abc", 2);
    const auto newer = test_ledger_at(9, "axcd", 7);
    const auto bundle = rewrite_bundle(prefix_bundle(newer, 3), older.bundle());
    const auto statement = verify_bundle(encode_bundle(bundle), older.community, test_program());
    ASSERT_TRUE(statement) << statement.error().code;
    const auto& fact = std::get<ProvenRewrite>(statement->fact);
    EXPECT_EQ(fact.older_round, 2);
    EXPECT_EQ(fact.newer_round, 7);
}

TEST(BundleRewrite, is_proven_by_a_log_that_became_shorter) {
    const auto older = test_ledger_at(5, "abc");
    const auto newer = test_ledger_at(9, "ab");
    const auto bundle = rewrite_bundle(newer.bundle(), older.bundle());
    EXPECT_EQ(verdict(bundle), "proven");
    auto padded = bundle;
    padded.mutable_rewrite()->set_root(older.tip.log.root().bytes());
    EXPECT_EQ(verdict(padded), "light.BUNDLE_MALFORMED");
}

TEST(BundleRewrite, is_none_where_the_log_only_grew_or_the_order_is_turned_around) {
    const auto older = test_ledger_at(5, "abc");
    const auto newer = test_ledger_at(9, "abcd");
    EXPECT_EQ(verdict(rewrite_bundle(prefix_bundle(newer, 3), older.bundle())), "light.NO_FORK");
    EXPECT_EQ(verdict(rewrite_bundle(older.bundle(), newer.bundle())), "light.NO_FORK");
    auto lied = rewrite_bundle(prefix_bundle(newer, 3), older.bundle());
    lied.mutable_rewrite()->set_root(sha256("another").bytes());
    EXPECT_EQ(verdict(lied), "light.PREFIX_BROKEN");
}

TEST(BundleRewrite, needs_the_validators_behind_the_older_block_and_what_it_covers) {
    const auto newer = test_ledger_at(9, "ax");
    auto older = test_ledger_at(5, "ab");
    auto other_app = older.bundle();
    other_app.mutable_app()->set_log_root(sha256("made up").bytes());
    EXPECT_EQ(verdict(rewrite_bundle(prefix_bundle(newer, 2), other_app)), "light.OTHER_APP_STATE");
    older.seal.commit = test_commit(older.seal.validators, older.seal.header, "caaa");
    EXPECT_EQ(verdict(rewrite_bundle(prefix_bundle(newer, 2), older.bundle())),
              "light.POWER_TOO_LOW");
}

// The validators changed between the two blocks: each is signed by those of its own time.
TEST(BundleRewrite, follows_the_validators_to_either_block) {
    const auto older = test_ledger_at(3, "ab");
    auto newer = test_ledger_at(9, "ax");
    const auto before = newer.seal.validators;
    newer.seal.validators = test_validators({4, 3, 2, 1, 5});
    newer.seal.header = test_header(chain_id_of(newer.community), newer.seal.validators);
    newer.seal.header.app_hash = newer.tip.app_hash().bytes();
    newer.seal.header.height = 10;
    newer.seal.commit = test_commit(newer.seal.validators, newer.seal.header, "ccccc");
    auto newest = prefix_bundle(newer, 2);
    *newest.add_history() = change_at(newer, 6, before, newer.seal.validators);
    EXPECT_EQ(verdict(rewrite_bundle(newest, older.bundle())), "proven");
}

}  // namespace linlian::light
