// Workbooks made so that people see other flats in them than a program reads: each is refused, and
// what Excel, WPS and LibreOffice write of themselves is read.
#include "roster/check/roster_sheet.h"
#include "roster/roster_texts.h"
#include "roster/table/xlsx/formats.h"
#include "roster/table/xlsx/workbooks_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::roster {
namespace {

const std::string own = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
// A root as Excel writes it, with one namespace more that other programs leave out.
const std::string root =
    "<worksheet " + own +
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' mc:Ignorable='x14ac "
    "xr x' xmlns:x14ac='http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac' "
    "xmlns:xr='http://schemas.microsoft.com/office/spreadsheetml/2014/revision' "
    "xmlns:x='urn:decoy' xr:uid='{0}'>";
const std::string header =
    "<row r='1' spans='1:3' x14ac:dyDescent='0.2'><c r='A1' t='inlineStr'><is><t>房号</t></is></c>"
    "<c r='B1' t='inlineStr'><is><t>建筑面积</t></is></c>"
    "<c r='C1' t='inlineStr'><is><t>业主姓名</t></is></c></row>";
const std::string owner = "<c r='C2' t='inlineStr'><is><t>张三</t></is></c>";

std::string row_of(const std::string& area_cell, const std::string& marks = "") {
    return "<row r='2'" + marks + "><c r='A2'><v>101</v></c>" + area_cell + owner + "</row>";
}
const std::string area = "<c r='B2'><v>89.5</v></c>";

std::string sheet_of(const std::string& rows, const std::string& before = "",
                     const std::string& after = "") {
    return root + before + "<sheetData>" + header + rows + "</sheetData>" + after + "</worksheet>";
}

void add_part(std::map<std::string, std::string>& parts, const char* type,
              const std::string& content) {
    auto& relations = parts["xl/_rels/workbook.xml.rels"];
    relations.insert(relations.find("</Relationships>"), std::string{"<Relationship Id='"} + type +
                                                             "' Type='r/" + type + "' Target='" +
                                                             type + ".xml'/>");
    parts[std::string{"xl/"} + type + ".xml"] = content;
}

// The refusal of reading a sheet as a roster, "" where there is none.
Refusal refusal_of(const std::string& sheet, const std::string& styles = "",
                   const std::string& theme = "") {
    auto parts = workbook(sheet);
    if (!styles.empty()) add_part(parts, "styles", styles);
    if (!theme.empty()) add_part(parts, "theme", theme);
    const auto table = read_table(zipped(parts), "名册");
    if (!table) return table.error();
    const auto roster = read_roster_sheet(*table, "翠竹苑");
    return roster ? Refusal{} : roster.error();
}

std::string code_of_sheet(const std::string& sheet, const std::string& styles = "") {
    return refusal_of(sheet, styles).code;
}

std::string styles_of(const std::string& format_code) {
    return "<styleSheet " + own + "><numFmts count='1'><numFmt numFmtId='200' formatCode='" +
           format_code + "'/></numFmts><cellXfs count='3'><xf/><xf numFmtId='200'/>" +
           "<xf numFmtId='14'/></cellXfs></styleSheet>";
}

TEST(XlsxShown, what_excel_writes_of_itself_is_read) {
    EXPECT_EQ(refusal_of(sheet_of(row_of(area, " ht='15' customHeight='1' x14ac:dyDescent='0.2'"),
                                  "<sheetFormatPr defaultRowHeight='13.5' x14ac:dyDescent='0.2'/>"
                                  "<cols><col min='1' max='3' width='9.5' customWidth='1'/></cols>",
                                  "<mc:AlternateContent><mc:Choice Requires='x14'><controls/>"
                                  "</mc:Choice></mc:AlternateContent>"
                                  "<extLst><ext uri='{1}'><x:row/></ext></extLst>"),
                         styles_of("0.00_ ;[Red]\\-0.00\\ ")),
              Refusal{});
}

std::string inks_of(const std::string& font, const std::string& fill = "") {
    return "<styleSheet " + own + "><fonts count='2'><font><sz val='11'/></font><font>" + font +
           "</font></fonts><fills count='2'><fill/><fill>" + fill +
           "</fill></fills><cellXfs count='2'><xf/><xf fontId='1' fillId='1'/></cellXfs>"
           "</styleSheet>";
}

TEST(XlsxShown, cells_that_no_eye_reads_are_refused) {
    const auto inked = sheet_of(row_of("<c r='B2' s='1'><v>89.5</v></c>"));
    const std::string solid = "<patternFill patternType='solid'><fgColor rgb='FF";
    for (const auto* font :
         {"<color rgb='FFFFFFFF'/>", "<color rgb='FFFFFFEE'/>", "<color theme='0'/>",
          "<color indexed='9'/>", "<color theme='1' tint='0.95'/>", "<sz val='1'/>"})
        EXPECT_EQ(code_of_sheet(inked, inks_of(font)), "roster.XLSX_FAINT") << font;
    EXPECT_EQ(code_of_sheet(inked, inks_of("", solid + "101010'/></patternFill>")),
              "roster.XLSX_FAINT");
    for (const auto* font : {"", "<color theme='1'/>", "<sz val='8'/><color rgb='FFC00000'/>"})
        EXPECT_EQ(code_of_sheet(inked, inks_of(font)), "") << font;
    EXPECT_EQ(
        code_of_sheet(inked, inks_of("<color rgb='FFFFFFFF'/>", solid + "1F4E79'/></patternFill>")),
        "");
}

// Runs of letters with a font of their own, within one text.
TEST(XlsxShown, letters_that_no_eye_reads_are_refused_within_a_text) {
    const auto written = [](const std::string& properties) {
        return sheet_of(row_of("<c r='B2' t='inlineStr'><is><r><rPr>" + properties +
                               "</rPr><t>5</t></r><r><t>88.50</t></r></is></c>"));
    };
    for (const auto* hidden : {"<sz val='1'/>", "<color rgb='FFFFFFFF'/>", "<color theme='0'/>"})
        EXPECT_EQ(code_of_sheet(written(hidden)), "roster.XLSX_FAINT") << hidden;
    EXPECT_EQ(code_of_sheet(written("<sz val='9'/><color theme='1'/><rFont val='宋体'/>")), "");
}

TEST(XlsxShown, colours_are_those_of_the_workbook_or_unknown) {
    const auto inked = sheet_of(row_of("<c r='B2' s='1'><v>89.5</v></c>"));
    const auto theme_of = [](const std::string& dark, const std::string& accent) {
        return "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
               "<a:themeElements><a:clrScheme><a:dk1><a:sysClr val='windowText' lastClr='" +
               dark +
               "'/></a:dk1><a:lt1><a:srgbClr val='FFFFFF'/></a:lt1><a:accent1><a:srgbClr "
               "val='" +
               accent + "'/></a:accent1></a:clrScheme></a:themeElements></a:theme>";
    };
    const auto code = [&](const char* font, const std::string& theme) {
        return refusal_of(inked, inks_of(font), theme).code;
    };
    EXPECT_EQ(code("<color theme='1'/>", theme_of("000000", "4472C4")), "");
    EXPECT_EQ(code("<color theme='4'/>", theme_of("000000", "4472C4")), "");
    EXPECT_EQ(code("<color theme='1'/>", theme_of("FFFFFF", "4472C4")), "roster.XLSX_FAINT");
    EXPECT_EQ(code("<color theme='4'/>", theme_of("000000", "FFFFFF")), "roster.XLSX_FAINT");
    EXPECT_EQ(code("<color theme='5'/>", theme_of("000000", "4472C4")), "roster.XLSX_FAINT");
    EXPECT_EQ(code("<color theme='4'/>", ""), "roster.XLSX_FAINT") << "nobody says which it is";
    EXPECT_EQ(code("<color indexed='26'/>", ""), "roster.XLSX_FAINT") << "FFFFCC";
    EXPECT_EQ(code("<color indexed='62'/>", ""), "");
    auto own_palette = inks_of("<color indexed='62'/>");
    own_palette.insert(own_palette.find("</styleSheet>"), "<colors><indexedColors/></colors>");
    EXPECT_EQ(code_of_sheet(inked, own_palette), "roster.XLSX_FAINT");
    for (const auto* fill : {"<gradientFill/>", "<patternFill patternType='darkGray'/>"})
        EXPECT_EQ(code_of_sheet(inked, inks_of("", fill)), "roster.XLSX_FAINT") << fill;
}

TEST(XlsxShown, letters_that_leave_their_cell_are_refused) {
    const auto inked = sheet_of(row_of("<c r='B2' s='1'><v>89.5</v></c>"));
    const auto aligned = [](const char* alignment) {
        return "<styleSheet " + own + "><cellXfs><xf/><xf><alignment " + alignment +
               "/></xf></cellXfs></styleSheet>";
    };
    for (const auto* out : {"indent='250'", "horizontal='fill'", "shrinkToFit='1'"})
        EXPECT_EQ(code_of_sheet(inked, aligned(out)), "roster.XLSX_FAINT") << out;
    EXPECT_EQ(code_of_sheet(inked, aligned("horizontal='center' indent='1' wrapText='1'")), "");
    for (const std::string text : {"王五\n张三", "张三          、王五"}) {
        auto sheet = sheet_of(row_of(area));
        sheet.replace(sheet.find("张三"), std::string{"张三"}.size(), text);
        EXPECT_EQ(code_of_sheet(sheet), "roster.XLSX_SPACED") << text;
    }
    auto broken_heading = sheet_of(row_of(area));
    broken_heading.replace(broken_heading.find("业主姓名"), 12, "业主\n姓名");
    EXPECT_EQ(code_of_sheet(broken_heading), "");
}

TEST(XlsxShown, rows_above_a_frozen_edge_are_refused_where_nobody_can_scroll_to_them) {
    const auto seen = [](const std::string& top, const std::string& pane) {
        return code_of_sheet(sheet_of(row_of(area), "<sheetViews><sheetView " + top + ">" + pane +
                                                        "</sheetView></sheetViews>"));
    };
    const std::string frozen = "<pane ySplit='1' topLeftCell='A40' state='frozen'/>";
    EXPECT_EQ(seen("topLeftCell='A3'", frozen), "roster.XLSX_PANE");
    EXPECT_EQ(seen("", frozen), "") << "scrolled down, and up again";
    EXPECT_EQ(seen("topLeftCell='A3'", ""), "");
}

TEST(XlsxShown, a_number_that_is_shown_with_fewer_digits_is_refused) {
    const auto sheet = sheet_of(row_of("<c r='B2' s='1'><v>88.49</v></c>"));
    for (const auto* rounding : {"0", "#,##0", "0.0", "0\"㎡\"", "0.00;-0"})
        EXPECT_EQ(code_of_sheet(sheet, styles_of(rounding)), "roster.XLSX_FORMAT") << rounding;
    for (const auto* whole : {"0.00", "#,##0.00_ ", "General", "@", "0.000"})
        EXPECT_EQ(code_of_sheet(sheet, styles_of(whole)), "") << whole;
    const auto known = [](const char* id) {
        return "<styleSheet " + own + "><cellXfs><xf/><xf numFmtId='" + id +
               "'/></cellXfs></styleSheet>";
    };
    EXPECT_EQ(code_of_sheet(sheet, known("1")), "roster.XLSX_FORMAT");
    EXPECT_EQ(code_of_sheet(sheet, known("3")), "roster.XLSX_FORMAT");
    EXPECT_EQ(code_of_sheet(sheet, known("2")), "");
}

TEST(XlsxShown, what_may_cover_or_change_cells_is_refused) {
    const auto row = row_of(area);
    for (const auto* after : {"<conditionalFormatting sqref='B2'/>", "<drawing/>",
                              "<legacyDrawing/>", "<picture/>", "<oleObjects/>", "<controls/>",
                              "<extLst><ext><x:conditionalFormattings><x:conditionalFormatting/>"
                              "</x:conditionalFormattings></ext></extLst>"})
        EXPECT_EQ(code_of_sheet(sheet_of(row, "", after)), "roster.XLSX_OVERLAID") << after;
    const auto table = sheet_of(row, "", "<tableParts count='1'/>");
    EXPECT_EQ(code_of_sheet(table), "");
    EXPECT_EQ(code_of_sheet(table, "<styleSheet " + own + "><dxfs><dxf/></dxfs></styleSheet>"),
              "roster.XLSX_OVERLAID");
}

TEST(XlsxShown, of_two_attributes_of_one_name_neither_is_read) {
    EXPECT_EQ(refusal_of(sheet_of(row_of(area, " x:hidden='0' hidden='1'"))),
              (Refusal{"roster.XLSX_FOREIGN", {{"name", "x:hidden"}, {"place", "2"}}}));
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area, " hidden='0' hidden='1'"))),
              "roster.XLSX_BROKEN");
    EXPECT_EQ(code_of_sheet(sheet_of(row_of("<c r='B2' x:t='n' t='s'><v>0</v></c>"))),
              "roster.XLSX_FOREIGN");
}

