// For tests of bundles: a small community with three rows, five leaves and four validators, and
// everything a node would have to make bundles from.
#pragma once

#include "base/check.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "light/bundle/make_bundle.h"
#include "light/chain/seal_for_tests.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "state/tree/place.h"

namespace linlian::light {

struct TestLedger {
    machine::v1::Genesis genesis;
    Hash32 community;
    Seal seal;
    machine::Tip tip;
    TreeVersion tree;
    std::vector<Hash32> leaves;
    Bytes transaction;             // leaf 3
    machine::v1::Receipt receipt;  // of the transaction
    machine::v1::Receipt due;      // leaf 4: due work, without an author

    std::vector<Hash32> path(std::uint64_t index) const {
        return prove_inclusion(index, leaves.size(), [this](unsigned level, std::uint64_t at) {
            const std::size_t width = std::size_t{1} << level;
            const std::span all{leaves};
            return merkle_root_of_hashes(all.subspan(at * width, width));
        });
    }
    v1::Bundle bundle() const { return new_bundle(genesis, tip, seal.header, seal.commit); }
};

inline const std::vector<std::int64_t>& test_powers() {
    static const std::vector<std::int64_t> powers{4, 3, 2, 1};
    return powers;
}

inline Hash32 test_veil() { return sha256("veil"); }

inline machine::v1::Genesis test_genesis(const std::vector<Validator>& validators) {
    machine::v1::Genesis genesis;
    genesis.set_name("桂花社区");
    genesis.set_time_ms(1'795'000'000'000);
    genesis.set_nonce("0123456789abcdef");
    genesis.set_veil(test_veil().bytes());
    // Backwards, for the genesis may name them in any order.
    for (auto one = validators.rbegin(); one != validators.rend(); ++one) {
        auto& validator = *genesis.add_validators();
        validator.set_key(one->key.encoded());
        validator.set_power(one->power);
    }
    auto& section = *genesis.add_sections();
    section.set_type("linlian.sample.v1.Genesis");
    section.set_content("content");
    return genesis;
}

inline KeyPair test_author() { return KeyPair::from_seed(Suite::p256, sha256("author")); }

inline machine::v1::Body test_body(const Hash32& community) {
    machine::v1::Body body;
    body.set_community(community.bytes());
    body.set_author_key(test_author().public_key().encoded());
    body.set_nonce("fedcba9876543210");
    body.set_expires_ms(1'795'223'000'000);
    body.set_act_type("linlian.sample.v1.Plant");
    body.set_act("an act");
    return body;
}

inline Bytes signed_transaction(const machine::v1::Body& body) {
    machine::v1::Transaction envelope;
    envelope.set_body(codec::encode(body));
    envelope.set_signature(test_author().sign(machine::signing_hash(envelope.body()).view()));
    return codec::encode(envelope);
}

inline machine::v1::Receipt test_receipt(const machine::v1::Body& body) {
    machine::v1::Receipt receipt;
    auto& event = *receipt.mutable_effects()->add_events();
    event.set_type("linlian.sample.v1.Planted");
    event.set_content("a tree");
    auto& leaf = *receipt.mutable_leaf();
    leaf.set_height(6);
    leaf.set_time_ms(1'795'222'700'000);
    leaf.set_id(machine::transaction_id(codec::encode(body)).bytes());
    leaf.set_expires_ms(body.expires_ms());
    leaf.set_author_key(body.author_key());
    leaf.set_act_type(body.act_type());
    leaf.set_effects_hash(machine::effects_hash(receipt.effects()).bytes());
    return receipt;
}

inline machine::v1::Receipt test_due_receipt() {
    machine::v1::Receipt receipt;
    auto& leaf = *receipt.mutable_leaf();
    leaf.set_height(7);
    leaf.set_time_ms(1'795'222'710'000);
    leaf.set_id(sha256("due").bytes());
    leaf.set_act_type("linlian.sample.v1.Water");
    leaf.set_effects_hash(machine::effects_hash(receipt.effects()).bytes());
    return receipt;
}

// Trees are open; birds and their nests are of persons: a bird's row shows its secret.
using Anything = machine::v1::FigureText;
inline const state::Table<Anything, std::string> trees{"trees/"};
inline constexpr state::Subject of_bird{"sample/bird"};
inline const state::Table<Anything, Id16> birds{"birds/", of_bird};
inline const state::Table<Anything, Id16> nests{"nests/", of_bird};
inline Bytes tree_row(const std::string& name) { return trees.key(name); }
inline Id16 bird(const std::string& name) {
    Id16 id;
    CHECK(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
    return id;
}
inline Hash32 secret_of_bird(const std::string& name) {
    return state::subject_secret(test_veil(), of_bird.kind, bird(name).view());
}

// What knows these tables.
inline const machine::Program& test_program() {
    static const machine::Program program = [] {
        machine::Module sample;
        sample.name = "sample";
        sample.tables = {trees.info(), birds.info(), nests.info()};
        sample.subjects = {
            {of_bird.kind,
             [](const machine::Reading&, const machine::Author&, BytesView) { return true; },
             nullptr,
             [](const machine::Voucher& voucher, BytesView subject, const Hash32&) {
                 return voucher.key == Bytes{"birds/"} + Bytes{subject};
             }}};
        sample.resolve_author = [](const state::StateView&, BytesView, Timestamp) {
            return std::optional<machine::Author>{};
        };
        sample.authorize = [](machine::Context&, const machine::Act&, const machine::Message&) {
            return Result<>{};
        };
        return std::move(*machine::assemble({std::move(sample)}));
    }();
    return program;
}

inline Hash32 test_place(BytesView key) {
    return machine::place_of(test_program(), test_veil(), key);
}

inline TreeVersion test_tree(const std::map<Bytes, Bytes>& rows) {
    std::map<Hash32, Hash32> sorted;
    for (const auto& [key, value] : rows) sorted[test_place(key)] = tree_value_hash(value);
    std::vector<TreeChange> changes;
    for (const auto& [key, value] : sorted) changes.push_back({key, value});
    return empty_tree().with(changes);
}

// The commit of the block after the tip, signed by all.
inline void seal_tip(TestLedger& ledger, std::int32_t round = 0) {
    ledger.seal.header = test_header(chain_id_of(ledger.community), ledger.seal.validators);
    ledger.seal.header.app_hash = ledger.tip.app_hash().bytes();
    ledger.seal.header.height = ledger.tip.height + 1;
    ledger.seal.commit = test_commit(ledger.seal.validators, ledger.seal.header, "cccc", round);
}

inline TestLedger test_ledger() {
    TestLedger ledger;
    ledger.seal.validators = test_validators(test_powers());
    ledger.genesis = test_genesis(ledger.seal.validators);
    ledger.community = machine::community_id(ledger.genesis);
    const auto body = test_body(ledger.community);
    ledger.transaction = signed_transaction(body);
    ledger.receipt = test_receipt(body);
    ledger.due = test_due_receipt();
    for (const Bytes& leaf :
         {Bytes{"leaf 0"}, Bytes{"leaf 1"}, Bytes{"leaf 2"},
          machine::encode_leaf(ledger.receipt.leaf()), machine::encode_leaf(ledger.due.leaf())})
        ledger.leaves.push_back(leaf_hash(leaf));
    ledger.tip.height = 7;
    for (const Hash32& leaf : ledger.leaves) ledger.tip.log.append(leaf);
    ledger.tree = test_tree({{tree_row("1"), "oak"},
                             {tree_row("2"), "elm"},
                             {tree_row("3"), ""},
                             {birds.key(bird("wren")), "a bird"},
                             {birds.key(bird("owl")), "another"},
                             {nests.key(bird("owl")), "a nest"}});
    ledger.tip.state_root = ledger.tree.root();
    seal_tip(ledger);
    return ledger;
}

// The test ledger with these entries in its log, sealed at a height.
inline TestLedger test_ledger_at(Height height, const std::string& entries,
                                 std::int32_t round = 0) {
    auto ledger = test_ledger();
    ledger.tip.height = height;
    ledger.tip.log = {};
    ledger.leaves.clear();
    for (const char entry : entries) ledger.leaves.push_back(leaf_hash(std::string{entry}));
    for (const auto& leaf : ledger.leaves) ledger.tip.log.append(leaf);
    seal_tip(ledger, round);
    return ledger;
}

// A bundle of the transaction, of the due work and of a row.
inline v1::Bundle transaction_bundle(const TestLedger& ledger) {
    v1::Bundle bundle = ledger.bundle();
    const auto path = ledger.path(3);
    put_transaction(bundle, ledger.transaction, ledger.receipt, {3, path});
    return bundle;
}

inline v1::Bundle due_bundle(const TestLedger& ledger) {
    v1::Bundle bundle = ledger.bundle();
    const auto path = ledger.path(4);
    put_transaction(bundle, {}, ledger.due, {4, path});
    return bundle;
}

inline v1::Bundle row_bundle(const TestLedger& ledger, BytesView key,
                             const std::optional<Bytes>& value) {
    v1::Bundle bundle = ledger.bundle();
    put_row(bundle, key, value, ledger.tree.prove(test_place(key)));
    return bundle;
}

// Of a row about a bird, with the secret and, where it is absent, the bird's own row.
inline v1::Bundle bird_bundle(const TestLedger& ledger, const std::string& name,
                              const std::optional<Bytes>& nest) {
    v1::Bundle bundle = row_bundle(ledger, nests.key(bird(name)), nest);
    put_secret(bundle, secret_of_bird(name));
    if (nest) return bundle;
    const Bytes own = birds.key(bird(name));
    put_voucher(bundle, {own, "a bird", {}}, ledger.tree.prove(test_place(own)));
    return bundle;
}

// That the first `old_size` leaves are still as they were.
inline v1::Bundle prefix_bundle(const TestLedger& ledger, std::size_t old_size) {
    v1::Bundle bundle = ledger.bundle();
    const std::span all{ledger.leaves};
    const auto path =
        prove_consistency(old_size, all.size(), [&](unsigned level, std::uint64_t at) {
            const std::size_t width = std::size_t{1} << level;
            return merkle_root_of_hashes(all.subspan(at * width, width));
        });
    put_prefix(bundle, {old_size, merkle_root_of_hashes(all.first(old_size))}, path);
    return bundle;
}

// A header at `height` in which `validators` name `next`, and its commit.
inline v1::ValidatorChange change_at(const TestLedger& ledger, Height height,
                                     const std::vector<Validator>& validators,
                                     const std::vector<Validator>& next) {
    Header header = test_header(chain_id_of(ledger.community), validators);
    header.height = height;
    header.next_validators_hash = validators_hash(next).bytes();
    v1::ValidatorChange change;
    change.mutable_last()->set_header(encode_header(header));
    change.mutable_last()->set_commit(
        encode_commit(test_commit(validators, header, std::string(validators.size(), 'c'))));
    for (const auto& one : next) {
        auto& member = *change.add_next();
        member.set_key(one.key.encoded());
        member.set_power(one.power);
    }
    return change;
}

// A bundle whose seal is signed by the set 0 … 4, after a change at height 5.
inline v1::Bundle bundle_after_change(TestLedger ledger) {
    const auto before = ledger.seal.validators;
    ledger.seal.validators = test_validators({4, 3, 2, 1, 5});
    ledger.seal.header = test_header(chain_id_of(ledger.community), ledger.seal.validators);
    ledger.seal.header.app_hash = ledger.tip.app_hash().bytes();
    ledger.seal.commit = test_commit(ledger.seal.validators, ledger.seal.header, "ccccc");
    v1::Bundle bundle = transaction_bundle(ledger);
    *bundle.add_history() = change_at(ledger, 5, before, ledger.seal.validators);
    return bundle;
}

}  // namespace linlian::light
