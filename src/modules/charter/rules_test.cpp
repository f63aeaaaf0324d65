#include "modules/charter/rules.h"

#include "kit/code_of.h"
#include "kit/scenario.h"

#include <gtest/gtest.h>

namespace linlian::charter {
namespace {

unsigned fewest(const std::string& authority) {
    return fewest_offices(kit::text<codec::v1::Authority>(authority));
}

TEST(FewestOffices, counts_the_easiest_way_and_the_hardest_part) {
    EXPECT_EQ(fewest("self {}"), 0U);
    EXPECT_EQ(fewest("member {}"), 0U);
    EXPECT_EQ(fewest("role {}"), 1U);
    EXPECT_EQ(fewest("cosign { offices: 5 }"), 5U);
    EXPECT_EQ(fewest("any_of { of { cosign { offices: 5 } } of { cosign { offices: 3 } } }"), 3U);
    EXPECT_EQ(fewest("all_of { of { cosign { offices: 5 } } of { member {} } }"), 5U);
}

TEST(CheckAuthority, takes_three_levels_and_no_fourth) {
    const auto level = [](const std::string& inner) { return "any_of { of { " + inner + " } }"; };
    const auto three = level(level("member {}"));
    EXPECT_TRUE(check_authority(kit::text<codec::v1::Authority>(three)));
    EXPECT_EQ(kit::code_of(check_authority(kit::text<codec::v1::Authority>(level(three)))),
              "charter.AUTHORITY_TOO_DEEP");
}

// Whoever is asked to sign reads the kinds and roles in a sentence of the program.
TEST(CheckAuthority, names_kinds_and_roles_by_words_alone) {
    const auto checked = [](const std::string& authority) {
        return kit::code_of(check_authority(kit::text<codec::v1::Authority>(authority)));
    };
    const std::string two = R"(offices: 2 office_kinds: "street" office_kinds: )";
    EXPECT_EQ(checked("cosign { " + two + "\"book_club\" }"), "");
    EXPECT_EQ(checked(R"(role { role: "clerk" })"), "") << "of the office that the act names";
    for (const std::string kind :
         {"党组织", "Street", "\xd1\x81lerk", "clerk ", "owners, or nobody", "now: anybody"}) {
        EXPECT_EQ(checked("cosign { " + two + "\"" + kind + "\" }"), "charter.VALUE_WRONG") << kind;
        EXPECT_EQ(checked("role { office_kind: \"" + kind + "\" }"), "charter.VALUE_WRONG") << kind;
        EXPECT_EQ(checked("role { role: \"" + kind + "\" }"), "charter.VALUE_WRONG") << kind;
        EXPECT_EQ(checked("all_of { of { member {} } of { notice { days: 7 stopped_by { " + two +
                          "\"" + kind + "\" } } } }"),
                  "charter.VALUE_WRONG")
            << kind;
    }
}

TEST(Slug, can_stand_in_a_key_and_in_a_route) {
    EXPECT_TRUE(is_slug("beijing-2024.1_a"));
    for (const auto* wrong : {"", "a b", "a/b", "Beijing", "北京", "a%"})
        EXPECT_FALSE(is_slug(wrong));
    EXPECT_FALSE(is_slug(std::string_view{"a\0b", 3}));
}

TEST(Date, is_a_year_a_month_or_a_day) {
    for (const auto* right : {"2024", "2024-05", "2024-12-31"}) EXPECT_TRUE(is_date(right));
    for (const auto* wrong : {"", "24", "2024-5", "2024-13", "2024-00", "2024-05-32", "2024-05-00",
                              "2024/05/01", "20240501", "2024-05-1"})
        EXPECT_FALSE(is_date(wrong)) << wrong;
}

v1::Preset sound() {
    return kit::text<v1::Preset>(R"(
        name: "p" version: "1" place: "全国" source: "法" article: "一" dated: "2024"
        title { zh: "题" en: "t" } note { zh: "核" en: "n" }
        settings { name: "a" number: 1 } settings { name: "b" text: "x" })");
}

std::string fault_of(const v1::Preset& preset) {
    const auto outcome = check_preset(preset);
    return outcome ? "" : outcome.error().figures.front().value;
}

TEST(CheckPreset, names_what_is_missing) {
    EXPECT_EQ(fault_of(sound()), "");
    const std::vector<std::string> fields{"name",    "version", "title", "place",   "source",
                                          "article", "dated",   "note",  "settings"};
    for (const auto& name : fields) {
        auto preset = sound();
        preset.GetReflection()->ClearField(&preset, preset.GetDescriptor()->FindFieldByName(name));
        EXPECT_EQ(fault_of(preset), "preset." + name);
    }
}

TEST(CheckPreset, refuses_settings_out_of_order_doubled_or_without_value) {
    auto swapped = sound();
    swapped.mutable_settings()->SwapElements(0, 1);
    EXPECT_EQ(fault_of(swapped), "preset.settings.name");
    auto doubled = sound();
    doubled.mutable_settings(1)->set_name("a");
    EXPECT_EQ(fault_of(doubled), "preset.settings.name");
    auto empty = sound();
    empty.mutable_settings(0)->clear_value();
    EXPECT_EQ(fault_of(empty), "preset.settings.value");
}

}  // namespace
}  // namespace linlian::charter