TEST(XlsxShown, no_part_of_another_namespace_is_taken_for_one_of_the_sheet) {
    const auto decoy = "<x:sheetData>" + header + row_of(area) + "</x:sheetData>";
    const std::vector<std::string> parts{
        decoy, "<x:cols/>", "<x:wrap>" + decoy + "</x:wrap>",
        "<mc:AlternateContent><mc:Fallback><sheetData/></mc:Fallback></mc:AlternateContent>"};
    for (const auto& before : parts)
        EXPECT_EQ(code_of_sheet(sheet_of(row_of(area), before)), "roster.XLSX_FOREIGN") << before;
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area), "<sheetData xmlns='urn:decoy'/>")),
              "roster.XLSX_FOREIGN");
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area), "<sheetData/>")), "roster.XLSX_BROKEN");
    EXPECT_EQ(refusal_of(sheet_of(row_of("<c r='B2'><x:v>889.5</x:v><v>89.5</v></c>"))),
              (Refusal{"roster.XLSX_FOREIGN", {{"name", "x:v"}, {"place", "B2"}}}));
    EXPECT_EQ(code_of_sheet("<worksheet xmlns='urn:decoy'><sheetData/></worksheet>"),
              "roster.XLSX_BROKEN");
    EXPECT_EQ(code_of_sheet("<!DOCTYPE worksheet [<!ATTLIST row hidden CDATA '1'>]>" +
                            sheet_of(row_of(area))),
              "roster.XLSX_BROKEN");
}

