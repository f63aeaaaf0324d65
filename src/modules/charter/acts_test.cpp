#include "base/hex.h"
#include "kit/people.h"
#include "kit/scenario.h"
#include "machine/amendments.h"
#include "modules/charter/charter.h"
#include "modules/charter/state.h"

#include <gtest/gtest.h>

namespace linlian::charter {
namespace {

using kit::Scenario;
using kit::text;

const std::string adopt_preset_type = "linlian.charter.v1.AdoptPreset";

// The charter with a stand-in for the registry, and ana, who may do everything.
struct CharterScenario : Scenario {
    CharterScenario() : Scenario("charter", {charter::module(), kit::people_module()}) {
        const auto key = kit::key_of("ana").public_key().encoded();
        given(kit::people, "value: 2", to_hex(key));
    }
};

// As many offices of different kinds.
std::string cosign(int offices) {
    std::string text = "cosign { offices: " + std::to_string(offices);
    for (const auto* kind : {"party", "street", "residents", "owners", "property"})
        text += std::string{" office_kinds: \""} + kind + "\"";
    return text + " }";
}

v1::SetAuthority set(const std::string& act_type, const std::string& authority,
                     const Bytes& replaces = {}) {
    v1::SetAuthority act;
    act.set_act_type(act_type);
    *act.mutable_authority() = text<codec::v1::Authority>(authority);
    act.set_replaces(replaces);
    return act;
}

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

TEST(SetAuthority, replaces_the_default_of_the_schema) {
    CharterScenario s;
    s.when("ana", set(adopt_preset_type, cosign(4))).then_done();
    s.then_events({"AuthoritySet"});
    const auto authority = authority_of(s.rows(), *v1::AdoptPreset::descriptor());
    EXPECT_EQ(authority.cosign().offices(), 4U);
    EXPECT_EQ(s.row(authorities, adopt_preset_type)->set_by(), s.last_id().bytes());
}

TEST(SetAuthority, leaves_other_acts_with_their_default) {
    CharterScenario s;
    s.when("ana", set(adopt_preset_type, cosign(4))).then_done();
    const auto authority = authority_of(s.rows(), *v1::UsePreset::descriptor());
    EXPECT_EQ(authority.cosign().offices(), 3U);
}

TEST(SetAuthority, refuses_an_act_that_does_not_exist) {
    CharterScenario s;
    s.when("ana", set("linlian.charter.v1.Abolish", "member {}"))
        .then_refused(v1::ACT_TYPE_UNKNOWN, {{"act_type", "linlian.charter.v1.Abolish"}});
    // A message of the schema that is no act is not one either.
    s.when("ana", set("linlian.charter.v1.Preset", "member {}"))
        .then_refused(v1::ACT_TYPE_UNKNOWN, {{"act_type", "linlian.charter.v1.Preset"}});
}

TEST(SetAuthority, refuses_to_override_what_it_did_not_know) {
    CharterScenario s;
    s.when("ana", set(adopt_preset_type, cosign(4))).then_done();
    const Bytes first = s.last_id().bytes();
    s.when("ana", set(adopt_preset_type, cosign(3))).then_refused(v1::REPLACES_OTHER);
    s.when("ana", set(adopt_preset_type, cosign(5), first)).then_done();
    // Signed when the first one stood, and held back.
    s.when("ana", set(adopt_preset_type, cosign(3), first)).then_refused(v1::REPLACES_OTHER);
    EXPECT_EQ(authority_of(s.rows(), *v1::AdoptPreset::descriptor()).cosign().offices(), 5U);
}

TEST(SetAuthority, refuses_what_is_no_authority) {
    CharterScenario s;
    s.when("ana", set("", "member {}")).then_refused(v1::VALUE_WRONG, {{"field", "act_type"}});
    s.when("ana", set(adopt_preset_type, "")).then_refused(v1::AUTHORITY_EMPTY);
    s.when("ana", set(adopt_preset_type, "any_of { of {} }")).then_refused(v1::AUTHORITY_EMPTY);
    s.when("ana", set(adopt_preset_type, "all_of {}")).then_refused(v1::AUTHORITY_EMPTY);
    s.when("ana", set(adopt_preset_type, "cosign {}"))
        .then_refused(v1::COSIGN_OUT_OF_RANGE, {{"limit", "16"}, {"have", "0"}});
    s.when("ana", set(adopt_preset_type, "cosign { offices: 17 }"))
        .then_refused(v1::COSIGN_OUT_OF_RANGE, {{"limit", "16"}, {"have", "17"}});
    s.when("ana", set(adopt_preset_type, "any_of { of { all_of { of { any_of {} } } } }"))
        .then_refused(v1::AUTHORITY_EMPTY);
    s.when("ana", set(adopt_preset_type,
                      "any_of { of { all_of { of { any_of { of { member {} } } } } } }"))
        .then_refused(v1::AUTHORITY_TOO_DEEP, {{"limit", "3"}});
}

TEST(SetAuthority, refuses_more_members_of_a_set_than_can_be_read) {
    CharterScenario s;
    auto wide = set(adopt_preset_type, "any_of {}");
    const auto two = text<codec::v1::Authority>(
        R"(cosign { offices: 2 office_kinds: "party" office_kinds: "street" })");
    for (int i = 0; i < 16; ++i) *wide.mutable_authority()->mutable_any_of()->add_of() = two;
    s.when("ana", wide).then_done();
    wide.set_replaces(s.last_id().bytes());
    *wide.mutable_authority()->mutable_any_of()->add_of() = two;
    s.when("ana", wide).then_refused(v1::AUTHORITY_TOO_WIDE, {{"limit", "16"}});
}

TEST(SetAuthority, never_leaves_the_charter_to_two_offices) {
    CharterScenario s;
    const std::string own = "linlian.charter.v1.SetAuthority";
    s.when("ana", set(own, "member {}"))
        .then_refused(v1::CHARTER_TOO_OPEN, {{"needed", "3"}, {"have", "0"}});
    s.when("ana", set(own, R"(role { role: "chair" })")).then_refused(v1::CHARTER_TOO_OPEN);
    s.when("ana", set(own, "any_of { of { " + cosign(3) + R"( } of { role { role: "chair" } } })"))
        .then_refused(v1::CHARTER_TOO_OPEN, {{"needed", "3"}, {"have", "1"}});
    s.when("ana", set("linlian.charter.v1.ScheduleAmendment", cosign(2)))
        .then_refused(v1::CHARTER_TOO_OPEN, {{"needed", "3"}, {"have", "2"}});
    s.when("ana", set(own, "all_of { of { " + cosign(3) + R"( } of { role { role: "chair" } } })"))
        .then_done();
}

TEST(SetAuthority, leaves_none_of_the_charters_own_acts_to_one_office) {
    CharterScenario s;
    for (const auto* name : {"AdoptPreset", "UsePreset", "CancelAmendment"}) {
        const auto type = std::string{"linlian.charter.v1."} + name;
        s.when("ana", set(type, R"(role { office_kind: "party" role: "chair" })"))
            .then_refused(v1::CHARTER_TOO_OPEN, {{"needed", "2"}, {"have", "1"}});
        s.when("ana", set(type, "member {}"))
            .then_refused(v1::CHARTER_TOO_OPEN, {{"needed", "2"}, {"have", "0"}});
        s.when("ana", set(type, cosign(2))).then_done();
    }
}

TEST(SetAuthority, leaves_every_act_of_the_charter_its_default) {
    CharterScenario s;
    for (const auto& act : charter::module().acts) {
        const auto& options = act.type->options().GetExtension(codec::v1::act);
        v1::SetAuthority default_one;
        default_one.set_act_type(act.type->full_name());
        *default_one.mutable_authority() = options.authority();
        s.when("ana", default_one).then_done();
    }
}

TEST(SetAuthority, names_as_many_kinds_as_it_asks_offices) {
    CharterScenario s;
    s.when("ana", set(adopt_preset_type, "cosign { offices: 2 }"))
        .then_refused(v1::KINDS_MISSING, {{"needed", "2"}});
    s.when("ana", set(adopt_preset_type, R"(cosign { offices: 2 office_kinds: "party" })"))
        .then_refused(v1::KINDS_MISSING);
    const auto* twice = R"(cosign { offices: 2 office_kinds: "party" office_kinds: "party" })";
    s.when("ana", set(adopt_preset_type, twice)).then_refused(v1::KINDS_MISSING);
}

TEST(SetAuthority, takes_a_notice_beside_others_alone) {
    CharterScenario s;
    const auto with_days = [](const std::string& days) {
        return "all_of { of { " + cosign(2) + " } of { notice { days: " + days + " } } }";
    };
    s.when("ana", set(adopt_preset_type, "notice { days: 7 }"))
        .then_refused(v1::NOTICE_ALONE, {{"limit", "90"}});
    s.when("ana", set(adopt_preset_type, "any_of { of { member {} } of { notice { days: 7 } } }"))
        .then_refused(v1::NOTICE_ALONE);
    s.when("ana", set(adopt_preset_type, "all_of { of { notice { days: 7 } } }"))
        .then_refused(v1::NOTICE_ALONE);
    s.when("ana", set(adopt_preset_type, with_days("0"))).then_refused(v1::NOTICE_ALONE);
    s.when("ana", set(adopt_preset_type, with_days("91"))).then_refused(v1::NOTICE_ALONE);
    s.when("ana", set(adopt_preset_type, with_days("90"))).then_done();
}

TEST(SetAuthority, names_as_many_kinds_as_may_stop_a_notice) {
    CharterScenario s;
    const auto stopped_by = [](const std::string& who) {
        return "all_of { of { " + cosign(2) + " } of { notice { days: 7 stopped_by { " + who +
               " } } } }";
    };
    s.when("ana", set(adopt_preset_type, stopped_by(R"(offices: 2 office_kinds: "party")")))
        .then_refused(v1::KINDS_MISSING, {{"needed", "2"}});
    s.when("ana", set(adopt_preset_type, stopped_by(R"(offices: 0 office_kinds: "party")")))
        .then_refused(v1::COSIGN_OUT_OF_RANGE);
    s.when("ana", set(adopt_preset_type, stopped_by(R"(offices: 1 office_kinds: "party")")))
        .then_done();
}

TEST(SetAuthority, refuses_more_ways_than_anybody_reads) {
    CharterScenario s;
    std::string any = "any_of {";
    for (int i = 0; i < 9; ++i) any += " of { member {} }";
    const auto two = "all_of { of { " + any + " } } of { " + any + " } } }";
    s.when("ana", set(adopt_preset_type, two)).then_refused(v1::AUTHORITY_TOO_LARGE);
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

v1::ScheduleAmendment amendment(const CharterScenario& s, std::int64_t days) {
    v1::ScheduleAmendment act;
    act.set_name("fairer-rounding");
    // The block that carries it comes a minute later.
    act.set_time_ms(s.now().ms + ms_per_minute + days * ms_per_day);
    return act;
}

v1::CancelAmendment cancelling(std::int64_t time_ms) {
    v1::CancelAmendment act;
    act.set_name("fairer-rounding");
    act.set_time_ms(time_ms);
    return act;
}

TEST(ScheduleAmendment, takes_a_time_that_nodes_can_prepare_for) {
    CharterScenario s;
    auto act = amendment(s, 30);
    act.set_time_ms(act.time_ms() - 1);
    s.when("ana", act).then_refused(v1::NOTICE_TOO_SHORT, {{"days", "30"}});
    act = amendment(s, 400);
    act.set_time_ms(act.time_ms() + 1);
    s.when("ana", act).then_refused(v1::AMENDMENT_TOO_FAR, {{"days", "400"}});
    act = amendment(s, 30);
    s.when("ana", act).then_done().then_events({"AmendmentScheduled"});
    EXPECT_EQ(machine::scheduled_for(s.rows(), "fairer-rounding"), Timestamp{act.time_ms()});
    EXPECT_FALSE(machine::is_amended(s.rows(), "fairer-rounding", UINT64_MAX));
}

TEST(ScheduleAmendment, refuses_a_time_that_is_none) {
    CharterScenario s;
    auto act = amendment(s, 30);
    act.set_time_ms(INT64_MIN);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "time_ms"}});
}

