#include "modules/charter/charter_for_tests.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

using kit::text;

v1::AdoptPreset adopt(const std::string& version = "2021") {
    auto act = text<v1::AdoptPreset>(R"(
        preset {
          name: "national" place: "全国" source: "民法典" article: "第二百七十八条" dated: "2020-05-28"
          title { zh: "共同决定" en: "Joint decisions" }
          note { zh: "请在当地核对" en: "have it checked locally" }
          settings { name: "agree_den" number: 2 }
          settings { name: "agree_num" number: 1 }
        })");
    act.mutable_preset()->set_version(version);
    return act;
}

v1::UsePreset use(const std::string& version = "2021", const Bytes& replaces = {}) {
    auto act = text<v1::UsePreset>(R"(purpose: "owners_vote" name: "national")");
    act.set_estate(Bytes(Id16::size, 'e'));
    act.set_version(version);
    act.set_replaces(replaces);
    return act;
}

std::string written(const Date& date) {
    const auto two = [](std::int32_t n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
    return std::to_string(date.year) + two(date.month) + two(date.day);
}

v1::AdoptPreset holidays(const std::string& setting, const std::string& dates) {
    auto act = adopt("a");
    auto& preset = *act.mutable_preset();
    preset.set_name("holidays-2026");
    preset.clear_settings();
    preset.add_settings()->set_name(setting);
    preset.mutable_settings(0)->set_text(dates);
    return act;
}

// It binds once it is adopted: else two bodies put off what ends, for years, under any year's name.
TEST(AdoptPreset, of_holidays_has_the_dates_of_its_year_and_no_long_rest) {
    CharterScenario s;
    s.when("ana", holidays("rest_days_1", "2026-01-01,last"))
        .then_refused(v1::VALUE_WRONG, {{"field", "preset.settings"}});
    for (const auto* setting : {"rest_days_1", "work_days_1"})
        for (const auto* date : {"2025-12-24", "2027-01-01"})
            s.when("ana", holidays(setting, date))
                .then_refused(v1::HOLIDAYS_WRONG,
                              {{"year", "2026"}, {"days", "40"}, {"run", "14"}});
    std::string many = "2026-01-01";
    for (std::int64_t day = day_number({2026, 1, 1}) + 1; many.size() < std::size_t{41} * 11 - 1;
         day += 3)
        many += "," + written(date_of(day));
    s.when("ana", holidays("rest_days_1", many)).then_refused(v1::HOLIDAYS_WRONG);
    // From Monday, November 2nd: with weekends fifteen days from the Saturday before.
    std::string run =
        "2026-11-02,2026-11-03,2026-11-04,2026-11-05,2026-11-06,"
        "2026-11-09,2026-11-10,2026-11-11,2026-11-12";
    s.when("ana", holidays("rest_days_1", run)).then_done();
    s.when("ana", holidays("rest_days_1", run + ",2026-11-13")).then_refused(v1::HOLIDAYS_WRONG);
    auto last_week = holidays("rest_days_1", "2025-12-31,2026-01-01");
    last_week.mutable_preset()->set_version("b");
    s.when("ana", last_week).then_done();
}

// Each of two notices ends in time, and both together put off what ends for weeks.
TEST(AdoptPreset, of_holidays_makes_no_long_rest_with_that_of_the_next_year) {
    CharterScenario s;
    s.when("ana", holidays("rest_days_1",
                           "2026-12-21,2026-12-22,2026-12-23,2026-12-24,2026-12-25,2026-12-28,"
                           "2026-12-29,2026-12-30,2026-12-31"))
        .then_done();
    auto next = holidays("rest_days_1", "2027-01-01");
    next.mutable_preset()->set_name("holidays-2027");
    s.when("ana", next)
        .then_refused(v1::HOLIDAYS_WRONG, {{"year", "2027"}, {"days", "40"}, {"run", "14"}});
    next.mutable_preset()->mutable_settings(0)->set_text("2027-01-04");
    s.when("ana", next).then_done();
}

TEST(AdoptPreset, keeps_the_preset_in_full) {
    CharterScenario s;
    s.when("ana", adopt()).then_done().then_events({"PresetAdopted"});
    const auto row = s.row(presets, "national", "2021");
    ASSERT_TRUE(row);
    EXPECT_EQ(row->preset().DebugString(), adopt().preset().DebugString());
}

TEST(AdoptPreset, refuses_the_same_version_twice) {
    CharterScenario s;
    s.when("ana", adopt()).then_done();
    s.when("ana", adopt())
        .then_refused(v1::PRESET_EXISTS, {{"name", "national"}, {"version", "2021"}});
    s.when("ana", adopt("2026")).then_done();
}

TEST(AdoptPreset, refuses_a_preset_without_its_source) {
    CharterScenario s;
    auto act = adopt();
    act.mutable_preset()->clear_source();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "preset.source"}});
}

