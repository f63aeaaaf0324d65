#include "roster/plan/roster_plan.h"

#include "roster/check/roster_units.h"
#include "roster/demo/demo_roster.h"
#include "roster/table/csv_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::roster {
namespace {

constexpr CivilDate today = 20261121;
const std::string header =
    "楼栋,单元,房号,面积,用途,面积来源,业主,证件号码,投票代表,监护人,授权委托书\n";
const std::string wang = "11010519491231002X";
const std::string li = "440524188001010014";

// Ids that count upwards from a start.
IdSource counting_from(std::uint8_t start) {
    return [start, next = 0]() mutable {
        Id16 id;
        id.data[0] = start;
        id.data[14] = static_cast<std::uint8_t>(next >> 8);
        id.data[15] = static_cast<std::uint8_t>(next & 255);
        ++next;
        return id;
    };
}

RosterSheet sheet_of(const std::string& csv) {
    auto table = read_csv(csv);
    auto sheet = read_roster_sheet(*table, "甲苑");
    EXPECT_TRUE(sheet);
    return sheet ? *sheet : RosterSheet{};
}

PlannedRoster plan_of(const std::string& rows, const NamesFile& previous = {},
                      std::uint8_t start = 1) {
    auto planned = plan_roster(sheet_of(header + rows), today, previous, counting_from(start));
    EXPECT_TRUE(planned) << planned.error().code << planned.error().figures[0].value;
    return planned ? *planned : PlannedRoster{};
}

Id16 member_named(const NamesFile& names, const std::string& name) {
    for (const auto& [id, member] : names.members) {
        if (member.name == name) return id;
    }
    return {};
}

TEST(RosterPlan, makes_one_member_of_one_person_in_several_rows) {
    const auto planned = plan_of("1栋,1单元,101,80.5,住宅,登记,王一," + wang + ",,,\n" +
                                 "1栋,1单元,102,90,住宅,登记,王一," + wang + ",,,\n" +
                                 "1栋,2单元,101,90,住宅,登记,王一," + wang + ",是,,\n" +
                                 "1栋,2单元,101,90,住宅,登记,李二," + li + ",,,\n");
    const auto& plan = planned.plan;
    ASSERT_EQ(plan.premises.size(), 3U);
    ASSERT_EQ(plan.owners.size(), 2U);
    ASSERT_EQ(plan.buildings.size(), 1U);
    EXPECT_EQ(plan.buildings[0].stairs, 2U);
    EXPECT_EQ(plan.premises[0].area_centi, 8050);
    EXPECT_EQ(plan.premises[0].owners, plan.premises[1].owners);
    EXPECT_EQ(plan.premises[2].owners.size(), 2U);
    EXPECT_TRUE(std::ranges::is_sorted(plan.premises[2].owners));
    EXPECT_EQ(plan.premises[2].voter, plan.premises[0].owners[0]);
    EXPECT_TRUE(plan.premises[0].voter.is_zero());
    EXPECT_EQ(planned.names.premises.at(plan.premises[2].id),
              (UnitLabel{"甲苑", "1栋", "2单元", "101"}));
}

TEST(RosterPlan, refuses_a_sheet_with_errors) {
    auto planned = plan_roster(sheet_of(header + "1栋,1单元,101,,住宅,登记,王一,,,,\n"), today, {},
                               counting_from(1));
    ASSERT_FALSE(planned);
    EXPECT_EQ(planned.error(), (Refusal{"roster.HAS_ERRORS", {{"errors", "1"}}}));
}

TEST(RosterPlan, keeps_every_id_when_the_same_roster_comes_again_in_another_order) {
    const std::string one = "1栋,东单元,101,80,住宅,登记,王一," + wang + ",,,\n";
    const std::string two = "1栋,西单元,101,80,住宅,登记,李二," + li + ",,,\n";
    const auto first = plan_of(one + two);
    const auto again = plan_of(two + one, first.names, 2);
    EXPECT_EQ(again.names, first.names);
    EXPECT_EQ(again.plan.premises[1].id, first.plan.premises[0].id);
    EXPECT_EQ(again.plan.premises[1].stair, first.plan.premises[0].stair);
    EXPECT_EQ(again.plan.premises[1].owners, first.plan.premises[0].owners);
}

TEST(RosterPlan, keeps_the_id_of_a_person_whose_number_was_mended_or_added) {
    const auto first = plan_of("1栋,1单元,101,80,住宅,登记,王一,,,,\n");
    const auto mended =
        plan_of("1栋,1单元,101,80,住宅,登记,王一," + wang + ",,,\n", first.names, 2);
    EXPECT_EQ(mended.plan.owners[0].id, first.plan.owners[0].id);
    const auto moved =
        plan_of("2栋,1单元,501,80,住宅,登记,王一," + wang + ",,,\n", mended.names, 3);
    EXPECT_EQ(moved.plan.owners[0].id, first.plan.owners[0].id);
    EXPECT_NE(moved.plan.premises[0].id, first.plan.premises[0].id);
}

TEST(RosterPlan, gives_a_new_owner_of_the_same_name_a_new_id_when_the_old_one_moved) {
    const auto first = plan_of("1栋,1单元,101,80,住宅,登记,王一," + wang + ",,,\n");
    const auto next = plan_of("1栋,1单元,101,80,住宅,登记,王一," + li + ",,,\n" +
                                  "1栋,1单元,102,80,住宅,登记,王一," + wang + ",,,\n",
                              first.names, 2);
    EXPECT_NE(next.plan.premises[0].owners, first.plan.premises[0].owners);
    EXPECT_EQ(next.plan.premises[1].owners, first.plan.premises[0].owners);
}

TEST(RosterPlan, keeps_members_who_own_nothing_any_more) {
    const auto first = plan_of("1栋,1单元,101,80,住宅,登记,王一," + wang + ",,,\n");
    const auto next = plan_of("1栋,1单元,101,80,住宅,登记,李二," + li + ",,,\n", first.names, 2);
    EXPECT_EQ(next.names.members.size(), 2U);
    EXPECT_EQ(next.plan.owners.size(), 1U);
    EXPECT_TRUE(next.names.members.at(first.plan.owners[0].id).premises.empty());
}

TEST(RosterPlan, takes_a_guardian_from_the_co_owners_or_makes_a_member_of_him) {
    const auto planned = plan_of(
        "1栋,1单元,101,80,住宅,登记,王小,,,王一,出生证1\n"
        "1栋,1单元,101,80,住宅,登记,王一," +
        wang + ",是,,\n" + "1栋,1单元,102,80,住宅,登记,李小,,,李大,出生证2\n");
    const auto& names = planned.names;
    EXPECT_EQ(names.members.at(member_named(names, "王小")).through, member_named(names, "王一"));
    EXPECT_EQ(names.members.at(member_named(names, "李小")).through, member_named(names, "李大"));
    EXPECT_EQ(names.members.size(), 4U);
    EXPECT_EQ(planned.plan.owners.size(), 3U);
}

// A names file that somebody made: whoever acts is named by the roster, or nobody acts.
TEST(RosterPlan, lets_nobody_act_whom_no_roster_names) {
    const std::string rows = "1栋,1单元,101,80,住宅,登记,王一," + wang + ",,,\n" +
                             "1栋,1单元,102,80,住宅,登记,甲置业有限公司,,,,\n";
    auto previous = plan_of(rows).names;
    const auto company = member_named(previous, "甲置业有限公司");
    previous.members[company].through = member_named(previous, "王一");
    const auto planned = plan_of(rows, previous, 2);
    EXPECT_TRUE(planned.names.members.at(company).through.is_zero());
    for (const auto& owner : planned.plan.owners) EXPECT_TRUE(owner.through.is_zero());
}

TEST(RosterPlan, lets_the_guardian_cast_the_ballot_of_a_ward_who_is_the_voter) {
    const auto planned = plan_of(
        "1栋,1单元,101,80,住宅,登记,王小,,是,李大,出生证1\n"
        "1栋,1单元,101,80,住宅,登记,王一," +
        wang + ",,,\n");
    EXPECT_EQ(planned.plan.premises[0].voter, member_named(planned.names, "李大"));
}

TEST(RosterPlan, gives_the_heirs_of_an_owner_an_id_of_their_own) {
    const auto first = plan_of("1栋,1单元,101,80,住宅,登记,王一," + wang + ",,,\n");
    auto sheet =
        sheet_of("楼栋,房号,面积,业主,证件号码,状态\n1栋,101,80,王一," + wang + ",继承未定\n");
    auto next = plan_roster(sheet, today, first.names, counting_from(2));
    ASSERT_TRUE(next);
    EXPECT_NE(next->plan.owners[0].id, first.plan.owners[0].id);
    EXPECT_EQ(next->plan.owners[0].kind, OwnerKind::heirs);
    auto third = plan_roster(sheet, today, next->names, counting_from(3));
    ASSERT_TRUE(third);
    EXPECT_EQ(third->plan.owners[0].id, next->plan.owners[0].id);
}

TEST(RosterPlan, meets_what_the_ledger_asks_of_owners) {
    auto sheet = read_roster_sheet(*read_csv(demo_roster_csv(1)), "");
    auto planned = plan_roster(*sheet, today, {}, counting_from(1));
    ASSERT_TRUE(planned);
    for (const auto& owner : planned->plan.owners) {
        EXPECT_FALSE(owner.kind == OwnerKind::person && !owner.through.is_zero());
        const bool by_paper = owner.kind == OwnerKind::company || owner.kind == OwnerKind::heirs ||
                              owner.kind == OwnerKind::ward;
        EXPECT_FALSE(by_paper && owner.document.is_zero());
    }
    for (const auto& premises : planned->plan.premises) {
        EXPECT_FALSE(premises.owners.empty());
        EXPECT_LE(premises.owners.size(), owners_max);
    }
}

TEST(RosterPlan, commits_to_documents_under_a_salt_and_never_in_clear) {
    const auto planned = plan_of("1栋,1单元,101,80,住宅,登记,王小,,,王一,出生证1\n");
    const auto& owner = planned.plan.owners[0];
    const auto& member = planned.names.members.at(owner.id);
    EXPECT_FALSE(member.document_salt.is_zero());
    EXPECT_EQ(owner.document, document_commitment(member.document_salt, "出生证1"));
    EXPECT_NE(owner.document, document_commitment({}, "出生证1"));
}

TEST(RosterPlan, plans_the_sample_estate_with_nobodys_name_in_it) {
    auto table = read_csv(demo_roster_csv(1));
    auto sheet = read_roster_sheet(*table, "");
    auto planned = plan_roster(*sheet, today, {}, counting_from(1));
    ASSERT_TRUE(planned);
    EXPECT_EQ(planned->plan.premises.size(), 2322U);
    std::set<std::vector<Id16>> heads;
    std::int64_t area = 0;
    for (const auto& premises : planned->plan.premises) {
        if (premises.kind == PremisesKind::parking || premises.kind == PremisesKind::storage)
            continue;
        heads.insert(premises.owners);
        area += premises.area_centi;
    }
    EXPECT_EQ(heads.size(), demo_heads);
    EXPECT_EQ(area, demo_area_centi);
    std::set<std::string> public_words{"", std::string{demo_estate}};
    for (const auto& building : planned->plan.buildings) public_words.insert(building.name);
    for (const auto& premises : planned->plan.premises) public_words.insert(premises.grid);
    for (const auto& [id, member] : planned->names.members)
        EXPECT_FALSE(public_words.contains(member.name));
}

}  // namespace
}  // namespace linlian::roster
