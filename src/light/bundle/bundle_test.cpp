#include "light/bundle/bundle.h"

#include "codec/refusal.h"
#include "light/bundle/bundle_for_tests.h"
#include "light/refusals.pb.h"

#include <gtest/gtest.h>

namespace linlian::light {
namespace {

std::string verdict(const v1::Bundle& bundle, const std::optional<Hash32>& community = {}) {
    const auto statement = verify_bundle(encode_bundle(bundle), community, test_program());
    return statement ? "proven" : statement.error().code.substr(sizeof("light.") - 1);
}

template <class Fact>
Fact proven(const v1::Bundle& bundle) {
    const auto statement = verify_bundle(encode_bundle(bundle), std::nullopt, test_program());
    EXPECT_TRUE(statement);
    return statement ? std::get<Fact>(statement->fact) : Fact{};
}

// The same ledger, with its tip sealed by a header that a change has touched.
template <class Change>
v1::Bundle with_header(TestLedger ledger, const Change& change) {
    change(ledger.seal.header);
    ledger.seal.commit = test_commit(ledger.seal.validators, ledger.seal.header, "cccc");
    return transaction_bundle(ledger);
}

// Puts the ledger's receipt into its log anew, and seals that.
void write_leaf_3(TestLedger& ledger) {
    ledger.leaves[3] = leaf_hash(machine::encode_leaf(ledger.receipt.leaf()));
    ledger.tip.log = {};
    for (const Hash32& leaf : ledger.leaves) ledger.tip.log.append(leaf);
    seal_tip(ledger);
}

v1::Bundle fork_of(const TestLedger& ledger, Height height) {
    Header other = ledger.seal.header;
    other.app_hash = sha256("another past").bytes();
    other.height = height;
    return fork_bundle(ledger.genesis, {ledger.seal.header, ledger.seal.commit},
                       {other, test_commit(ledger.seal.validators, other, "ccca")});
}

}  // namespace

TEST(Bundle, proves_what_became_of_a_transaction) {
    const TestLedger ledger = test_ledger();
    const auto fact = proven<ProvenTransaction>(transaction_bundle(ledger));
    EXPECT_EQ(fact.index, 3U);
    EXPECT_EQ(codec::encode(fact.leaf), codec::encode(ledger.receipt.leaf()));
    EXPECT_EQ(codec::encode(fact.effects), codec::encode(ledger.receipt.effects()));
    ASSERT_TRUE(fact.body);
    EXPECT_EQ(fact.body->act(), "an act");
}

TEST(Bundle, says_where_and_when_it_was_sealed_and_by_how_many) {
    const TestLedger ledger = test_ledger();
    const auto statement =
        verify_bundle(encode_bundle(transaction_bundle(ledger)), ledger.community, test_program());
    ASSERT_TRUE(statement);
    EXPECT_TRUE(statement->anchored);
    EXPECT_EQ(statement->community, ledger.community);
    EXPECT_EQ(statement->community_name, "桂花社区");
    EXPECT_EQ(statement->height, 7U);
    EXPECT_EQ(statement->sealed_height, 8U);
    EXPECT_EQ(statement->sealed_time, Timestamp{1'795'222'800'123});
    EXPECT_EQ(statement->sealed_by, header_hash(ledger.seal.header));
    EXPECT_EQ(statement->validators, 4U);
}

TEST(Bundle, without_a_community_id_is_unanchored) {
    const auto statement = verify_bundle(encode_bundle(transaction_bundle(test_ledger())),
                                         std::nullopt, test_program());
    ASSERT_TRUE(statement);
    EXPECT_FALSE(statement->anchored);
}

TEST(Bundle, of_another_community_than_expected_is_refused) {
    EXPECT_EQ(verdict(transaction_bundle(test_ledger()), sha256("elsewhere")), "OTHER_COMMUNITY");
}

TEST(Bundle, proves_due_work_which_has_no_transaction) {
    const TestLedger ledger = test_ledger();
    EXPECT_FALSE(proven<ProvenTransaction>(due_bundle(ledger)).body);
    v1::Bundle bundle = due_bundle(ledger);
    bundle.mutable_transaction()->set_transaction(ledger.transaction);
    EXPECT_EQ(verdict(bundle), "TRANSACTION_MISMATCH");
}

TEST(Bundle, proves_a_row_an_empty_row_and_that_a_row_was_not_there) {
    const TestLedger ledger = test_ledger();
    EXPECT_EQ(proven<ProvenRow>(row_bundle(ledger, tree_row("2"), "elm")).value, "elm");
    EXPECT_EQ(proven<ProvenRow>(row_bundle(ledger, tree_row("3"), "")).value, "");
    const auto absent = proven<ProvenRow>(row_bundle(ledger, tree_row("4"), std::nullopt));
    EXPECT_EQ(absent.key, tree_row("4"));
    EXPECT_EQ(absent.value, std::nullopt);
}

TEST(Bundle, proves_that_the_ledger_still_begins_as_an_older_head_says) {
    const TestLedger ledger = test_ledger();
    for (const std::size_t size : {0, 1, 2, 3, 4, 5}) {
        const auto fact = proven<ProvenPrefix>(prefix_bundle(ledger, size));
        EXPECT_EQ(fact.old_size, size);
        EXPECT_EQ(fact.old_root, merkle_root_of_hashes(std::span{ledger.leaves}.first(size)));
        EXPECT_EQ(fact.size, 5U);
        EXPECT_EQ(fact.root, ledger.tip.log.root());
    }
}

TEST(Bundle, refuses_a_head_that_is_not_the_beginning_of_the_ledger) {
    const TestLedger ledger = test_ledger();
    TestLedger other = ledger;
    other.leaves[1] = leaf_hash("another past");
    for (const std::size_t size : {2, 3, 4, 5}) {
        v1::Bundle bundle = prefix_bundle(ledger, size);
        bundle.mutable_prefix()->set_old_root(prefix_bundle(other, size).prefix().old_root());
        EXPECT_EQ(verdict(bundle), "PREFIX_BROKEN") << size;
    }
    v1::Bundle longer = prefix_bundle(ledger, 5);
    longer.mutable_prefix()->set_old_size(6);
    EXPECT_EQ(verdict(longer), "PREFIX_BROKEN");
    v1::Bundle rootless = prefix_bundle(ledger, 3);
    rootless.mutable_prefix()->set_old_root("short");
    EXPECT_EQ(verdict(rootless), "BUNDLE_MALFORMED");
    v1::Bundle crooked = prefix_bundle(ledger, 3);
    crooked.mutable_prefix()->add_path("short");
    EXPECT_EQ(verdict(crooked), "BUNDLE_MALFORMED");
}

TEST(Bundle, refuses_a_row_with_another_value_or_key) {
    const TestLedger ledger = test_ledger();
    EXPECT_EQ(verdict(row_bundle(ledger, tree_row("2"), "oak")), "OUTSIDE_STATE");
    v1::Bundle moved = row_bundle(ledger, tree_row("2"), "elm");
    moved.mutable_row()->set_key(tree_row("1"));
    EXPECT_EQ(verdict(moved), "OUTSIDE_STATE");
    v1::Bundle absent = row_bundle(ledger, tree_row("4"), std::nullopt);
    absent.mutable_row()->set_key(tree_row("2"));
    EXPECT_EQ(verdict(absent), "OUTSIDE_STATE");
}

TEST(Bundle, refuses_a_value_beside_a_proof_of_absence) {
    v1::Bundle bundle = row_bundle(test_ledger(), tree_row("4"), std::nullopt);
    bundle.mutable_row()->set_value("ash");
    EXPECT_EQ(verdict(bundle), "BUNDLE_MALFORMED");
}

TEST(Bundle, refuses_a_receipt_that_is_not_in_the_log) {
    const TestLedger ledger = test_ledger();
    v1::Bundle other_outcome = transaction_bundle(ledger);
    other_outcome.mutable_transaction()->mutable_leaf()->set_refusal("sample.TOO_DRY");
    EXPECT_EQ(verdict(other_outcome), "OUTSIDE_LOG");
    v1::Bundle other_place = transaction_bundle(ledger);
    other_place.mutable_transaction()->set_index(2);
    EXPECT_EQ(verdict(other_place), "OUTSIDE_LOG");
}

TEST(Bundle, refuses_effects_that_the_receipt_does_not_name) {
    v1::Bundle bundle = transaction_bundle(test_ledger());
    bundle.mutable_transaction()->mutable_effects()->mutable_events(0)->set_content("a forest");
    EXPECT_EQ(verdict(bundle), "EFFECTS_MISMATCH");
}

TEST(Bundle, refuses_another_transaction_than_the_one_of_the_receipt) {
    const TestLedger ledger = test_ledger();
    v1::Bundle bundle = transaction_bundle(ledger);
    machine::v1::Body body = test_body(ledger.community);
    body.set_act("another act");
    bundle.mutable_transaction()->set_transaction(signed_transaction(body));
    EXPECT_EQ(verdict(bundle), "TRANSACTION_MISMATCH");
    bundle.mutable_transaction()->clear_transaction();
    EXPECT_EQ(verdict(bundle), "TRANSACTION_MISMATCH");
    bundle.mutable_transaction()->set_transaction("no transaction");
    EXPECT_EQ(verdict(bundle), "BUNDLE_MALFORMED");
}

TEST(Bundle, refuses_a_receipt_that_says_something_else_than_its_transaction) {
    const auto with_leaf = [](const auto& change) {
        TestLedger ledger = test_ledger();
        change(*ledger.receipt.mutable_leaf());
        write_leaf_3(ledger);
        return verdict(transaction_bundle(ledger));
    };
    EXPECT_EQ(with_leaf([](auto&) {}), "proven");
    const Bytes key = test_key(0).public_key().encoded();
    EXPECT_EQ(with_leaf([&](auto& l) { l.set_author_key(key); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with_leaf([](auto& l) { l.set_expires_ms(1); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with_leaf([](auto& l) { l.set_act_type("other"); }), "TRANSACTION_MISMATCH");
    EXPECT_EQ(with_leaf([](auto& l) { l.clear_author_key(); }), "TRANSACTION_MISMATCH");
}

TEST(Bundle, refuses_a_transaction_that_was_signed_for_another_community) {
    TestLedger ledger = test_ledger();
    const auto body = test_body(sha256("elsewhere"));
    ledger.transaction = signed_transaction(body);
    ledger.receipt = test_receipt(body);
    write_leaf_3(ledger);
    EXPECT_EQ(verdict(transaction_bundle(ledger)), "TRANSACTION_MISMATCH");
}

TEST(Bundle, refuses_a_wrong_signature_of_the_author) {
    const TestLedger ledger = test_ledger();
    v1::Bundle bundle = transaction_bundle(ledger);
    machine::v1::Transaction envelope;
    ASSERT_TRUE(codec::decode_strict(ledger.transaction, envelope));
    (*envelope.mutable_signature())[9] ^= 1;
    bundle.mutable_transaction()->set_transaction(codec::encode(envelope));
    EXPECT_EQ(verdict(bundle), "AUTHOR_SIGNATURE_WRONG");
}

TEST(Bundle, refuses_a_header_that_vouches_for_another_state) {
    const auto other_state = [](Header& header) { header.app_hash = sha256("other").bytes(); };
    EXPECT_EQ(verdict(with_header(test_ledger(), other_state)), "OTHER_APP_STATE");
    v1::Bundle other_size = transaction_bundle(test_ledger());
    other_size.mutable_app()->set_log_size(6);
    EXPECT_EQ(verdict(other_size), "OTHER_APP_STATE");
    v1::Bundle none = transaction_bundle(test_ledger());
    none.clear_app();
    EXPECT_EQ(verdict(none), "BUNDLE_MALFORMED");
}

TEST(Bundle, refuses_a_seal_of_another_chain_or_of_others_than_the_genesis_names) {
    const auto chain = [](Header& header) { header.chain_id = "linlian-other"; };
    EXPECT_EQ(verdict(with_header(test_ledger(), chain)), "OTHER_CHAIN");
    TestLedger ledger = test_ledger();
    ledger.seal.validators = test_validators({1, 2, 3, 4});
    seal_tip(ledger);
    EXPECT_EQ(verdict(transaction_bundle(ledger)), "OTHER_VALIDATORS");
}

TEST(Bundle, refuses_a_seal_with_too_little_power) {
    TestLedger ledger = test_ledger();
    ledger.seal.commit = test_commit(ledger.seal.validators, ledger.seal.header, "caca");
    EXPECT_EQ(verdict(transaction_bundle(ledger)), "POWER_TOO_LOW");
}

TEST(Bundle, refuses_no_fact_and_another_format) {
    EXPECT_EQ(verdict(test_ledger().bundle()), "BUNDLE_MALFORMED");
    v1::Bundle bundle = transaction_bundle(test_ledger());
    bundle.set_format(bundle_format - 1);
    EXPECT_EQ(verdict(bundle), "BUNDLE_MALFORMED");
}

TEST(Bundle, refuses_more_bytes_than_a_bundle_may_have) {
    const auto statement =
        verify_bundle(Bytes(max_bundle_bytes + 1, 'x'), std::nullopt, test_program());
    ASSERT_FALSE(statement);
    EXPECT_EQ(statement.error().code, "light.BUNDLE_TOO_LARGE");
}

TEST(BundleHistory, leads_from_the_validators_of_the_genesis_to_those_of_the_seal) {
    EXPECT_EQ(verdict(bundle_after_change(test_ledger())), "proven");
    v1::Bundle without = bundle_after_change(test_ledger());
    without.clear_history();
    EXPECT_EQ(verdict(without), "OTHER_VALIDATORS");
}

TEST(BundleHistory, refuses_a_set_that_the_signed_header_does_not_name) {
    v1::Bundle bundle = bundle_after_change(test_ledger());
    bundle.mutable_history(0)->mutable_next(0)->set_power(6);
    EXPECT_EQ(verdict(bundle), "HISTORY_BROKEN");
}

TEST(BundleHistory, refuses_changes_out_of_order) {
    const TestLedger ledger = test_ledger();
    const auto& first = ledger.seal.validators;
    v1::Bundle late = transaction_bundle(ledger);
    *late.add_history() = change_at(ledger, ledger.seal.header.height, first, first);
    EXPECT_EQ(verdict(late), "HISTORY_BROKEN");
    v1::Bundle twice = transaction_bundle(ledger);
    *twice.add_history() = change_at(ledger, 3, first, first);
    *twice.add_history() = change_at(ledger, 3, first, first);
    EXPECT_EQ(verdict(twice), "HISTORY_BROKEN");
}

TEST(BundleFork, is_proven_by_two_blocks_at_one_height) {
    const TestLedger ledger = test_ledger();
    const auto fork = proven<ProvenFork>(fork_of(ledger, ledger.seal.header.height));
    EXPECT_EQ(fork.one, header_hash(ledger.seal.header));
    EXPECT_NE(fork.other, fork.one);
}

TEST(BundleFork, is_none_between_two_heights_or_with_oneself) {
    const TestLedger ledger = test_ledger();
    EXPECT_EQ(verdict(fork_of(ledger, ledger.seal.header.height + 1)), "NO_FORK");
    const SealedHeader one{ledger.seal.header, ledger.seal.commit};
    EXPECT_EQ(verdict(fork_bundle(ledger.genesis, one, one)), "NO_FORK");
}

TEST(BundleFork, has_no_app_state) {
    const TestLedger ledger = test_ledger();
    v1::Bundle bundle = fork_of(ledger, ledger.seal.header.height);
    *bundle.mutable_app() = ledger.bundle().app();
    EXPECT_EQ(verdict(bundle), "BUNDLE_MALFORMED");
}

TEST(BundleFork, needs_two_thirds_behind_either_block) {
    const TestLedger ledger = test_ledger();
    Header other = ledger.seal.header;
    other.app_hash = sha256("another past").bytes();
    const auto bundle = fork_bundle(ledger.genesis, {ledger.seal.header, ledger.seal.commit},
                                    {other, test_commit(ledger.seal.validators, other, "acac")});
    EXPECT_EQ(verdict(bundle), "POWER_TOO_LOW");
}

TEST(BundleRefusals, all_have_texts_in_both_languages) {
    const auto& codes = *v1::RefusalCode_descriptor();
    for (int i = 1; i < codes.value_count(); ++i) {
        const Refusal refusal{codec::refusal_code(*codes.value(i)), {}};
        for (const auto language : {codec::Language::zh, codec::Language::en})
            EXPECT_FALSE(codec::refusal_text(refusal, language).value_or("").empty())
                << refusal.code;
    }
}

}  // namespace linlian::light
