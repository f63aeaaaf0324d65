#include "engine/ledger_bundles.h"

#include "kit/solo_node.h"
#include "light/bundle.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

const auto patient = [] { return true; };
const auto hurried = [] { return false; };

TEST(LedgerBundles, proves_what_became_of_a_transaction) {
    kit::SoloNode node;
    const LedgerBundles bundles{*node.store, *node.engine};
    std::vector<Bytes> sent;
    for (int i = 1; i <= 5; ++i) sent.push_back(node.sign("ana", node.add("a", i)));
    const auto standings = node.record(sent);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        Hash32 id;
        ASSERT_TRUE(Hash32::parse(standings[i].receipt->leaf().id(), id));
        const auto bundle = bundles.prove_transaction(id, patient);
        ASSERT_TRUE(bundle) << bundle.error().code;
        const auto statement = light::verify_bundle(*bundle, node.store->community());
        ASSERT_TRUE(statement) << statement.error().code;
        EXPECT_TRUE(statement->anchored);
        const auto& fact = std::get<light::ProvenTransaction>(statement->fact);
        EXPECT_EQ(fact.leaf.id(), id.view());
        EXPECT_EQ(fact.index, standings[i].leaf_index);
        ASSERT_TRUE(fact.body);
        EXPECT_EQ(fact.body->act_type(), "linlian.kit.v1.Add");
    }
}

TEST(LedgerBundles, proves_a_row_and_its_absence) {
    kit::SoloNode node;
    const LedgerBundles bundles{*node.store, *node.engine};
    node.record({node.sign("ana", node.add("a", 5))});
    for (const char* name : {"a", "nobody"}) {
        const auto key = kit::counters.key(name);
        const auto bundle = bundles.prove_row(key, patient);
        ASSERT_TRUE(bundle) << bundle.error().code;
        const auto statement = light::verify_bundle(*bundle, node.store->community());
        ASSERT_TRUE(statement) << statement.error().code;
        const auto& fact = std::get<light::ProvenRow>(statement->fact);
        EXPECT_EQ(fact.key, key);
        EXPECT_EQ(fact.value, node.engine->committed()->rows().get(key));
    }
}

TEST(LedgerBundles, says_what_it_cannot_prove) {
    kit::SoloNode node;
    const LedgerBundles bundles{*node.store, *node.engine};
    EXPECT_EQ(bundles.prove_transaction(Hash32{}, patient).error().code,
              "engine.TRANSACTION_UNKNOWN");
    // No header proves what genesis wrote, until something happens.
    ASSERT_EQ(node.height(), 0U);
    EXPECT_EQ(bundles.prove_row(kit::counters.key("a"), hurried).error().code, "engine.NOT_SEALED");
}

}  // namespace
}  // namespace linlian::engine
