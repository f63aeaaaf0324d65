#include "apps/effects/effects_for_tests.h"
#include "apps/hostile_door_for_tests.h"
#include "modules/charter/state.h"

namespace linlian::apps {
namespace {

namespace cha = charter::v1;

// "weifang 2022" is in use, "weifang 2024" was adopted.
class CharterEffects : public ::testing::Test {
  protected:
    CharterEffects() {
        cha::InUseRow used;
        used.set_name("weifang");
        used.set_version("2022");
        used.set_set_by(Bytes(32, 'u'));
        door_.proven[charter::in_use.key(estate_, "owners_vote")] = codec::encode(used);
        put("2022", 15, "no");
        put("2024", 2, "majority");
        act_.set_estate(estate_.bytes());
        act_.set_purpose("owners_vote");
        act_.set_name("weifang");
        act_.set_version("2024");
        act_.set_replaces(used.set_by());
    }
    void put(const std::string& version, std::int64_t days, const std::string& silence) {
        cha::PresetRow row;
        row.mutable_preset()->mutable_title()->set_zh("潍坊规则" + version);
        auto add = [&](const char* name) {
            auto* setting = row.mutable_preset()->add_settings();
            setting->set_name(name);
            return setting;
        };
        add("notice_days")->set_number(days);
        add("silence")->set_text(silence);
        add("quorum_heads_num")->set_number(2);
        door_.proven[charter::presets.key("weifang", version)] = codec::encode(row);
    }

    HostileDoor door_;
    Id16 estate_ = test_id("estate");
    cha::UsePreset act_;
};

TEST_F(CharterEffects, of_a_law_are_what_it_changes) {
    const auto text = effect_told(door_, act_);
    EXPECT_TRUE(holds(text, "潍坊规则2024")) << text;
    EXPECT_TRUE(holds(text, "│ notice_days: 15 → 2")) << text;
    EXPECT_TRUE(holds(text, "│ silence: no → majority")) << text;
    EXPECT_FALSE(holds(text, "quorum_heads_num")) << text;
    EXPECT_FALSE(holds(text, "would be refused")) << text;
}

TEST_F(CharterEffects, of_a_law_that_was_never_adopted_or_replaces_another_are_a_refusal) {
    act_.set_version("2025");
    EXPECT_TRUE(holds(effect_told(door_, act_), "No preset of this name"));
    act_.set_version("2024");
    act_.set_replaces(Bytes(32, 'x'));
    EXPECT_TRUE(holds(effect_told(door_, act_), "does not replace what is in use now"));
}

TEST_F(CharterEffects, of_a_first_law_are_all_that_it_sets) {
    door_.proven.erase(charter::in_use.key(estate_, "owners_vote"));
    act_.clear_replaces();
    const auto text = effect_told(door_, act_);
    EXPECT_TRUE(holds(text, "│ notice_days: – → 2")) << text;
    EXPECT_TRUE(holds(text, "│ quorum_heads_num: – → 2")) << text;
}

}  // namespace
}  // namespace linlian::apps
