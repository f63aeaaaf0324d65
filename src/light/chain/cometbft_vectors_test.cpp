// What CometBFT itself made of headers, commits, sets, blocks, parameters and results
// (testdata/cometbft_vectors.json, written by tests/vectors/cometbft/main.go).
#include "base/hex.h"
#include "crypto/hash.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace linlian::light {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

using Json = nlohmann::json;

const Json& vectors() {
    static const Json all = [] {
        std::ifstream file{LINLIAN_SOURCE_DIR "/src/light/testdata/cometbft_vectors.json"};
        return Json::parse(file);
    }();
    return all;
}

// Without blanks, for long figures are wrapped.
std::string text_of_page() {
    std::ifstream file{LINLIAN_SOURCE_DIR "/docs/formats/block.md"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

Bytes bytes(const Json& hex) { return from_hex(hex.get<std::string>()).value(); }

std::string hex(const Hash32& hash) { return to_hex(hash.view()); }

BlockTime time_of(const Json& time) { return {time["seconds"], time["nanos"]}; }

BlockId block_id_of(const Json& id) {
    return {bytes(id["hash"]), {id["total"], bytes(id["parts"])}};
}

Header header_of(const Json& fields) {
    return {.block_version = fields["block_version"],
            .app_version = fields["app_version"],
            .chain_id = fields["chain_id"],
            .height = fields["height"],
            .time = time_of(fields["time"]),
            .last_block_id = block_id_of(fields["last_block_id"]),
            .last_commit_hash = bytes(fields["last_commit_hash"]),
            .data_hash = bytes(fields["data_hash"]),
            .validators_hash = bytes(fields["validators_hash"]),
            .next_validators_hash = bytes(fields["next_validators_hash"]),
            .consensus_hash = bytes(fields["consensus_hash"]),
            .app_hash = bytes(fields["app_hash"]),
            .last_results_hash = bytes(fields["last_results_hash"]),
            .evidence_hash = bytes(fields["evidence_hash"]),
            .proposer_address = bytes(fields["proposer_address"])};
}

std::vector<Validator> given_validators(const Json& set) {
    std::vector<Validator> validators;
    for (const auto& given : set["given"])
        validators.push_back({{Suite::ed25519, bytes(given["key"])}, given["power"]});
    return validators;
}

std::vector<Validator> set_named(const std::string& name) {
    for (const auto& set : vectors()["validator_sets"]) {
        if (set["name"] == name) return in_canonical_order(given_validators(set));
    }
    ADD_FAILURE() << "no set is called " << name;
    return {};
}

// By rule, as in the Go program: byte i of item j is (7 i + j) mod 256.
std::vector<Bytes> items_of(const Json& sizes) {
    std::vector<Bytes> items;
    for (std::size_t j = 0; j < sizes.size(); ++j) {
        Bytes item(sizes[j].get<std::size_t>(), '\0');
        for (std::size_t i = 0; i < item.size(); ++i) item[i] = static_cast<char>(7 * i + j);
        items.push_back(std::move(item));
    }
    return items;
}

}  // namespace

TEST(CometbftVectors, headers_have_its_bytes_and_hash) {
    for (const auto& vector : vectors()["headers"]) {
        SCOPED_TRACE(vector["name"].get<std::string>());
        const Header header = header_of(vector["fields"]);
        EXPECT_EQ(to_hex(encode_header(header)), vector["proto"]);
        EXPECT_EQ(hex(header_hash(header)), vector["hash"]);
        EXPECT_EQ(decode_header(bytes(vector["proto"])), header);
    }
}

TEST(CometbftVectors, stand_on_the_page_that_freezes_the_format) {
    const std::string page = text_of_page();
    for (const auto& vector : vectors()["headers"]) {
        if (vector["name"] != "only what a hash needs") continue;
        EXPECT_NE(page.find(vector["proto"]), std::string::npos);
        EXPECT_NE(page.find(vector["hash"]), std::string::npos);
    }
    const auto& commit = vectors()["commits"][0];
    EXPECT_EQ(commit["name"], "one validator");
    for (const Json& text : {commit["sign_bytes"][0], vectors()["validator_sets"][0]["hash"],
                             vectors()["no_evidence"]})
        EXPECT_NE(page.find(text), std::string::npos);
}

TEST(CometbftVectors, validator_sets_have_its_order_addresses_and_hash) {
    for (const auto& vector : vectors()["validator_sets"]) {
        SCOPED_TRACE(vector["name"].get<std::string>());
        const auto set = in_canonical_order(given_validators(vector));
        ASSERT_EQ(set.size(), vector["order"].size());
        for (std::size_t i = 0; i < set.size(); ++i)
            EXPECT_EQ(to_hex(validator_address(set[i].key)), vector["order"][i]);
        EXPECT_EQ(hex(validators_hash(set)), vector["hash"]);
        EXPECT_TRUE(check_validators(set));
    }
}

TEST(CometbftVectors, commits_have_its_bytes_hash_and_sign_bytes) {
    for (const auto& vector : vectors()["commits"]) {
        if (!vector.contains("sign_bytes")) continue;
        SCOPED_TRACE(vector["name"].get<std::string>());
        const auto commit = decode_commit(bytes(vector["proto"]));
        ASSERT_TRUE(commit);
        EXPECT_EQ(to_hex(encode_commit(*commit)), vector["proto"]);
        EXPECT_EQ(hex(commit_hash(*commit)), vector["hash"]);
        ASSERT_EQ(commit->signatures.size(), vector["sign_bytes"].size());
        for (std::size_t i = 0; i < commit->signatures.size(); ++i)
            EXPECT_EQ(to_hex(canonical_vote_sign_bytes(vector["chain_id"].get<std::string>(),
                                                       *commit, i)),
                      vector["sign_bytes"][i]);
    }
    EXPECT_EQ(hex(commit_hash({})), vectors()["no_commit_hash"]);
}

// The other program says only that it refuses; each of these is refused by us for this.
const std::map<std::string, std::string>& commit_refusals() {
    static const std::map<std::string, std::string> all{
        {"three, exactly two thirds", "light.POWER_TOO_LOW"},
        {"nobody voted for it", "light.POWER_TOO_LOW"},
        {"wrong chain id", "light.OTHER_CHAIN"},
        {"one signature flipped", "light.COMMIT_SIGNATURE_WRONG"},
        {"a vote for another block", "light.OTHER_BLOCK"},
        {"another height", "light.OTHER_HEIGHT"},
        {"one address twice", "light.OTHER_SIGNER"},
        {"two validators in the wrong order", "light.OTHER_SIGNER"},
        {"a vote too few", "light.SIGNATURES_MISCOUNTED"},
        {"another round, not signed again", "light.COMMIT_SIGNATURE_WRONG"}};
    return all;
}

TEST(CometbftVectors, commits_are_accepted_exactly_when_it_accepts_them) {
    std::map<std::string, Header> header_of_set;
    int refused = 0;
    for (const auto& vector : vectors()["commits"]) {
        SCOPED_TRACE(vector["name"].get<std::string>());
        const std::string set = vector["set"];
        if (vector.contains("header"))
            header_of_set[set] = decode_header(bytes(vector["header"])).value();
        const auto commit = decode_commit(bytes(vector["proto"]));
        ASSERT_TRUE(commit);
        Header header = header_of_set[set];
        const auto verdict =
            verify_commit(vector["chain_id"].get<std::string>(), set_named(set), header, *commit);
        const auto name = vector["name"].get<std::string>();
        EXPECT_EQ(code_of(verdict),
                  vector["accepted"].get<bool>() ? "" : commit_refusals().at(name));
        refused += verdict.has_value() ? 0 : 1;
    }
    EXPECT_EQ(refused, 10);
}

TEST(CometbftVectors, items_have_its_data_hash) {
    for (const auto& vector : vectors()["data"])
        EXPECT_EQ(hex(data_hash(items_of(vector["sizes"]))), vector["hash"]) << vector["sizes"];
}

TEST(CometbftVectors, blocks_have_its_bytes_and_parts) {
    for (const auto& vector : vectors()["blocks"]) {
        SCOPED_TRACE(vector["sizes"].dump());
        const Block block{.header = decode_header(bytes(vector["header"])).value(),
                          .items = items_of(vector["sizes"]),
                          .last_commit = decode_commit(bytes(vector["last_commit"])).value()};
        const Bytes encoded = encode_block(block);
        EXPECT_EQ(encoded.size(), vector["bytes"]);
        EXPECT_EQ(hex(sha256(encoded)), vector["sha256"]);
        EXPECT_EQ(decode_block(encoded), block);
        const BlockId id = block_id(block);
        EXPECT_EQ(id.parts.total, vector["total"]);
        EXPECT_EQ(to_hex(id.parts.hash), vector["parts"]);
        EXPECT_EQ(id.hash, header_hash(block.header).view());
    }
}

TEST(CometbftVectors, parameters_have_its_hash) {
    for (const auto& vector : vectors()["params"])
        EXPECT_EQ(hex(consensus_hash({vector["max_bytes"], vector["max_gas"]})), vector["hash"]);
}

TEST(CometbftVectors, results_have_its_hash) {
    for (const auto& vector : vectors()["results"]) {
        std::vector<ItemResult> results;
        for (const auto& row : vector["results"])
            results.push_back(
                {row["code"], bytes(row["data"]), row["gas_wanted"], row["gas_used"]});
        EXPECT_EQ(hex(results_hash(results)), vector["hash"]);
    }
}

TEST(CometbftVectors, no_evidence_has_its_hash) {
    EXPECT_EQ(hex(no_evidence_hash()), vectors()["no_evidence"]);
}

}  // namespace linlian::light
