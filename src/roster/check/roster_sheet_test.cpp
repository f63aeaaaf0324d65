#include "roster/check/roster_sheet.h"

#include "roster/check/words/area_text.h"
#include "roster/table/csv_table.h"
#include "roster/text.h"

#include <gtest/gtest.h>

namespace linlian::roster {
namespace {

Result<RosterSheet> sheet_of(const std::string& csv, const std::string& estate = "甲苑") {
    auto table = read_csv(csv);
    EXPECT_TRUE(table);
    return read_roster_sheet(*table, estate);
}

std::vector<std::string> fault_codes(const RosterSheet& sheet) {
    std::vector<std::string> codes;
    for (const auto& fault : sheet.faults) codes.push_back(fault.code);
    return codes;
}

TEST(RosterSheet, knows_headings_in_chinese_english_and_with_units) {
    EXPECT_EQ(column_of("建筑面积(㎡)"), Column::area);
    EXPECT_EQ(column_of(" 专有部分面积 "), Column::area);
    EXPECT_EQ(column_of("*门牌号"), Column::door);
    EXPECT_EQ(column_of("Owner Name"), Column::owner);
    EXPECT_EQ(column_of("業主姓名"), Column::owner);
    EXPECT_EQ(column_of("授权委托书／营业执照"), Column::document);
    EXPECT_EQ(column_of("车牌"), std::nullopt);
}

TEST(RosterSheet, finds_the_header_below_a_title) {
    auto sheet =
        sheet_of("甲苑业主名册,,\n制表:张三,,\n房号,建筑面积,业主姓名\n1-2-301,88.5,王一\n");
    ASSERT_TRUE(sheet) << sheet.error().code;
    EXPECT_EQ(sheet->header_row, 3U);
    ASSERT_EQ(sheet->lines.size(), 1U);
    EXPECT_EQ(sheet->lines[0].row, 4U);
    EXPECT_EQ(sheet->lines[0].label, (UnitLabel{"甲苑", "1", "2", "301"}));
    EXPECT_EQ(sheet->lines[0].area_centi, 8850);
}

TEST(RosterSheet, refuses_what_is_no_roster) {
    EXPECT_EQ(sheet_of("a,b\n1,2\n").error().code, "roster.NO_HEADER");
    EXPECT_EQ(sheet_of("房号,业主,手机\n1,2,3\n").error(),
              (Refusal{"roster.COLUMN_MISSING", {{"column", "建筑面积"}}}));
    EXPECT_EQ(sheet_of("房号,面积,业主,门牌\n1,2,3,4\n").error(),
              (Refusal{"roster.COLUMN_TWICE", {{"column", "房号"}}}));
    EXPECT_EQ(sheet_of("房号,面积,业主\n", "").error().code, "roster.ESTATE_MISSING");
}

TEST(RosterSheet, takes_an_empty_premises_as_that_of_the_row_above) {
    auto sheet = sheet_of("楼栋,房号,面积,业主\n1栋,101,88.5,王一\n,,,李二\n");
    ASSERT_TRUE(sheet);
    ASSERT_EQ(sheet->lines.size(), 2U);
    EXPECT_EQ(sheet->lines[1].label, sheet->lines[0].label);
    EXPECT_EQ(sheet->lines[1].owner.name, "李二");
    EXPECT_TRUE(sheet->lines[1].is_continued);
}

TEST(RosterSheet, splits_names_only_when_the_numbers_match_in_count) {
    auto sheet = sheet_of(
        "楼栋,房号,面积,用途,面积来源,业主,证件号码\n"
        "1栋,101,88.5,住宅,登记,王一、李二,110105194912310021；440524188001010014\n"
        "1栋,102,88.5,住宅,登记,王一/李二,110105194912310021\n");
    ASSERT_TRUE(sheet);
    ASSERT_EQ(sheet->lines.size(), 3U);
    EXPECT_EQ(sheet->lines[0].owner.name, "王一");
    EXPECT_EQ(sheet->lines[1].owner.name, "李二");
    EXPECT_EQ(sheet->lines[1].owner.id_number, "440524188001010014");
    EXPECT_EQ(sheet->lines[2].owner.name, "王一/李二");
    EXPECT_EQ(fault_codes(*sheet), std::vector<std::string>{"roster.NAMES_IDS_COUNT"});
}

TEST(RosterSheet, names_a_co_owner_once_when_he_also_has_a_row) {
    auto sheet = sheet_of(
        "楼栋,房号,面积,用途,面积来源,业主,共有人\n"
        "1栋,101,88.5,住宅,登记,王一,李二\n1栋,101,88.5,住宅,登记,李二,王一\n"
        "1栋,102,88.5,住宅,登记,赵三,钱四\n");
    ASSERT_TRUE(sheet);
    std::vector<std::string> names;
    for (const auto& line : sheet->lines) names.push_back(line.owner.name);
    EXPECT_EQ(names, (std::vector<std::string>{"王一", "李二", "赵三", "钱四"}));
}

TEST(RosterSheet, concludes_what_an_owner_is_from_other_cells) {
    auto sheet = sheet_of(
        "楼栋,房号,面积,用途,面积来源,业主,证件号码,状态,监护人\n"
        "1栋,101,80,住宅,登记,甲公司,91350100M000100Y43,,\n"
        "1栋,102,80,未售,测绘,甲公司,,,\n"
        "1栋,103,80,住宅,登记,王一,,已故,\n"
        "1栋,104,80,住宅,登记,王二,,,王大\n");
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->lines[0].owner.kind, OwnerKind::company);
    EXPECT_EQ(sheet->lines[0].owner.id_type, IdType::credit_code);
    EXPECT_EQ(sheet->lines[1].owner.kind, OwnerKind::developer);
    EXPECT_EQ(sheet->lines[2].owner.kind, OwnerKind::heirs);
    EXPECT_EQ(sheet->lines[3].owner.kind, OwnerKind::ward);
}

TEST(UnitLabel, gives_one_key_to_spellings_of_one_label) {
    EXPECT_EQ(unit_key({"甲苑", "1栋", "2单元", "301室"}),
              unit_key({"甲苑", "1号楼", "2", "３０１"}));
    EXPECT_NE(unit_key({"甲苑", "1栋", "2单元", "301"}), unit_key({"甲苑", "12栋", "单元", "301"}));
    EXPECT_EQ(with_door_taken_apart({"甲苑", "", "", "3栋2单元1101室"}),
              (UnitLabel{"甲苑", "3", "2", "1101"}));
}

TEST(AreaText, reads_hundredths_exactly) {
    EXPECT_EQ(*parse_area("88.32"), 8832);
    EXPECT_EQ(*parse_area("105.1 ㎡"), 10510);
    EXPECT_EQ(*parse_area("８０．５平方米"), 8050);
    EXPECT_EQ(*parse_area("80.500"), 8050);
    EXPECT_EQ(*parse_area("0.01"), 1);
    EXPECT_EQ(parse_area("80.005").error().code, "roster.AREA_TOO_FINE");
    EXPECT_EQ(parse_area("-5").error().code, "roster.AREA_ZERO");
    EXPECT_EQ(parse_area("1,024").error().code, "roster.AREA_MALFORMED");
    EXPECT_EQ(parse_area("80.").error().code, "roster.AREA_MALFORMED");
    EXPECT_EQ(parse_area("99999999999999999999").error().code, "roster.AREA_MALFORMED");
    EXPECT_EQ(area_text(15'894'987), "158949.87");
    EXPECT_EQ(area_text(-5), "-0.05");
}

TEST(IdNumber, checks_the_examples_of_the_standards) {
    EXPECT_EQ(flaw_of_id(IdType::resident_card, "11010519491231002X"), "");  // GB 11643-1999
    EXPECT_EQ(flaw_of_id(IdType::resident_card, "440524188001010014"), "");  // GB 11643-1999
    EXPECT_EQ(flaw_of_id(IdType::resident_card, "11010519491231002x"), "");
    EXPECT_EQ(flaw_of_id(IdType::credit_code, "91350100M000100Y43"), "");  // GB 32100-2015
    EXPECT_EQ(flaw_of_id(IdType::resident_card, ""), "ID_MALFORMED");
    EXPECT_EQ(flaw_of_id(IdType::passport, "E1234567"), "");
}

TEST(IdNumber, has_a_birthday_that_the_calendar_has) {
    const auto flaw_of_birthday = [](const std::string& birthday) {
        const auto first = "110105" + birthday + "002";
        return flaw_of_id(IdType::resident_card, first + resident_card_check(first));
    };
    for (const auto* day : {"20000229", "20240229", "20251231", "18500101", "22001231"})
        EXPECT_EQ(flaw_of_birthday(day), "") << day;
    for (const auto* day : {"19000229", "20230229", "20250431", "20251301", "20250001", "20250100",
                            "18491231", "22010101", "99999999"})
        EXPECT_EQ(flaw_of_birthday(day), "ID_MALFORMED") << day;
}

TEST(IdNumber, finds_every_single_wrong_digit_and_every_swap_of_neighbours) {
    const std::string right = "11010519491231002X";
    for (std::size_t i = 0; i < 17; ++i) {
        for (char c = '0'; c <= '9'; ++c) {
            auto wrong = right;
            wrong[i] = c;
            EXPECT_EQ(flaw_of_id(IdType::resident_card, wrong).empty(), wrong == right) << wrong;
        }
        auto swapped = right;
        std::swap(swapped[i], swapped[i + 1]);
        EXPECT_EQ(flaw_of_id(IdType::resident_card, swapped).empty(), swapped == right) << swapped;
    }
}

TEST(IdNumber, takes_old_and_new_cards_of_one_person_as_one) {
    EXPECT_EQ(identity_key(IdType::resident_card, "110105491231002"),
              identity_key(IdType::resident_card, "11010519491231002x"));
    EXPECT_EQ(birth_date(IdType::resident_card, "110105491231002"), 19491231);
}

TEST(IdNumber, comes_of_age_on_the_birthday) {
    EXPECT_TRUE(is_minor(20081122, 20261121));
    EXPECT_FALSE(is_minor(20081121, 20261121));
}

TEST(IdNumber, masks_names_and_numbers) {
    EXPECT_EQ(masked_name("王一"), "王*");
    EXPECT_EQ(masked_name("欧阳小明"), "欧***");
    EXPECT_EQ(masked_name("示例竹海置业有限公司"), "示例****");
    EXPECT_EQ(masked_id("11010519491231002X"), "110***********002X");
    EXPECT_EQ(masked_name(""), "");
}

TEST(Text, folds_spelling_and_leaves_what_a_name_says) {
    EXPECT_EQ(folded("　３０１ 室\u00A0"), "301室");
    EXPECT_EQ(folded("ＡＢ－ｃ￥"), "ab-c￥");
    EXPECT_EQ(folded_upper("1101051949123100２ｘ"), "11010519491231002X");
    EXPECT_EQ(folded("É e\u0301 ｱ 𠮷"), "Ée\u0301ｱ𠮷") << "letters of others stay";
    EXPECT_EQ(folded("Z \xFFZ"), "z\xFFz") << "and so do broken bytes";
    EXPECT_EQ(characters_of("e\u0301𠮷\xE4\xB8"),
              (std::vector<std::string>{"e", "\u0301", "𠮷", "\xE4", "\xB8"}));
}

}  // namespace
}  // namespace linlian::roster
