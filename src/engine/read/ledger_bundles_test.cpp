#include "engine/read/ledger_bundles.h"

#include "contract/opening/parcel.h"
#include "kit/solo_node.h"
#include "light/bundle/bundle.h"
#include "storage/rows/database.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

Result<Bytes> row_bundle(const kit::SoloNode& node, const LedgerBundles& bundles, BytesView key) {
    return node.bundle([&](const Committed& at) { return bundles.prove_row(at, key, nullptr); });
}

Result<Bytes> transaction_bundle(const kit::SoloNode& node, const LedgerBundles& bundles,
                                 const Hash32& id) {
    return node.bundle([&](const Committed& at) { return bundles.prove_transaction(at, id); });
}

TEST(LedgerBundles, proves_what_became_of_a_transaction) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    std::vector<Bytes> sent;
    for (int i = 1; i <= 5; ++i) sent.push_back(node.sign("ana", node.add("a", i)));
    const auto standings = node.record(sent);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        Hash32 id;
        ASSERT_TRUE(Hash32::parse(standings[i].receipt->leaf().id(), id));
        const auto bundle = transaction_bundle(node, bundles, id);
        ASSERT_TRUE(bundle) << bundle.error().code;
        const auto statement = light::verify_bundle(*bundle, node.store->community(), node.program);
        ASSERT_TRUE(statement) << statement.error().code;
        EXPECT_TRUE(statement->anchored);
        const auto& fact = std::get<light::ProvenTransaction>(statement->fact);
        EXPECT_EQ(fact.leaf.id(), id.view());
        EXPECT_EQ(fact.index, standings[i].leaf_index);
        ASSERT_TRUE(fact.body);
        EXPECT_EQ(fact.body->act_type(), "linlian.kit.v1.Add");
    }
}

// Whoever orders a block could put one with the same body and another signature before it.
TEST(LedgerBundles, proves_a_transaction_that_stands_behind_its_twin) {
    kit::SoloNode node;
    const Bytes good = node.sign("ana", node.add("a", 1));
    Bytes twin = good;
    twin.back() ^= 1;
    node.engine.reset();
    const machine::Opener opener{node.program, node.store->community()};
    {
        auto loaded = node.store->load(node.program);
        auto sealer = Sealer::make(*node.store, kit::key_of("validator"),
                                   *SealRecord::open(node.record_file()));
        ASSERT_TRUE(loaded && sealer);
        BlockCommitter committer{node.program, *node.store, std::move(*loaded)};
        const auto parcels = std::vector{
            machine::make_parcel(opener.community(), kit::key_of("another"), 1, {twin, good})};
        const auto app_hash = committer.applied_tip().app_hash();
        const Timestamp now = node.clock.wall();
        const auto applied = committer.apply(now, machine::open_acts(opener, parcels));
        const auto sealed = sealer->seal(now, app_hash, parcels);
        ASSERT_TRUE(applied && sealed);
        ASSERT_EQ((*applied)->result.receipts.size(), 1U);
        ASSERT_TRUE(
            committer.commit(**applied, *sealed, [&] { return sealer->settle(std::nullopt); }));
    }
    node.stop();
    ASSERT_TRUE(node.start()) << node.trouble;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    const auto bundle = transaction_bundle(node, bundles, opener.open(good)->id());
    ASSERT_TRUE(bundle) << bundle.error().code;
    EXPECT_TRUE(light::verify_bundle(*bundle, node.store->community(), node.program));
}

TEST(LedgerBundles, proves_a_row_and_its_absence) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    node.record({node.sign("ana", node.add("a", 5))});
    for (const char* name : {"a", "nobody"}) {
        const auto key = kit::counters.key(name);
        const auto bundle = row_bundle(node, bundles, key);
        ASSERT_TRUE(bundle) << bundle.error().code;
        const auto statement = light::verify_bundle(*bundle, node.store->community(), node.program);
        ASSERT_TRUE(statement) << statement.error().code;
        const auto& fact = std::get<light::ProvenRow>(statement->fact);
        EXPECT_EQ(fact.key, key);
        EXPECT_EQ(fact.value, node.engine->committed()->rows().get(key));
    }
}