TEST(XlsxShown, cells_and_rows_stand_once_each_in_their_place) {
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area + "<c r='B2'><v>889.5</v></c>"))),
              "roster.XLSX_BROKEN");
    EXPECT_EQ(code_of_sheet(sheet_of(row_of("<c r='B9'><v>889.5</v></c>"))), "roster.XLSX_BROKEN");
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area) + row_of(area))), "roster.XLSX_BROKEN");
    for (const char* twice : {"<t>8</t><t>9.5</t>", "<t>8</t><r><t>9.5</t></r>"})
        EXPECT_EQ(code_of_sheet(sheet_of(
                      row_of(std::string{"<c r='B2' t='inlineStr'><is>"} + twice + "</is></c>"))),
                  "roster.XLSX_BROKEN")
            << twice;
}

TEST(XlsxShown, rows_and_columns_too_small_to_read_are_hidden) {
    for (const char* height : {"0.05", "7.9", "1e-3", "-1", "x"})
        EXPECT_EQ(code_of_sheet(sheet_of(row_of(area, std::string{" ht='"} + height + "'"))),
                  "roster.XLSX_ROW_HIDDEN")
            << height;
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area), "<sheetFormatPr defaultRowHeight='0.05'/>")),
              "roster.XLSX_ROW_HIDDEN");
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area),
                                     "<cols><col min='2' max='2' width='0.3'/>"
                                     "</cols>")),
              "roster.XLSX_COLUMN_HIDDEN");
    const std::string narrow = "<cols><col min='2' max='2' width='1.5'/></cols>";
    EXPECT_EQ(code_of_sheet(sheet_of(row_of(area), narrow)), "roster.XLSX_COLUMN_HIDDEN");
    EXPECT_EQ(
        code_of_sheet(sheet_of(row_of(area), "<cols><col min='9' max='9' width='1.5'/></cols>")),
        "")
        << "an empty one between others";
    EXPECT_EQ(refusal_of(sheet_of(row_of(area),
                                  "<sheetFormatPr defaultColWidth='0.1'/><cols>"
                                  "<col min='1' max='1' width='9'/></cols>")),
              (Refusal{"roster.XLSX_COLUMN_HIDDEN", {{"column", "2"}}}));
}

