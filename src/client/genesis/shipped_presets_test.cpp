#include "client/genesis/shipped_presets.h"

#include "base/hex.h"
#include "client/genesis/genesis_file.h"
#include "crypto/signer.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::client {
namespace {

constexpr const char* document = R"(
name = "a community"
[[registry.offices]]
kind = "party"
name = "Party"
[[registry.offices]]
kind = "street"
name = "Street"
[[registry.offices]]
kind = "residents"
name = "Residents"
[[registry.founders]]
key = "{key}"
[[registry.founders.roles]]
office = "Party"
role = "chair"
[[registry.founders]]
key = "{other}"
[[registry.founders.roles]]
office = "Street"
role = "chair"
[[registry.founders]]
key = "{third}"
[[registry.founders.roles]]
office = "Residents"
role = "chair"
)";

charter::v1::Genesis charter_of(const std::string& more) {
    const auto program = machine::assemble(all_modules());
    CHECK(program.has_value());
    const auto key = KeyPair::from_seed(Suite::ed25519, Hash32{}).public_key();
    std::string text = document;
    text.replace(text.find("{key}"), 5, to_hex(key.encoded()));
    for (const std::string name : {"other", "third"})
        text.replace(text.find("{" + name + "}"), name.size() + 2,
                     to_hex(kit::key_of(name).public_key().encoded()));
    const auto genesis = read_genesis(*program, text + more, key, Timestamp{1'780'000'000'000});
    EXPECT_TRUE(genesis) << genesis.error().front().code;
    charter::v1::Genesis found;
    if (!genesis) return found;
    for (const auto& section : genesis->sections()) {
        if (section.type() != found.GetDescriptor()->full_name()) continue;
        EXPECT_TRUE(found.ParseFromString(section.content()));
    }
    return found;
}

bool has(const std::vector<charter::v1::Preset>& presets, const std::string& name) {
    return std::ranges::any_of(presets, [&](const auto& preset) { return preset.name() == name; });
}

TEST(ShippedPresets, are_those_of_the_charter) {
    const auto presets = shipped_presets();
    EXPECT_TRUE(has(presets, "national-civil-code-278"));
    EXPECT_TRUE(has(presets, "holidays-2026"));
    EXPECT_TRUE(std::ranges::is_sorted(presets, {}, &charter::v1::Preset::name));
}

TEST(ShippedPresets, are_adopted_by_a_community_that_lists_none) {
    EXPECT_EQ(charter_of("").presets_size(), static_cast<int>(shipped_presets().size()));
    EXPECT_EQ(charter_of("[charter]\npresets = []\n").presets_size(), 0);
}

}  // namespace
}  // namespace linlian::client
