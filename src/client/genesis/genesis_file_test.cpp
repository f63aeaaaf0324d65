#include "client/genesis/genesis_file.h"

#include "base/hex.h"
#include "client/genesis/example_keys.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace linlian::client {
namespace {

std::string example_file() {
    std::ifstream file{LINLIAN_SOURCE_DIR "/docs/operating/genesis.toml"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

const std::string example = example_file();

// The example with keys of people in place of those that everybody has.
std::string usable() {
    std::string text = example;
    int person = 0;
    for (auto at = text.find("key = \""); at != std::string::npos; at = text.find("key = \"", at)) {
        at += 7;
        const auto key = kit::key_of("person " + std::to_string(++person)).public_key();
        text.replace(at, text.find('"', at) - at, to_hex(key.encoded()));
    }
    return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::vector<Refusal> faults_of(const std::string& text) {
    const auto read = read_genesis(whole_program(), text, kit::key_of("validator").public_key(),
                                   Timestamp{1'790'000'000'000});
    return read ? std::vector<Refusal>{} : read.error();
}

// The number of the line where this stands for the `nth` time.
std::string line_of(const std::string& text, const std::string& what, int nth = 1) {
    auto at = text.find(what);
    for (int i = 1; i < nth; ++i) at = text.find(what, at + 1);
    EXPECT_NE(at, std::string::npos) << what;
    return std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

std::string figure(const Refusal& refusal, const std::string& name) {
    for (const auto& one : refusal.figures)
        if (one.name == name) return one.value;
    return {};
}

TEST(GenesisFile, founds_a_community_from_the_example_with_keys_of_its_own) {
    const auto faults = faults_of(usable());
    EXPECT_TRUE(faults.empty()) << faults.front().code;
}

// Whichever module an amendment is of: a new ledger has no older blocks to keep to.
TEST(GenesisFile, begins_with_every_amendment_that_its_program_knows) {
    auto modules = all_modules();
    modules.front().amendments = {{"two-rounds", "0.3", "a vote in two rounds"},
                                  {"long-terms", "0.2", "longer terms"}};
    modules.back().amendments = {{"abstentions", "0.3", "abstentions are told apart"}};
    const auto program = machine::assemble(std::move(modules));
    ASSERT_TRUE(program) << program.error().what;
    const auto genesis = read_genesis(*program, usable(), kit::key_of("validator").public_key(),
                                      Timestamp{1'790'000'000'000});
    ASSERT_TRUE(genesis) << genesis.error().front().code;
    const std::vector<std::string> listed{genesis->amendments().begin(),
                                          genesis->amendments().end()};
    EXPECT_EQ(listed, (std::vector<std::string>{"abstentions", "long-terms", "two-rounds"}));
}

TEST(GenesisFile, refuses_every_key_that_the_example_shows) {
    const auto faults = faults_of(example);
    ASSERT_EQ(faults.size(), 4U);
    for (const auto& fault : faults) {
        EXPECT_EQ(fault.code, "client.GENESIS_KEY_KNOWN");
        EXPECT_TRUE(is_example_key(figure(fault, "key")));
    }
    EXPECT_EQ(figure(faults[0], "line"), line_of(example, "key = "));
}

// One wrong name is one fault, with its line, and nothing that follows from it.
TEST(GenesisFile, names_a_misspelt_field_by_its_line_and_those_that_are_known) {
    const auto faults = faults_of(replaced(usable(), "kind = \"residents\"", "kinds = \"x\""));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "client.GENESIS_FIELD_UNKNOWN");
    EXPECT_EQ(figure(faults[0], "line"), line_of(example, "kind = \"residents\""));
    EXPECT_EQ(figure(faults[0], "field"), "registry.offices[1].kinds");
    EXPECT_NE(figure(faults[0], "known").find("kind"), std::string::npos);
}

TEST(GenesisFile, names_a_misspelt_section) {
    const auto faults = faults_of(replaced(usable(), "[registry]", "[registri]"));
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults[0].code, "client.GENESIS_FIELD_UNKNOWN");
    for (const auto& fault : faults) EXPECT_TRUE(fault.code.starts_with("client.")) << fault.code;
}

TEST(GenesisFile, names_a_value_of_the_wrong_kind) {
    const auto faults = faults_of(replaced(usable(), "role = \"chair\"", "role = 5"));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "client.GENESIS_VALUE_WRONG");
    EXPECT_EQ(figure(faults[0], "line"), line_of(example, "role = \"chair\""));
    EXPECT_EQ(figure(faults[0], "field"), "registry.founders[0].roles[0].role");
    EXPECT_EQ(figure(faults[0], "wanted"), "a text");
}

// A misspelt office is told by its line, and not by all the acts that nobody could do without it.
TEST(GenesisFile, names_the_row_that_the_rules_refuse_and_not_what_follows_from_it) {
    const auto faults =
        faults_of(replaced(usable(), "office = \"泰山社区居委会\"", "office = \"居委\""));
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].code, "client.GENESIS_UNREADABLE");
    EXPECT_EQ(figure(faults[0], "line"), line_of(example, "[[registry.founders]]", 2));
    EXPECT_NE(figure(faults[0], "reason").find("registry.founders[1]: no office is called 居委"),
              std::string::npos)
        << figure(faults[0], "reason");
}

// What is no section, name or nonce is not taken for a missing one.
TEST(GenesisFile, passes_over_nothing_in_silence) {
    for (const auto* line :
         {"nonce = 5", "nonce = \"xy\"", "validators = 1", "ballot = 1", "validators = [1]",
          "validators = [{key = 1}]", "validators = [{key = \"01\", power = \"all\"}]"}) {
        const auto faults = faults_of(std::string{line} + "\n" + usable());
        ASSERT_FALSE(faults.empty()) << line;
        EXPECT_EQ(faults[0].code, "client.GENESIS_VALUE_WRONG") << line;
        EXPECT_EQ(figure(faults[0], "line"), "1") << line;
    }
    EXPECT_EQ(faults_of(replaced(usable(), "name = \"泰山社区\"", "name = 1"))[0].code,
              "client.GENESIS_VALUE_WRONG");
}

}  // namespace
}  // namespace linlian::client