TEST(UsePreset, puts_an_adopted_preset_in_use_for_one_estate) {
    CharterScenario s;
    s.when("ana", adopt()).then_done();
    s.when("ana", use()).then_done().then_events({"PresetUsed"});
    Id16 estate;
    ASSERT_TRUE(Id16::parse(Bytes(Id16::size, 'e'), estate));
    const auto preset = preset_in_use(s.rows(), estate, "owners_vote");
    ASSERT_TRUE(preset);
    EXPECT_EQ(number_of(*preset, "agree_den"), 2);
    EXPECT_EQ(number_of(*preset, "agree"), std::nullopt);
    EXPECT_FALSE(preset_in_use(s.rows(), estate, "repair_fund"));
    EXPECT_FALSE(preset_in_use(s.rows(), Id16{}, "owners_vote"));
}

TEST(UsePreset, refuses_a_preset_that_nobody_adopted) {
    CharterScenario s;
    s.when("ana", adopt()).then_done();
    s.when("ana", use("2026"))
        .then_refused(v1::PRESET_UNKNOWN, {{"name", "national"}, {"version", "2026"}});
}

TEST(UsePreset, refuses_to_override_what_it_did_not_know) {
    CharterScenario s;
    s.when("ana", adopt()).then_done();
    s.when("ana", adopt("2026")).then_done();
    s.when("ana", use()).then_done();
    const Bytes first = s.last_id().bytes();
    s.when("ana", use("2026")).then_refused(v1::REPLACES_OTHER);
    s.when("ana", use("2026", first)).then_done();
    s.when("ana", use("2021", first)).then_refused(v1::REPLACES_OTHER);
}

// Else who puts a local rule in use takes in whatever others adopted of the national one since.
TEST(UsePreset, names_the_version_of_what_it_builds_on) {
    CharterScenario s;
    auto local = adopt("1");
    local.mutable_preset()->set_name("local");
    local.mutable_preset()->clear_settings();
    local.mutable_preset()->add_settings()->set_name("base");
    local.mutable_preset()->mutable_settings(0)->set_text("national");
    auto act = use("1");
    act.set_name("local");
    s.when("ana", local).then_done();
    s.when("ana", act).then_refused(v1::PRESET_UNKNOWN, {{"name", "national"}, {"version", ""}});
    s.when("ana", adopt("2026")).then_done();
    act.add_base_versions("2026");
    s.when("ana", adopt("2021.1")).then_done();
    const std::vector<Figure> newest{{"name", "national"}, {"version", "2021.1"}};
    s.when("ana", act).then_refused(v1::BASE_DIFFERS, newest);
    act.set_base_versions(0, "2021.1");
    s.when("ana", act).then_done();
    // What is adopted after it, in the same block too, binds nobody.
    s.when("ana", adopt("2027")).then_done();
    Id16 estate;
    ASSERT_TRUE(Id16::parse(act.estate(), estate));
    EXPECT_EQ(base_in_use(s.rows(), estate, "owners_vote", "national")->version(), "2021.1");
    EXPECT_FALSE(base_in_use(s.rows(), estate, "owners_vote", "local"));
    act.set_replaces(s.row(in_use, estate, "owners_vote")->set_by());
    act.set_base_versions(0, "2027");
    act.add_base_versions("2027");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "base_versions"}});
}

TEST(UsePreset, refuses_names_that_cannot_be_keys) {
    CharterScenario s;
    auto act = use();
    act.set_purpose("owners vote");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "purpose"}});
    act = use();
    act.set_replaces("short");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "replaces"}});
}

// What is adopted becomes a purpose, a key, a line on paper.
TEST(AdoptPreset, refuses_texts_that_cannot_be_seen_at_any_depth) {
    CharterScenario s;
    auto act = adopt();
    act.mutable_preset()->mutable_settings(0)->set_text(std::string("a\0b", 3));
    s.when("ana", act)
        .then_refused(machine::v1::TEXT_UNFIT,
                      {{"field", "preset.settings.text"}, {"character", "U+0000"}});
    act = adopt();
    act.mutable_preset()->mutable_title()->set_zh("过半\u202e决定");
    s.when("ana", act)
        .then_refused(machine::v1::TEXT_UNFIT,
                      {{"field", "preset.title.zh"}, {"character", "U+202E"}});
    auto hidden = use();
    hidden.set_purpose(std::string("owners\0vote", 11));
    s.when("ana", hidden)
        .then_refused(machine::v1::TEXT_UNFIT, {{"field", "purpose"}, {"character", "U+0000"}});
    EXPECT_EQ(s.height(), 0U) << "none of them is in any block";
}

TEST(PresetsQuery, with_a_text_that_cannot_be_seen_is_malformed) {
    CharterScenario s;
    v1::PresetsQuery query;
    query.set_after_name(std::string("a\0b", 3));
    const auto answer = s.ask<v1::PresetsReply>(query);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, "machine.QUERY_MALFORMED");
}

}  // namespace
}  // namespace linlian::charter
