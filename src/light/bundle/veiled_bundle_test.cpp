// Bundles of what is about persons: rows at places that a secret gives, and veiled leaves. A node
// that lies about a secret, or about what a leaf stands for, proves nothing.
#include "light/bundle/bundle.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::light {
namespace {

std::string verdict(const v1::Bundle& bundle) {
    const auto statement = verify_bundle(encode_bundle(bundle), std::nullopt, test_program());
    return statement ? "proven" : statement.error().code.substr(sizeof("light.") - 1);
}

// The test ledger, its leaf 3 veiled as the machine would.
TestLedger veiled_ledger() {
    TestLedger ledger = test_ledger();
    const auto body = test_body(ledger.community);
    auto& opening = *ledger.receipt.mutable_opening();
    opening.set_nonce(body.nonce());
    opening.set_author_key(body.author_key());
    opening.set_act_type(body.act_type());
    auto& leaf = *ledger.receipt.mutable_leaf();
    leaf.clear_author_key();
    leaf.clear_act_type();
    leaf.set_veiled(machine::veiled_hash(opening).bytes());
    return ledger;
}

void seal_leaf_3(TestLedger& ledger) {
    ledger.leaves[3] = leaf_hash(machine::encode_leaf(ledger.receipt.leaf()));
    ledger.tip.log = {};
    for (const Hash32& leaf : ledger.leaves) ledger.tip.log.append(leaf);
    seal_tip(ledger);
}

}  // namespace

TEST(VeiledRow, is_proven_there_and_absent_with_its_secret) {
    const TestLedger ledger = test_ledger();
    const auto there = verify_bundle(encode_bundle(bird_bundle(ledger, "owl", "a nest")),
                                     std::nullopt, test_program());
    ASSERT_TRUE(there) << there.error().code;
    EXPECT_EQ(std::get<ProvenRow>(there->fact).value, "a nest");
    const auto absent = verify_bundle(encode_bundle(bird_bundle(ledger, "wren", std::nullopt)),
                                      std::nullopt, test_program());
    ASSERT_TRUE(absent) << absent.error().code;
    EXPECT_EQ(std::get<ProvenRow>(absent->fact).value, std::nullopt);
}

// Under a secret that somebody made up nothing stands: every absence could be "proven".
TEST(VeiledRow, is_not_absent_under_a_secret_that_nothing_shows) {
    const TestLedger ledger = test_ledger();
    const Bytes key = nests.key(bird("owl"));
    const Hash32 made_up = sha256("made up");
    const auto lie = [&](const auto& vouch) {
        v1::Bundle bundle = ledger.bundle();
        put_row(bundle, key, std::nullopt, ledger.tree.prove(state::veiled_place(key, made_up)));
        put_secret(bundle, made_up);
        vouch(bundle);
        return verdict(bundle);
    };
    EXPECT_EQ(lie([](auto&) {}), "SECRET_UNPROVEN");
    const Bytes own = birds.key(bird("owl"));
    const auto own_proof = ledger.tree.prove(test_place(own));
    EXPECT_EQ(lie([&](auto& b) {
                  put_voucher(b, {own, "another", {}}, own_proof);
              }),
              "SECRET_UNPROVEN")
        << "the owl's row does not stand where this secret puts it";
    const auto tree_proof = ledger.tree.prove(test_place(tree_row("1")));
    EXPECT_EQ(lie([&](auto& b) {
                  put_voucher(b, {tree_row("1"), "oak", {}}, tree_proof);
              }),
              "SECRET_UNPROVEN")
        << "a true row that says nothing about owls";
    // Another bird's true secret, shown by that bird's true row.
    const Hash32 of_wren = secret_of_bird("wren");
    v1::Bundle other = ledger.bundle();
    put_row(other, key, std::nullopt, ledger.tree.prove(state::veiled_place(key, of_wren)));
    put_secret(other, of_wren);
    const Bytes wren = birds.key(bird("wren"));
    put_voucher(other, {wren, "a bird", {}}, ledger.tree.prove(test_place(wren)));
    EXPECT_EQ(verdict(other), "SECRET_UNPROVEN");
}

TEST(VeiledRow, is_not_looked_for_where_open_rows_stand) {
    const TestLedger ledger = test_ledger();
    const Bytes key = nests.key(bird("owl"));
    v1::Bundle as_if_open = ledger.bundle();
    put_row(as_if_open, key, std::nullopt, ledger.tree.prove(tree_key(key)));
    EXPECT_EQ(verdict(as_if_open), "BUNDLE_MALFORMED");
    v1::Bundle with_secret = row_bundle(ledger, tree_row("4"), std::nullopt);
    put_secret(with_secret, sha256("made up"));
    EXPECT_EQ(verdict(with_secret), "BUNDLE_MALFORMED") << "an open row has no secret";
    EXPECT_EQ(verdict(row_bundle(ledger, "stones/1", std::nullopt)), "ROW_UNREADABLE");
    EXPECT_EQ(verdict(row_bundle(ledger, machine::veil_table.key(), std::nullopt)),
              "ROW_UNREADABLE");
}

TEST(VeiledLeaf, is_opened_by_its_transaction_alone) {
    TestLedger ledger = veiled_ledger();
    seal_leaf_3(ledger);
    EXPECT_EQ(verdict(transaction_bundle(ledger)), "proven");
    v1::Bundle without = transaction_bundle(ledger);
    without.mutable_transaction()->clear_transaction();
    EXPECT_EQ(verdict(without), "TRANSACTION_MISMATCH");
}

TEST(VeiledLeaf, that_stands_for_another_author_or_act_is_refused) {
    const auto with = [](const auto& change) {
        TestLedger ledger = veiled_ledger();
        auto& opening = *ledger.receipt.mutable_opening();
        change(opening, *ledger.receipt.mutable_leaf());
        if (!ledger.receipt.leaf().veiled().empty())
            ledger.receipt.mutable_leaf()->set_veiled(machine::veiled_hash(opening).bytes());
        seal_leaf_3(ledger);
        return verdict(transaction_bundle(ledger));
    };
    EXPECT_EQ(with([](auto&, auto&) {}), "proven");
    EXPECT_EQ(with([](auto& o, auto&) { o.set_author_key("k"); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with([](auto& o, auto&) { o.set_act_type("x"); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with([](auto& o, auto&) { o.set_nonce("n"); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with([](auto&, auto& l) { l.set_act_type("x"); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with([](auto&, auto& l) { l.clear_veiled(); }), "TRANSACTION_MISMATCH");
}

TEST(Veil, never_leaves_in_a_bundle) {
    const TestLedger ledger = test_ledger();
    ASSERT_FALSE(ledger.genesis.veil().empty());
    v1::Bundle bundle = transaction_bundle(ledger);
    EXPECT_TRUE(bundle.genesis().veil().empty());
    EXPECT_EQ(encode_bundle(bundle).find(ledger.genesis.veil()), Bytes::npos);
    EXPECT_EQ(machine::community_id(bundle.genesis()), machine::community_id(ledger.genesis));
    *bundle.mutable_genesis() = ledger.genesis;
    EXPECT_EQ(verdict(bundle), "BUNDLE_MALFORMED");
}

}  // namespace linlian::light
