// The charter promises that its own acts never fall to one office. What counts is what the registry
// makes of an authority, so the two are put together here over many random authorities.
#include "kit/code_of.h"
#include "kit/motions.h"
#include "kit/random_authority.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;

TEST(CharterGuard, never_lets_one_office_change_the_charter) {
    World s;
    for (const auto* role : {"worker", "clerk"}) kit::seat_role(s, "ana", "party", role);
    const auto party = kit::office_of("party");
    const std::vector<registry::Supporter> alone{{kit::member_of("ana"), party},
                                                 {kit::member_of("gao"), party},
                                                 {kit::member_of("dan"), {}}};
    auto together = alone;
    together.push_back({kit::member_of("ben"), kit::office_of("residents")});
    together.push_back({kit::member_of("cai"), kit::office_of("owners")});

    kit::RandomAuthority random{20261121, {"party", "residents", "owners"}};
    int accepted = 0;
    int met_together = 0;
    for (int i = 0; i < 20000; ++i) {
        charter::v1::SetAuthority act;
        act.set_act_type(act.GetDescriptor()->full_name());
        *act.mutable_authority() = random.make();
        if (!s.program().find_act(act.act_type())->well_formed(act)) continue;
        ++accepted;
        const auto by_one = registry::satisfies(s.rows(), act.authority(), alone, act, s.now());
        EXPECT_EQ(kit::code_of(by_one), "registry.AUTHORITY_MISSING")
            << act.authority().ShortDebugString();
        if (registry::satisfies(s.rows(), act.authority(), together, act, s.now())) ++met_together;
    }
    EXPECT_GT(accepted, 500);
    EXPECT_GT(met_together, 100) << "else the property holds for want of cases";
}

// Proposes it and brings in who else must stand behind it; then_ is about the last of them.
World& when_all_set(World& s, const std::string& act_type, const std::string& authority) {
    const Id16 id = s.propose("ana", "party", World::set_authority(act_type, authority));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("cai", s.support(id, "owners"));
    return s;
}

// Else a charter could take everybody's own matters from them, or end motions for ever.
TEST(CharterGuard, leaves_motions_and_ones_own_matters_as_they_are) {
    World s{0, "charter"};
    for (const auto* type :
         {"linlian.motion.v1.Propose", "linlian.motion.v1.Support", "linlian.registry.v1.AddKey"})
        when_all_set(s, type, R"(role { office_kind: "party" })")
            .then_refused(charter::v1::AUTHORITY_FIXED, {{"act_type", type}});
}

TEST(CharterGuard, puts_no_act_out_of_everybodys_reach) {
    World s;
    const std::string type = World::another_act;
    when_all_set(s, type, R"(role { office_kind: "street" })")
        .then_refused(registry::v1::ACT_UNREACHABLE, {{"act_type", type}, {"missing", "street:"}});
    when_all_set(s, type, R"(role { office_kind: "owners" role: "clerk" })").then_done();
}

// An authority that one estate's committee meets leaves the others with nobody.
TEST(CharterGuard, puts_no_act_out_of_reach_in_one_estate) {
    World s;
    for (const auto* name : {"garden", "park"}) {
        registry::v1::Estate row;
        row.set_name(name);
        s.given(registry::estates, row, kit::member_of(name));
    }
    auto office = *s.row(registry::offices, kit::office_of("owners"));
    office.set_estate(kit::member_of("garden").bytes());
    s.given(registry::offices, office, kit::office_of("owners"));
    const std::string type = "linlian.registry.v1.CorrectPremises";
    s.asks<registry::v1::CorrectPremises>(R"(role { office_kind: "residents" role: "clerk" })");
    const auto act = World::set_authority(type, R"(role { office_kind: "owners" role: "clerk" })");
    const Id16 id = s.propose("ana", "party", act);
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("cai", s.support(id, "owners"))
        .then_refused(registry::v1::ACT_UNREACHABLE,
                      {{"act_type", type}, {"missing", "owners:clerk"}});
}