namespace {

Bytes note(const kit::SoloNode& node, const std::string& author, const std::string& words) {
    kit::v1::Note act;
    act.set_words(words);
    return kit::sign_act(kit::key_of(author), node.store->community(), act,
                         Timestamp{node.clock.wall().ms + 15 * ms_per_minute});
}

Id16 member_of(const std::string& name) {
    Id16 member;
    EXPECT_TRUE(Id16::parse(
        sha256(kit::key_of(name).public_key().encoded()).view().substr(0, Id16::size), member));
    return member;
}

}  // namespace

// Ana wrote a note, bo an empty one, which leaves none; zoe is unknown.
TEST(LedgerBundles, proves_to_persons_that_a_row_about_them_is_there_or_not) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    node.record({note(node, "ana", "a note"), note(node, "bo", "")});
    const auto proven = [&](const std::string& name) {
        const auto bundle = row_bundle(node, bundles, kit::notes.key(member_of(name)));
        EXPECT_TRUE(bundle);
        EXPECT_EQ(bundle->find(node.store->genesis().veil()), Bytes::npos);
        return light::verify_bundle(*bundle, node.store->community(), node.program);
    };
    const auto there = proven("ana");
    ASSERT_TRUE(there) << there.error().code;
    EXPECT_TRUE(std::get<light::ProvenRow>(there->fact).value);
    const auto absent = proven("bo");
    ASSERT_TRUE(absent) << absent.error().code;
    EXPECT_FALSE(std::get<light::ProvenRow>(absent->fact).value);
    const auto unknown = proven("zoe");
    ASSERT_FALSE(unknown) << "nothing shows zoe's secret";
    EXPECT_EQ(unknown.error().code, "light.SECRET_UNPROVEN");
}

TEST(LedgerBundles, opens_the_leaf_of_an_act_about_persons_also_of_a_refused_one) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    const auto standings =
        node.record({note(node, "ana", "a note"), note(node, "ana", "a shout!")});
    for (const auto& standing : standings) {
        const auto& leaf = standing.receipt->leaf();
        EXPECT_EQ(leaf.author_key() + leaf.act_type(), "");
        Hash32 id;
        ASSERT_TRUE(Hash32::parse(leaf.id(), id));
        const auto bundle = transaction_bundle(node, bundles, id);
        ASSERT_TRUE(bundle) << bundle.error().code;
        const auto statement = light::verify_bundle(*bundle, node.store->community(), node.program);
        ASSERT_TRUE(statement) << statement.error().code;
        EXPECT_EQ(std::get<light::ProvenTransaction>(statement->fact).body->act_type(),
                  "linlian.kit.v1.Note");
    }
    EXPECT_EQ(standings[1].receipt->leaf().refusal(), "machine.VEILED");
    EXPECT_EQ(standings[1].receipt->effects().refusal(), "kit.SHOUTED");
}

TEST(LedgerBundles, says_what_it_cannot_prove) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    EXPECT_EQ(transaction_bundle(node, bundles, {}).error().code, "engine.TRANSACTION_UNKNOWN");
    // No header proves what genesis wrote, until something happens.
    ASSERT_EQ(node.height(), 0U);
    EXPECT_EQ(
        bundles.prove_row(*node.engine->committed(), kit::counters.key("a"), nullptr).error().code,
        "engine.NOT_SEALED");
}

// Damage is a fault of this node's, and no word about how far its history reaches.
TEST(LedgerBundles, does_not_take_damage_for_a_history_that_it_never_had) {
    kit::SoloNode node;
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    std::vector<Bytes> many;
    for (int i = 0; i < 300; ++i) many.push_back(node.sign("ana", node.add("a", 1)));
    node.record(std::move(many));
    ASSERT_TRUE(node.is_quiet());
    const auto prefix = [&] { return bundles.prove_prefix(*node.engine->committed(), 10); };
    EXPECT_TRUE(prefix());
    const auto& database = node.store->database();
    const auto tile = database.scan(storage::Family::tiles);
    for (tile->SeekToFirst(); tile->Valid(); tile->Next())
        ASSERT_TRUE(
            database.db().Delete({}, database.family(storage::Family::tiles), tile->key()).ok());
    EXPECT_THROW((void)prefix(), state::ReadFault);
}

}  // namespace
}  // namespace linlian::engine