TEST(XlsxShown, a_formula_is_refused_where_it_becomes_part_of_the_roster) {
    EXPECT_EQ(refusal_of(sheet_of(row_of("<c r='B2'><f>89.5</f><v>889.5</v></c>"))),
              (Refusal{"roster.XLSX_FORMULA", {{"row", "2"}, {"cell", "B2"}}}));
    // Of a column that is not read, such as a number that counts the lines, nothing depends.
    auto counted = sheet_of(row_of(area));
    counted.replace(counted.find(owner), owner.size(),
                    owner + "<c r='D2'><f>ROW()</f><v>2</v></c>");
    EXPECT_EQ(refusal_of(counted), Refusal{});
}

TEST(XlsxShown, a_number_format_that_shows_something_else_is_refused) {
    const auto sheet = sheet_of(row_of("<c r='B2' s='1'><v>889.5</v></c>"));
    EXPECT_EQ(refusal_of(sheet, styles_of("&quot;89.50&quot;")),
              (Refusal{"roster.XLSX_FORMAT", {{"row", "2"}, {"cell", "B2"}}}));
    EXPECT_EQ(code_of_sheet(sheet, styles_of("0.00&quot;㎡&quot;")), "");
    const auto dated = sheet_of(row_of("<c r='B2' s='2'><v>889.5</v></c>"));
    EXPECT_EQ(code_of_sheet(dated, styles_of("0")), "roster.XLSX_FORMAT");
    const auto unknown = sheet_of(row_of("<c r='B2' s='3'><v>889.5</v></c>"));
    EXPECT_EQ(code_of_sheet(unknown, styles_of("0")), "roster.XLSX_FORMAT");
}