// Nothing is admitted without the Party organisation, and nothing by it alone, whoever signs a new
// charter.
TEST(CharterGuard, leaves_admission_to_the_party_organisation_and_another_body) {
    World s{0, "charter"};
    for (const auto* act : {"FoundOffice", "CloseOffice"}) {
        const auto type = std::string{"linlian.registry.v1."} + act;
        for (const auto* authority :
             {R"(cosign { offices: 2 office_kinds: "residents" office_kinds: "owners" })",
              R"(cosign { offices: 2 office_kinds: "party" office_kinds: "residents"
                          office_kinds: "owners" })",
              R"(role { office_kind: "party" role: "chair" })", "member {}",
              R"(all_of { of { role { office_kind: "party" } } of { member {} } })",
              R"(any_of { of { cosign { offices: 2 office_kinds: "party" office_kinds: "owners" } }
                          of { role { office_kind: "owners" } } })"})
            when_all_set(s, type, authority)
                .then_refused(charter::v1::ADMISSION_TOO_OPEN, {{"act_type", type}});
    }
}

// What stands in public for seven days by default, and is stopped by two of the four bodies, may
// take more of both and never less: three bodies would found a fourth over night.
TEST(CharterGuard, leaves_the_notice_of_admission_and_the_right_to_stop_it) {
    World s{0, "charter"};
    const auto with = [](const std::string& notice) {
        return R"(all_of { of { cosign { offices: 2 office_kinds: "party" office_kinds: "owners" } }
                           )" +
               notice + "}";
    };
    const auto waiting = [&](int days, const std::string& stopped_by) {
        return with("of { notice { days: " + std::to_string(days) + " " + stopped_by + "} }");
    };
    const auto stopped_by = [](int offices) {
        return "stopped_by { offices: " + std::to_string(offices) +
               R"( role: "chair" office_kinds: "party" office_kinds: "street"
                   office_kinds: "residents" office_kinds: "owners" })";
    };
    const std::string two_alone = R"(stopped_by { offices: 2 role: "chair"
                                                  office_kinds: "party" office_kinds: "owners" })";
    for (const auto* act : {"FoundOffice", "CloseOffice"}) {
        const auto type = std::string{"linlian.registry.v1."} + act;
        for (const auto& authority : {with(""), waiting(6, stopped_by(2)), waiting(7, ""),
                                      waiting(7, stopped_by(3)), waiting(7, two_alone)})
            when_all_set(s, type, authority)
                .then_refused(charter::v1::ADMISSION_TOO_QUICK,
                              {{"act_type", type},
                               {"days", "7"},
                               {"offices", "2"},
                               {"kinds", "party, street, residents, owners"}});
    }
    when_all_set(s, "linlian.registry.v1.FoundOffice", waiting(9, stopped_by(1))).then_done();
}

TEST(CharterGuard, holds_for_a_genesis_too) {
    const auto program = kit::program_of({charter::module(), registry::module()});
    const auto faults_of = [&program](const std::string& notice) {
        charter::v1::Genesis start;
        auto& first = *start.add_authorities();
        first.set_act_type("linlian.registry.v1.CloseOffice");
        *first.mutable_authority() = kit::text<codec::v1::Authority>(
            R"(all_of { of { cosign { offices: 2 office_kinds: "party" office_kinds: "owners" } }
                        of { notice { )" +
            notice + " } } }");
        state::MemoryState rows;
        return kit::run_genesis(program, program.modules().front(), start, rows);
    };
    const auto faults = faults_of("days: 7");
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].figures.front().value, "charter.authorities[0]");
    EXPECT_NE(faults[0].figures.back().value.find("its notice lasts 7 days"), std::string::npos);
    EXPECT_TRUE(faults_of(R"(days: 7 stopped_by {
        offices: 2 office_kinds: "party" office_kinds: "street" office_kinds: "residents"
        office_kinds: "owners" })")
                    .empty());
}

}  // namespace
}  // namespace linlian::motion
