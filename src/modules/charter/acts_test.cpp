#include "kit/guestbook.h"
#include "modules/charter/charter_for_tests.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

using kit::text;

const std::string adopt_preset_type = "linlian.charter.v1.AdoptPreset";

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

TEST(SetAuthority, replaces_the_default_of_the_schema) {
    CharterScenario s;
    s.when("ana", set(adopt_preset_type, cosign(4))).then_done();
    s.then_events({"AuthoritySet"});
    const auto authority = authority_of(s.rows(), *v1::AdoptPreset::descriptor());
    EXPECT_EQ(authority.cosign().offices(), 4U);
    EXPECT_EQ(s.row(authorities, adopt_preset_type)->set_by(), s.last_id().bytes());
}

// A program without the module knows no such act either.
TEST(SetAuthority, knows_an_act_once_its_module_has_entered_the_ledger) {
    for (const bool has_entered : {false, true}) {
        kit::Scenario s{"", {module(), kit::people_module(), kit::guestbook_module()}};
        s.given(kit::people, "value: 2", to_hex(kit::key_of("ana").public_key().encoded()));
        if (has_entered) s.given_in_force(kit::guestbook_amendment);
        s.when("ana", set("linlian.guestbook.v1.Write", cosign(2)));
        has_entered ? s.then_done() : s.then_refused(v1::ACT_TYPE_UNKNOWN);
    }
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

TEST(CharterVectors, hold_every_act_event_and_refusal) {
    EXPECT_EQ(kit::missing_from_golden(charter::module()), std::vector<std::string>{});
}

}  // namespace
}  // namespace linlian::charter
