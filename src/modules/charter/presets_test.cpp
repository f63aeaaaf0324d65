#include "codec/field.h"
#include "codec/wire.h"
#include "kit/scenario.h"
#include "modules/charter/charter.h"
#include "modules/charter/rules.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace linlian::charter {
namespace {

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> found;
    const std::filesystem::path folder{kit::source_folder() + "/src/modules/charter/presets"};
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() == ".textproto") found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

v1::Preset read(const std::filesystem::path& path) {
    std::ifstream file{path};
    std::ostringstream content;
    content << file.rdbuf();
    return kit::text<v1::Preset>(content.str());
}

TEST(Presets, state_their_source_and_can_be_adopted) {
    ASSERT_GE(files().size(), 8U);
    for (const auto& path : files()) {
        const auto preset = read(path);
        EXPECT_EQ(preset.name(), path.stem().string());
        const auto outcome = check_preset(preset);
        EXPECT_TRUE(outcome) << path << " " << outcome.error().figures.front().value;
        v1::AdoptPreset act;
        *act.mutable_preset() = preset;
        EXPECT_FALSE(codec::field_fault(act)) << path << " " << codec::field_fault(act)->path;
        EXPECT_LT(codec::encode(act).size(), 8000U) << "fits a motion with room to spare";
        for (const auto& setting : preset.settings())
            EXPECT_FALSE(setting.article().empty()) << path << " " << setting.name();
        EXPECT_NE(preset.note().zh().find("核对"), std::string::npos);
    }
}

TEST(Presets, of_a_place_name_the_rule_they_add_to) {
    for (const auto& path : files()) {
        const auto preset = read(path);
        for (const auto& setting : preset.settings()) {
            if (setting.name() != "base") continue;
            const auto base = path.parent_path() / (setting.text() + ".textproto");
            EXPECT_TRUE(std::filesystem::exists(base)) << path;
        }
    }
}

// Civil Code article 278(2): two thirds take part by area and by heads; more than half, or three
// quarters for items 6 to 8, of those agree.
TEST(Presets, hold_the_fractions_of_article_278) {
    const auto folder = kit::source_folder() + "/src/modules/charter/presets/";
    const auto preset = read(folder + "national-civil-code-278.textproto");
    EXPECT_EQ(number_of(preset, "participate_num"), 2);
    EXPECT_EQ(number_of(preset, "participate_den"), 3);
    EXPECT_EQ(number_of(preset, "participate_strict"), 0);
    EXPECT_EQ(number_of(preset, "agree_ordinary_num"), 1);
    EXPECT_EQ(number_of(preset, "agree_ordinary_den"), 2);
    EXPECT_EQ(number_of(preset, "agree_ordinary_strict"), 1);
    EXPECT_EQ(number_of(preset, "agree_major_num"), 3);
    EXPECT_EQ(number_of(preset, "agree_major_den"), 4);
    EXPECT_EQ(number_of(preset, "agree_major_strict"), 0);
}

}  // namespace
}  // namespace linlian::charter
