// Real heights of a network of CometBFT v0.38 nodes, with evidence, votes for nil and absent ones:
// each must decode and hold, and none that was changed may. LINLIAN_HEIGHTS names the file (a JSON
// object a line, may be compressed by xz), else it is that of the data folder, which
// LINLIAN_VECTORS names; without one the tests are skipped, aloud.
#include "base/hex.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace linlian::light {
namespace {

using Json = nlohmann::json;

std::string data_folder() {
    const char* given = std::getenv("LINLIAN_VECTORS");
    return std::string{given != nullptr ? given : LINLIAN_SOURCE_DIR "/../shared/data"} +
           "/cometbft/";
}

// The objects of the file; none when it is absent. A file that somebody names must be there.
std::vector<Json> read_heights() {
    const char* named = std::getenv("LINLIAN_HEIGHTS");
    const std::string path = named != nullptr ? named : data_folder() + "heights-1-230.jsonl.xz";
    if (!std::filesystem::exists(path)) {
        EXPECT_EQ(named, nullptr) << path << " is not there";
        return {};
    }
    setenv("LINLIAN_HEIGHTS_READ", path.c_str(), 1);  // so the shell reads no part of it as code
    FILE* unpacked = popen("exec xz -dcf -- \"$LINLIAN_HEIGHTS_READ\"", "r");
    std::string text;
    char part[65536];
    while (const std::size_t got = std::fread(part, 1, sizeof part, unpacked))
        text.append(part, got);
    EXPECT_EQ(pclose(unpacked), 0) << path << " cannot be read";
    std::vector<Json> heights;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        if (!line.empty()) heights.push_back(Json::parse(line));
    return heights;
}

const std::vector<Json>& heights() {
    static const std::vector<Json> all = read_heights();
    return all;
}

// A height as the network told it, in the types of this room.
struct Bilingual {
    std::string chain;
    Bytes hash;
    Bytes header;
    Bytes commit;
    Bytes block;  // empty where it was too large to keep
    std::vector<Validator> validators;
    std::vector<ItemResult> results;
    std::string flags;
    Height height = 0;
    std::int32_t round = 0;
    std::size_t evidence = 0;
};

Bytes bytes_of(const Json& hex) {
    std::string text = hex.get<std::string>();
    for (char& c : text)
        if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    return from_hex(text).value();
}

Bilingual told_of(const Json& json) {
    Bilingual told{.chain = json.at("chain"),
                   .hash = bytes_of(json.at("hash")),
                   .header = bytes_of(json.at("header")),
                   .commit = bytes_of(json.at("commit")),
                   .block = bytes_of(json.at("block")),
                   .validators = {},
                   .results = {},
                   .flags = json.at("flags"),
                   .height = json.at("height"),
                   .round = json.value("round", 0),
                   .evidence = json.at("evidence")};
    for (const auto& one : json.at("validators"))
        told.validators.push_back({{Suite::ed25519, bytes_of(one.at("key"))}, one.at("power")});
    if (json.contains("results") && json.at("results").is_array()) {
        for (const auto& one : json.at("results"))
            told.results.push_back({.code = one.at("code"),
                                    .data = bytes_of(one.at("data")),
                                    .gas_wanted = one.at("gw"),
                                    .gas_used = one.at("gu")});
    }
    return told;
}

std::string flags_of(const Commit& commit) {
    constexpr std::array letters{'?', 'a', 'c', 'n'};
    std::string flags;
    for (const auto& one : commit.signatures)
        flags += letters.at(static_cast<std::size_t>(one.flag));
    return flags;
}

// The first thing of a block that does not fit; empty when all does.
std::string block_fault(const Bilingual& told, const Header& header, const BlockId& id) {
    const auto block = decode_block(told.block);
    if (!block) return "block: " + block.error().code;
    if (block->header != header) return "the block has another header";
    if (block_id(*block) != id) return "block id";
    if (header.data_hash != data_hash(block->items).view()) return "data hash";
    if (header.evidence_hash != evidence_hash(block->evidence).view()) return "evidence hash";
    if (header.last_commit_hash != commit_hash(block->last_commit).view()) return "last commit";
    if (block->last_commit.block_id != header.last_block_id) return "the block's last commit";
    if (block->evidence.size() != told.evidence) return "count of evidence";
    return {};
}

// The same of a height by itself.
std::string height_fault(const Bilingual& told) {
    const auto header = decode_header(told.header);
    const auto commit = decode_commit(told.commit);
    if (!header) return "header: " + header.error().code;
    if (!commit) return "commit: " + commit.error().code;
    if (header_hash(*header).view() != told.hash) return "header hash";
    if (header->height != told.height) return "height";
    if (in_canonical_order(told.validators) != told.validators) return "order of validators";
    if (const auto held = verify_commit(told.chain, told.validators, *header, *commit); !held)
        return "commit: " + held.error().code;
    if (flags_of(*commit) != told.flags) return "flags";
    if (commit->round != told.round) return "round";
    return told.block.empty() ? std::string{} : block_fault(told, *header, commit->block_id);
}

// The same of what a header says of the height before it.
std::string link_fault(const Bilingual& before, const Bilingual& told) {
    const auto last = decode_header(before.header);
    const auto last_commit = decode_commit(before.commit);
    const auto header = decode_header(told.header);
    if (!last || !last_commit || !header) return "does not read";
    if (header->last_block_id != last_commit->block_id) return "last block id";
    if (header->last_commit_hash != commit_hash(*last_commit).view()) return "last commit hash";
    if (header->last_results_hash != results_hash(before.results).view()) return "results hash";
    if (last->next_validators_hash != header->validators_hash) return "next validators hash";
    if (last->time > header->time) return "time goes back";
    return {};
}

class comet_heights : public testing::Test {
    void SetUp() override {
        if (heights().empty())
            GTEST_SKIP() << "no heights in " << data_folder() << ": nothing was tested";
    }
};

// What was seen of the network in the file: a test that meets none of it tests nothing.
struct Seen {
    std::size_t evidence = 0;
    std::size_t nil = 0;
    std::size_t absent = 0;
    std::size_t later_rounds = 0;
    std::size_t changes = 0;
};

TEST_F(comet_heights, all_decode_and_hold) {
    Seen seen;
    Bilingual before;
    for (const Json& json : heights()) {
        const Bilingual told = told_of(json);
        EXPECT_EQ(height_fault(told), "") << "height " << told.height;
        if (before.height + 1 == told.height && before.height > 0) {
            EXPECT_EQ(link_fault(before, told), "") << "height " << told.height;
            seen.changes += before.validators == told.validators ? 0 : 1;
        }
        seen.evidence += told.evidence;
        seen.nil += told.flags.find('n') != std::string::npos ? 1 : 0;
        seen.absent += told.flags.find('a') != std::string::npos ? 1 : 0;
        seen.later_rounds += told.round > 0 ? 1 : 0;
        before = told;
    }
    if (std::getenv("LINLIAN_HEIGHTS") != nullptr) return;
    EXPECT_EQ(heights().size(), 230U);
    EXPECT_EQ(seen.evidence, 2U);
    EXPECT_GT(seen.nil, 10U);
    EXPECT_GT(seen.absent, 100U);
    EXPECT_GT(seen.later_rounds, 10U);
    EXPECT_GT(seen.changes, 3U);
}

// Every byte of a header, a commit and a block matters, and so does every figure beside them.
TEST_F(comet_heights, none_holds_with_a_bit_flipped) {
    std::size_t tried = 0;
    std::size_t with_evidence = 0;
    for (const Json& json : heights()) {
        const Bilingual good = told_of(json);
        const bool of_interest = good.evidence > 0 || good.height % 40 == 1;
        if (!of_interest || height_fault(good) != "" || good.block.size() > 4096) continue;
        with_evidence += good.evidence;
        for (Bytes Bilingual::*part :
             {&Bilingual::header, &Bilingual::commit, &Bilingual::block, &Bilingual::hash}) {
            for (std::size_t at = 0; at < (good.*part).size(); ++at, ++tried) {
                Bilingual bad = good;
                (bad.*part)[at] = static_cast<char>((bad.*part)[at] ^ (1 << (at % 8)));
                EXPECT_NE(height_fault(bad), "") << "height " << good.height << ", byte " << at;
            }
        }
    }
    if (std::getenv("LINLIAN_HEIGHTS") != nullptr) return;
    EXPECT_EQ(with_evidence, 2U);
    EXPECT_GT(tried, 1000U);
}

TEST_F(comet_heights, none_holds_with_other_validators_flags_or_figures) {
    for (const Json& json : heights()) {
        const Bilingual good = told_of(json);
        if (height_fault(good) != "") continue;
        const auto refused = [&](const char* what, const auto& change) {
            Bilingual bad = good;
            change(bad);
            EXPECT_NE(height_fault(bad), "") << "height " << good.height << ": " << what;
        };
        refused("key", [](Bilingual& bad) { bad.validators.back().key.raw[5] ^= 1; });
        refused("power", [](Bilingual& bad) { ++bad.validators.front().power; });
        refused("one fewer", [](Bilingual& bad) { bad.validators.pop_back(); });
        refused("one twice",
                [](Bilingual& bad) { bad.validators.push_back(bad.validators.back()); });
        refused("chain", [](Bilingual& bad) { bad.chain += "x"; });
        refused("height", [](Bilingual& bad) { ++bad.height; });
        refused("round", [](Bilingual& bad) { ++bad.round; });
        refused("flags", [](Bilingual& bad) { bad.flags[0] = bad.flags[0] == 'c' ? 'n' : 'c'; });
        if (!good.block.empty()) refused("evidence", [](Bilingual& bad) { ++bad.evidence; });
    }
}

// A commit that says less than it does, or more: each field of the value, not of its bytes.
TEST_F(comet_heights, no_commit_holds_with_another_vote) {
    for (const Json& json : heights()) {
        const Bilingual good = told_of(json);
        const auto commit = decode_commit(good.commit);
        if (!commit || height_fault(good) != "" || good.height % 7 != 0) continue;
        const auto refused = [&](const char* what, const auto& change) {
            Commit bad = *commit;
            change(bad);
            Bilingual told = good;
            told.commit = encode_commit(bad);
            told.flags = flags_of(bad);
            told.round = bad.round;
            EXPECT_NE(height_fault(told), "") << "height " << good.height << ": " << what;
        };
        refused("height", [](Commit& bad) { ++bad.height; });
        refused("round", [](Commit& bad) { ++bad.round; });
        refused("block", [](Commit& bad) { bad.block_id.hash[3] ^= 1; });
        refused("parts", [](Commit& bad) { ++bad.block_id.parts.total; });
        refused("hash of parts", [](Commit& bad) { bad.block_id.parts.hash[0] ^= 1; });
        refused("order",
                [](Commit& bad) { std::swap(bad.signatures.front(), bad.signatures.back()); });
        for (std::size_t i = 0; i < commit->signatures.size(); ++i) {
            if (commit->signatures[i].flag == VoteFlag::absent) continue;
            refused("nanosecond", [i](Commit& bad) { ++bad.signatures[i].time.nanos; });
            refused("address", [i](Commit& bad) { bad.signatures[i].validator_address[0] ^= 1; });
            refused("signature", [i](Commit& bad) { bad.signatures[i].signature[40] ^= 1; });
            refused("flag", [i](Commit& bad) {
                auto& flag = bad.signatures[i].flag;
                flag = flag == VoteFlag::nil ? VoteFlag::commit : VoteFlag::nil;
            });
        }
    }
}

// A vote whose R carries a point of order 8: CometBFT goes on from such a commit, so we must too.
TEST(comet_heights_vote, the_vote_that_a_strict_check_refuses_holds) {
    std::ifstream file{data_folder() + "zip215-vote.json"};
    if (!file) GTEST_SKIP() << "no zip215-vote.json in " << data_folder() << ": nothing was tested";
    const Bilingual told = told_of(Json::parse(file));
    EXPECT_EQ(height_fault(told), "");
    const auto commit = decode_commit(told.commit);
    ASSERT_TRUE(commit);
    std::size_t strictly = 0;
    for (std::size_t i = 0; i < told.validators.size(); ++i) {
        const auto& signature = commit->signatures[i].signature;
        const Bytes vote = canonical_vote_sign_bytes(told.chain, *commit, i);
        strictly += verify(told.validators[i].key, vote, signature) ? 1 : 0;
        for (std::size_t at = 0; at < signature.size(); ++at) {
            Bytes bad = signature;
            bad[at] = static_cast<char>(bad[at] ^ 4);
            EXPECT_FALSE(verify_vote(told.validators[i].key, vote, bad)) << i << " " << at;
        }
    }
    EXPECT_EQ(strictly, told.validators.size() - 1);
}

}  // namespace
}  // namespace linlian::light