TEST(ScheduleAmendment, refuses_to_move_what_is_scheduled) {
    CharterScenario s;
    s.when("ana", amendment(s, 40)).then_done();
    s.when("ana", amendment(s, 50))
        .then_refused(v1::AMENDMENT_SCHEDULED, {{"name", "fairer-rounding"}});
}

TEST(ScheduleAmendment, may_try_again_after_it_lapsed) {
    CharterScenario s;
    s.when("ana", amendment(s, 31)).then_done();
    s.when_passed(40 * ms_per_day).then_events({"AmendmentLapsed"});
    s.when("ana", amendment(s, 31)).then_done();
}

TEST(CancelAmendment, takes_back_what_is_scheduled_until_its_time) {
    CharterScenario s;
    const auto act = amendment(s, 31);
    s.when("ana", act).then_done();
    s.when("ana", cancelling(act.time_ms() + 1))
        .then_refused(v1::AMENDMENT_NOT_SCHEDULED, {{"name", "fairer-rounding"}});
    s.when("ana", cancelling(act.time_ms())).then_done().then_events({"AmendmentCancelled"});
    s.when("ana", cancelling(act.time_ms())).then_refused(v1::AMENDMENT_NOT_SCHEDULED);
    s.when_passed(40 * ms_per_day).then_events({});
    auto wrong = cancelling(1);
    wrong.set_name("No Slug");
    s.when("ana", wrong).then_refused(v1::VALUE_WRONG, {{"field", "name"}});
}

TEST(CharterVectors, hold_every_act_event_and_refusal) {
    EXPECT_EQ(kit::missing_from_golden(charter::module()), std::vector<std::string>{});
}

}  // namespace
}  // namespace linlian::charter
