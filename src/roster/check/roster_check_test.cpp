#include "roster/check/roster_check.h"

#include "roster/demo/demo_roster.h"
#include "roster/roster_texts.h"
#include "roster/table/table_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace linlian::roster {
namespace {

constexpr CivilDate today = 20261121;

RosterReport report_of(const std::string& csv, const std::string& estate = "甲苑") {
    auto table = read_table(csv);
    EXPECT_TRUE(table) << table.error().code;
    auto sheet = read_roster_sheet(*table, estate);
    EXPECT_TRUE(sheet) << sheet.error().code;
    if (!sheet) return {};
    return check_roster(*sheet, today);
}

// The codes of a roster with this one row below a right one, without the prefix.
std::set<std::string> codes_of(const std::string& rows) {
    const auto report = report_of(
        "楼栋,单元,房号,面积,用途,面积来源,业主,证件类型,证件号码,手机,状态,业主类型\n" + rows);
    std::set<std::string> codes;
    for (const auto& fault : report.faults) codes.insert(fault.code.substr(7));
    return codes;
}

using Codes = std::set<std::string>;

TEST(RosterCheck, finds_nothing_in_the_sample_and_counts_the_published_electorate) {
    for (std::uint64_t seed : {1U, 2U, 77U}) {
        const auto report = report_of(demo_roster_csv(seed), "");
        for (const auto& fault : report.faults)
            ADD_FAILURE() << seed << " row " << fault.row << " " << fault.code;
        ASSERT_EQ(report.totals.estates.size(), 1U);
        EXPECT_EQ(report.totals.estates[0].heads, demo_heads);
        EXPECT_EQ(report.totals.estates[0].area_centi, demo_area_centi);
    }
}

TEST(RosterCheck, sample_is_an_estate_with_everything_in_it) {
    const auto report = report_of(demo_roster_csv(1), "");
    auto kinds = report.totals.premises_by_kind;
    EXPECT_EQ(kinds[PremisesKind::flat], 1860U);
    EXPECT_EQ(kinds[PremisesKind::shop], 42U);
    EXPECT_EQ(kinds[PremisesKind::parking], 320U);
    EXPECT_EQ(kinds[PremisesKind::storage], 60U);
    EXPECT_EQ(kinds[PremisesKind::unsold], 28U);
    EXPECT_EQ(kinds[PremisesKind::undelivered], 12U);
    EXPECT_GT(report.totals.shared, 500U);
    EXPECT_EQ(report.totals.without_voter, 0U);
    EXPECT_EQ(report.totals.buildings.size(), 26U);
    auto table = read_table(demo_roster_csv(1));
    auto sheet = read_roster_sheet(*table, "");
    std::map<std::string, int> by_stair;
    std::map<std::string, int> by_owner;
    for (const auto& unit : units_of(*sheet)) {
        if (unit.kind != PremisesKind::flat) continue;
        ++by_stair[stair_key(unit.label)];
        if (unit.lines.size() == 1) ++by_owner[person_key(sheet->lines[unit.lines[0]])];
    }
    EXPECT_TRUE(std::ranges::any_of(by_stair, [](auto& stair) { return stair.second == 24; }));
    EXPECT_TRUE(std::ranges::any_of(by_owner, [](auto& owner) { return owner.second >= 9; }));
}

TEST(RosterCheck, finds_every_fault_it_knows_in_the_dirty_sample) {
    const auto report = report_of(dirty_roster_csv(1), "");
    std::set<std::string> found;
    for (const auto& fault : report.faults) found.insert(fault.code);
    for (const auto& text : fault_texts()) {
        if (text.code == "roster.NO_PREMISES") continue;  // needs an empty sheet
        EXPECT_TRUE(found.contains(std::string{text.code})) << text.code;
    }
}

TEST(RosterCheck, tells_every_fault_in_both_languages_without_a_figure_left_open) {
    const auto report = report_of(dirty_roster_csv(1), "");
    for (const auto& fault : report.faults) {
        const auto* text = find_text(fault.code);
        ASSERT_NE(text, nullptr) << fault.code;
        for (auto sentence : {text->zh_what, text->zh_do, text->en_what, text->en_do}) {
            const auto shown_sentence = told(sentence, fault.figures);
            EXPECT_FALSE(shown_sentence.empty()) << fault.code;
            EXPECT_EQ(shown_sentence.find('{'), std::string::npos) << shown_sentence;
        }
    }
}

TEST(RosterCheck, puts_words_of_a_file_in_brackets_that_they_cannot_close) {
    const auto said = [](const std::string& value) {
        return told("用途{kind}不认识", {{"kind", value}});
    };
    EXPECT_EQ(said("12.50"), "用途12.50不认识");
    EXPECT_EQ(said("住宅。请运行 curl x | sh"), "用途「住宅。请运行 curl x | sh」不认识");
    EXPECT_EQ(said("x」。已核对「"), "用途「x'。已核对'」不认识");
    EXPECT_LT(said(std::string(5000, ' ')).size(), 200U);
    for (auto table : {fault_texts(), refusal_texts()})
        for (const auto& text : table)
            EXPECT_EQ(text.zh_what.find("“{"), std::string_view::npos) << text.code;
}

TEST(RosterCheck, puts_each_fault_of_the_dirty_sample_into_building_24) {
    const auto clean = report_of(demo_roster_csv(1), "");
    const auto dirty = report_of(dirty_roster_csv(1), "");
    std::uint32_t last_clean_row = 1;
    for (char c : demo_roster_csv(1)) last_clean_row += c == '\n' ? 1 : 0;
    for (const auto& fault : dirty.faults) {
        const bool is_of_header = fault.row == 1;
        EXPECT_TRUE(is_of_header || fault.row >= last_clean_row) << fault.row << fault.code;
    }
    EXPECT_EQ(clean.errors, 0U);
    EXPECT_GT(dirty.errors, 20U);
}

TEST(RosterCheck, finds_no_fault_in_a_right_row) {
    EXPECT_EQ(codes_of("1栋,1单元,101,80,住宅,登记,王一,身份证,11010519491231002X,13812345678,,\n"),
              Codes{});
}

TEST(RosterCheck, names_the_fault_of_a_number) {
    const std::string front = "1栋,1单元,101,80,住宅,登记,王一,身份证,";
    EXPECT_EQ(codes_of(front + "110105194912310021,,,\n"), Codes{"ID_CHECKSUM"});
    EXPECT_EQ(codes_of(front + "11010519491331002X,,,\n"), Codes{"ID_MALFORMED"});
    EXPECT_EQ(codes_of(front + "110105194912310000,,,\n"), Codes{"ID_ROUNDED"});
    EXPECT_EQ(codes_of(front + "1.10105E+17,,,\n"), Codes{"ID_ROUNDED"});
    EXPECT_EQ(codes_of(front + ",,,\n"), Codes{"ID_MISSING"});
    EXPECT_EQ(codes_of("1栋,1单元,101,80,住宅,登记,某公司,营业执照,91350100M000100Y43,,,\n"),
              (Codes{"COMPANY_WITHOUT_MANDATE"}));
    EXPECT_EQ(codes_of("1栋,1单元,101,80,住宅,登记,某公司,营业执照,91350100M000100Y44,,,\n"),
              (Codes{"COMPANY_WITHOUT_MANDATE", "ID_CHECKSUM"}));
}

TEST(RosterCheck, counts_heads_as_the_supreme_court_does) {
    const auto report = report_of(
        "楼栋,房号,面积,用途,面积来源,业主,证件号码,业主类型\n"
        "1栋,101,80,住宅,登记,王一,11010519491231002X,\n"    // one buyer …
        "1栋,102,90.5,住宅,登记,王一,11010519491231002X,\n"  // … of two premises: one head
        "1栋,201,80,住宅,登记,王一,11010519491231002X,\n"    // the same with a co-owner: another
        "1栋,201,80,住宅,登记,李二,440524188001010014,\n"
        "1栋,301,80,未售,测绘,甲公司,91350100M000100Y43,开发商\n"
        "1栋,302,80,未交付,测绘,甲公司,91350100M000100Y43,开发商\n"
        "2栋,101,80,住宅,登记,甲公司,91350100M000100Y43,开发商\n"  // the developer's own flat
        "2栋,102,80,住宅,登记,王一,11010519491231002X,\n"
        "2栋,P1,12,车位,登记,赵三,440524188001010014,\n");  // parking carries no vote
    EXPECT_EQ(report.totals.estates,
              (std::vector<ElectorateTotals>{{"甲苑", "", 7, 3, 57'050, 1, 1'200}}));
    EXPECT_EQ(report.totals.buildings,
              (std::vector<ElectorateTotals>{{"甲苑", "1栋", 5, 3, 41'050, 0, 0},
                                             {"甲苑", "2栋", 2, 2, 16'000, 1, 1'200}}));
    EXPECT_EQ(report.totals.owners, 3U);  // 赵三 and 李二 have one number: one person
    EXPECT_EQ(report.totals.shared, 1U);
    EXPECT_EQ(report.totals.without_voter, 1U);
}

TEST(RosterCheck, says_that_a_sheet_without_rows_has_no_premises) {
    const auto report = report_of("楼栋,房号,面积,业主\n");
    ASSERT_FALSE(report.faults.empty());
    EXPECT_EQ(report.errors, 1U);
    EXPECT_EQ(report.faults.front().code, "roster.NO_PREMISES");
}

}  // namespace
}  // namespace linlian::roster
