// Golden bundles (testdata/bundle_vectors.json): what the page docs/formats/bundle.md freezes, and
// what verifiers in other languages must read in the same way. LINLIAN_WRITE_VECTORS=1 writes the
// file anew, for a change of the format that is meant.
#include "base/hex.h"
#include "light/bundle/bundle.h"
#include "light/bundle/bundle_for_tests.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

namespace linlian::light {
namespace {

using Json = nlohmann::json;

constexpr const char* vectors_file = LINLIAN_SOURCE_DIR "/src/light/testdata/bundle_vectors.json";

Json fact_of(const ProvenTransaction& fact) {
    return {{"index", fact.index},
            {"height", fact.leaf.height()},
            {"time_ms", fact.leaf.time_ms()},
            {"id", to_hex(fact.leaf.id())},
            {"act_type", fact.leaf.act_type()},
            {"refusal", fact.leaf.refusal()},
            {"act", fact.body ? Json(to_hex(fact.body->act())) : Json(nullptr)},
            {"events", fact.effects.events_size()}};
}

Json fact_of(const ProvenRow& fact) {
    return {{"key", to_hex(fact.key)},
            {"value", fact.value ? Json(to_hex(*fact.value)) : Json(nullptr)}};
}

Json fact_of(const ProvenPrefix& fact) {
    return {{"old_size", fact.old_size},
            {"old_root", to_hex(fact.old_root.view())},
            {"size", fact.size},
            {"root", to_hex(fact.root.view())}};
}

Json fact_of(const ProvenFork& fact) {
    return {{"one", to_hex(fact.one.view())}, {"other", to_hex(fact.other.view())}};
}

Json fact_of(const ProvenRewrite& fact) {
    return {{"older_height", fact.older_height},
            {"older", to_hex(fact.older.view())},
            {"size", fact.size},
            {"then", to_hex(fact.then.view())},
            {"now", fact.now ? Json(to_hex(fact.now->view())) : Json(nullptr)}};
}

Json statement_of(const Statement& statement) {
    return {{"community", to_hex(statement.community.view())},
            {"community_name", statement.community_name},
            {"height", statement.height},
            {"sealed_height", statement.sealed_height},
            {"sealed_time_ms", statement.sealed_time.ms},
            {"sealed_by", to_hex(statement.sealed_by.view())},
            {"validators", statement.validators},
            {"fact", std::visit([](const auto& fact) { return fact_of(fact); }, statement.fact)}};
}

Json vector_of(const std::string& name, const v1::Bundle& bundle) {
    const Bytes file = encode_bundle(bundle);
    const auto statement = verify_bundle(file, std::nullopt, test_program());
    EXPECT_TRUE(statement) << name;
    if (!statement) return {};
    return {{"name", name}, {"file", to_hex(file)}, {"statement", statement_of(*statement)}};
}

Json all_vectors() {
    const TestLedger ledger = test_ledger();
    Header other = ledger.seal.header;
    other.app_hash = sha256("another past").bytes();
    const auto fork = fork_bundle(ledger.genesis, {ledger.seal.header, ledger.seal.commit},
                                  {other, test_commit(ledger.seal.validators, other, "ccca")});
    auto older = ledger;
    older.tip.height = 4;
    older.tip.log = {};
    older.tip.log.append(leaf_hash("another past"));
    seal_tip(older);
    const auto rewrite = rewrite_bundle(prefix_bundle(ledger, 1), older.bundle());
    return {vector_of("transaction", transaction_bundle(ledger)),
            vector_of("due work", due_bundle(ledger)),
            vector_of("row", row_bundle(ledger, tree_row("2"), "elm")),
            vector_of("absent row", row_bundle(ledger, tree_row("4"), std::nullopt)),
            vector_of("row about a person", bird_bundle(ledger, "owl", "a nest")),
            vector_of("absent row about a person", bird_bundle(ledger, "wren", std::nullopt)),
            vector_of("after a change of validators", bundle_after_change(ledger)),
            vector_of("fork", fork),
            vector_of("prefix", prefix_bundle(ledger, 3)),
            vector_of("rewrite", rewrite)};
}

std::string read(const std::string& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace

TEST(BundleVectors, are_what_this_program_makes_and_reads) {
    const Json made = all_vectors();
    if (std::getenv("LINLIAN_WRITE_VECTORS") != nullptr)
        std::ofstream{vectors_file} << made.dump(1) << '\n';
    EXPECT_EQ(Json::parse(read(vectors_file)), made);
}

TEST(BundleVectors, stand_on_the_page_that_freezes_the_format) {
    const std::string page = read(LINLIAN_SOURCE_DIR "/docs/formats/bundle.md");
    const Json vectors = Json::parse(read(vectors_file));
    EXPECT_NE(page.find(vectors[0]["statement"]["community"].get<std::string>()),
              std::string::npos);
    EXPECT_NE(page.find(vectors[0]["statement"]["sealed_by"].get<std::string>()),
              std::string::npos);
    for (const auto& vector : vectors) {
        const std::string file = vector["file"];
        EXPECT_NE(page.find(file.substr(file.size() - 64)), std::string::npos) << vector["name"];
    }
}

}  // namespace linlian::light
