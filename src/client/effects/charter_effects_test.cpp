#include "client/effects/effects_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "modules/charter/state.h"

namespace linlian::client {
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
        ledger_.proven[charter::in_use.key(estate_, "owners_vote")] = codec::encode(used);
        put("2022", 15, "no");
        put("2024", 2, "majority");
        act_.set_estate(estate_.bytes());
        act_.set_purpose("owners_vote");
        act_.set_name("weifang");
        act_.set_version("2024");
        act_.set_replaces(used.set_by());
    }
    // What any of them sets under this name.
    static cha::Setting* setting_in(cha::Preset& preset, const char* name) {
        auto* setting = preset.add_settings();
        setting->set_name(name);
        return setting;
    }
    // A version of the national law, and "weifang 2022" as what builds on it.
    void put_national(const std::string& version, std::int64_t by_covenant) {
        cha::PresetRow row;
        row.mutable_preset()->set_name("national");
        row.mutable_preset()->set_version(version);
        setting_in(*row.mutable_preset(), "notice_days")->set_number(9);
        setting_in(*row.mutable_preset(), "silence_by_covenant")->set_number(by_covenant);
        if (by_covenant == 0) setting_in(*row.mutable_preset(), "minor_through")->set_text("ward");
        ledger_.proven[charter::presets.key("national", version)] = codec::encode(row);
    }
    void build_on_national() {
        put_national("2020", 0);
        put_national("2026", 1);
        auto& law = ledger_.proven[charter::presets.key("weifang", "2022")];
        cha::PresetRow row;
        ASSERT_TRUE(row.ParseFromString(law));
        setting_in(*row.mutable_preset(), "base")->set_text("national");
        law = codec::encode(row);
        auto& in_use = ledger_.proven[charter::in_use.key(estate_, "owners_vote")];
        cha::InUseRow used;
        ASSERT_TRUE(used.ParseFromString(in_use));
        used.add_base_versions("2020");
        in_use = codec::encode(used);
        act_.set_version("2022");
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
        ledger_.proven[charter::presets.key("weifang", version)] = codec::encode(row);
    }

    HostileLedger ledger_;
    Id16 estate_ = test_id("estate");
    cha::UsePreset act_;
};

TEST_F(CharterEffects, of_a_law_are_what_it_changes) {
    const auto text = effect_text(ledger_, act_);
    EXPECT_TRUE(holds(text, "潍坊规则2024")) << text;
    EXPECT_TRUE(holds(text, "│ notice_days: 15 → 2")) << text;
    EXPECT_TRUE(holds(text, "│ silence: no → majority")) << text;
    EXPECT_FALSE(holds(text, "quorum_heads_num")) << text;
    EXPECT_FALSE(holds(text, "would be refused")) << text;
}

TEST_F(CharterEffects, of_a_law_that_was_never_adopted_or_replaces_another_are_a_refusal) {
    act_.set_version("2025");
    EXPECT_TRUE(holds(effect_text(ledger_, act_), "No preset of this name"));
    act_.set_version("2024");
    act_.set_replaces(Bytes(32, 'x'));
    EXPECT_TRUE(holds(effect_text(ledger_, act_), "does not replace what is in use now"));
}

TEST_F(CharterEffects, of_a_first_law_are_all_that_it_sets) {
    ledger_.proven.erase(charter::in_use.key(estate_, "owners_vote"));
    act_.clear_replaces();
    const auto text = effect_text(ledger_, act_);
    EXPECT_TRUE(holds(text, "│ notice_days: – → 2")) << text;
    EXPECT_TRUE(holds(text, "│ quorum_heads_num: – → 2")) << text;
}

// The same law again, upon another version of the one that it builds on.
TEST_F(CharterEffects, of_a_law_are_what_changes_in_what_it_builds_on) {
    build_on_national();
    EXPECT_TRUE(holds(effect_text(ledger_, act_), "what it builds on is not named"));
    act_.add_base_versions("2026");
    const auto text = effect_text(ledger_, act_);
    EXPECT_TRUE(holds(text, "│ national: 2020 → 2026")) << text;
    EXPECT_TRUE(holds(text, "│ silence_by_covenant: 0 → 1")) << text;
    EXPECT_TRUE(holds(text, "│ minor_through: ward → –")) << text;
    EXPECT_FALSE(holds(text, "│ notice_days")) << "the own number binds, now and then: " << text;
}

TEST_F(CharterEffects, of_a_new_version_are_what_it_leaves_out) {
    put_national("2020", 0);
    cha::AdoptPreset act;
    act.mutable_preset()->set_name("national");
    act.mutable_preset()->set_version("2026");
    setting_in(*act.mutable_preset(), "notice_days")->set_number(9);
    cha::PresetsReply listed;
    listed.add_presets()->mutable_preset()->set_name("national");
    listed.mutable_presets(0)->mutable_preset()->set_version("2020");
    ledger_.say(listed);
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "│ 2020")) << text;
    EXPECT_TRUE(holds(text, "│ silence_by_covenant: 0 → –")) << text;
    EXPECT_TRUE(holds(text, "│ minor_through: ward → –")) << text;
    EXPECT_FALSE(holds(text, "notice_days")) << text;
    listed.mutable_presets(0)->mutable_preset()->set_version("2019");
    ledger_.say(listed);
    EXPECT_EQ(effect_rows(ledger_, act, {}).error().code, "client.ANSWER_DIFFERS");
}

// One word of a new version leaves a whole law out.
TEST_F(CharterEffects, of_a_new_version_upon_another_law_are_all_that_comes_of_it) {
    build_on_national();
    cha::PresetsReply listed;
    const auto list = [&listed](const char* name, const char* version) {
        auto& preset = *listed.add_presets()->mutable_preset();
        preset.set_name(name);
        preset.set_version(version);
    };
    list("weifang", "2022");
    list("national", "2020");
    ledger_.say(listed);
    cha::PresetRow before;
    ASSERT_TRUE(before.ParseFromString(ledger_.proven[charter::presets.key("weifang", "2022")]));
    cha::AdoptPreset act;
    *act.mutable_preset() = before.preset();
    act.mutable_preset()->set_name("weifang");
    act.mutable_preset()->set_version("2024");
    EXPECT_FALSE(holds(effect_text(ledger_, act), " → "));
    for (auto& setting : *act.mutable_preset()->mutable_settings())
        if (setting.name() == "base") setting.set_text("provincial");
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "│ base: national → provincial")) << text;
    EXPECT_TRUE(holds(text, "│ silence_by_covenant: 0 → –")) << text;
    EXPECT_TRUE(holds(text, "│ minor_through: ward → –")) << text;
    act.mutable_preset()->set_place("别处");
    EXPECT_TRUE(holds(effect_text(ledger_, act), "another title or source"));
}

}  // namespace
}  // namespace linlian::client