TEST(XlsxShown, formats_are_told_apart_by_what_they_add) {
    for (const char* plain :
         {"General", "0", "0.00", "#,##0.00", "@", "0.00_ ", "0.00_);[Red]\\(0.00\\)", "0\"㎡\"",
          "0.00\"m2\"", "\"¥\"#,##0.00", "[$¥-804]0.00", "0.00E+00", "0;-0;;@",
          "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0\"栋\"", "0元"}) {
        EXPECT_FALSE(disguises_number(plain)) << plain;
        EXPECT_FALSE(disguises_text(plain)) << plain;
    }
    for (const char* disguise :
         {"\"89.50\"", "\"8\"0", "0\\.00", "0-000", "\\80", "0,", "0,.0", "0%", "*80", ";;;",
          "[>1]0", "[$8-804]0", "yyyy-mm-dd", "# ?/?", "\"㎡\"", "0\"9", "!80", "0;0;0;0;0"})
        EXPECT_TRUE(disguises_number(disguise)) << disguise;
    for (const char* disguise : {"0;0;0;\"李四\"", ";;;", "\"李四\"@", "0;0;0;"})
        EXPECT_TRUE(disguises_text(disguise)) << disguise;
    EXPECT_FALSE(disguises_text("yyyy-mm-dd"));
}

TEST(XlsxShown, what_lies_under_merged_cells_is_refused) {
    const auto merged = [](const char* range) {
        return std::string{"<mergeCells count='1'><mergeCell ref='"} + range + "'/></mergeCells>";
    };
    EXPECT_EQ(refusal_of(sheet_of(row_of(area), "", merged("B2:C2"))),
              (Refusal{"roster.XLSX_MERGED_VALUE", {{"row", "2"}, {"cell", "C2"}}}));
    // Nothing is shown of a column merged under an empty cell, and nothing is read of it.
    const auto under_nothing = read_table(
        zipped(workbook(root +
                        "<sheetData><row r='1'><c r='A1'><v>1</v></c></row><row r='3'>"
                        "<c r='A3'><v>5</v></c><c r='B3'><v>2</v></c></row></sheetData>" +
                        merged("A2:A3") + "</worksheet>")),
        "名册");
    ASSERT_TRUE(under_nothing) << under_nothing.error().code;
    EXPECT_EQ(under_nothing->rows, (std::vector<TableRow>{{3, {"", "2"}}}));
}

}  // namespace
}  // namespace linlian::roster
