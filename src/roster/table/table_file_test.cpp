#include "roster/table/table_file.h"

#include "roster/table/csv_table.h"
#include "roster/table/xlsx/number.h"
#include "roster/table/xlsx/workbooks_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::roster {
namespace {

// "楼栋,房号" and "1栋,101" in GB18030, as Chinese Excel saves a CSV.
const std::string gb_text = "\xC2\xA5\xB6\xB0,\xB7\xBF\xBA\xC5\r\n1\xB6\xB0,101\r\n";

const char* const sheet_with_everything =
    "<worksheet><sheetData>"
    "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='s'><v>1</v></c></row>"
    "<row r='3'><c r='A3' t='inlineStr'><is><t>101</t></is></c><c "
    "r='C3'><v>89.319999999999993</v></c>"
    "</row>"
    "<row r='5'><c r='A5'><v>102</v></c><c r='B5' t='s'><v></v></c></row>"
    "</sheetData><mergeCells><mergeCell ref='C3:C5'/></mergeCells></worksheet>";

TEST(TableFile, reads_utf8_with_and_without_mark) {
    for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
        auto table = read_table(mark + "楼栋,房号\n1栋,101\n");
        ASSERT_TRUE(table) << table.error().code;
        EXPECT_EQ(table->header, (std::vector<std::string>{"楼栋", "房号"}));
        EXPECT_EQ(table->rows, (std::vector<TableRow>{{2, {"1栋", "101"}}}));
    }
}

TEST(TableFile, reads_gb18030_as_chinese_excel_writes_it) {
    auto table = read_table(gb_text);
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header, (std::vector<std::string>{"楼栋", "房号"}));
    EXPECT_EQ(table->rows, (std::vector<TableRow>{{2, {"1栋", "101"}}}));
}

TEST(TableFile, reads_utf16_with_tabs_as_excel_writes_unicode_text) {
    const std::string utf16{"\xFF\xFE\x7C\x69\t\0\x3F\x62\r\0\n\0001\0\t\0002\0", 18};
    auto table = read_table(utf16);
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header, (std::vector<std::string>{"楼", "房"}));
    EXPECT_EQ(table->rows, (std::vector<TableRow>{{2, {"1", "2"}}}));
}

TEST(TableFile, keeps_quotes_commas_and_lines_inside_quoted_cells) {
    auto table = read_table("a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\n");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->rows, (std::vector<TableRow>{{2, {"x, \"y\"", "two\r\nlines"}}}));
}

TEST(TableFile, numbers_rows_as_a_spreadsheet_does_when_some_are_empty) {
    auto table = read_table("\r\na,b\r\n\r\n , \r\n1,2");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header_number, 2U);
    EXPECT_EQ(table->rows, (std::vector<TableRow>{{5, {"1", "2"}}}));
}

TEST(TableFile, refuses_text_that_no_encoding_explains) {
    EXPECT_EQ(code_of(read_table("a,b\n\xFF\xFF\xFF,1\n")), "roster.CSV_ENCODING");
    EXPECT_EQ(code_of(read_table(std::string{"a,b\n\0,1\n", 8})), "roster.CSV_ENCODING");
}

TEST(TableFile, refuses_an_unfinished_quote_and_says_where) {
    auto table = read_table("a,b\n1,2\n\"3,4\n");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error(), (Refusal{"roster.CSV_QUOTES", {{"row", "3"}}}));
}

TEST(TableFile, refuses_what_is_over_its_limits) {
    EXPECT_EQ(code_of(read_table("")), "roster.TABLE_EMPTY");
    EXPECT_EQ(code_of(read_table("\n , \n")), "roster.TABLE_EMPTY");
    EXPECT_EQ(code_of(read_table("a\n" + std::string(cell_bytes_max + 1, 'x'))),
              "roster.CELL_TOO_LONG");
    EXPECT_EQ(code_of(read_table("a\n" + std::string(table_columns_max, ',') + "x")),
              "roster.TABLE_TOO_WIDE");
    std::string long_table = "a\n";
    for (std::size_t i = 0; i <= table_rows_max; ++i) long_table += "1\n";
    EXPECT_EQ(code_of(read_table(long_table)), "roster.TABLE_TOO_LONG");
}

TEST(TableFile, refuses_old_and_encrypted_workbooks_each_by_its_own_code) {
    const std::string ole{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
    std::string marker;
    for (char c : std::string{"EncryptedPackage"}) marker += std::string{c, '\0'};
    EXPECT_EQ(code_of(read_table(ole + "Workbook")), "roster.OLD_XLS");
    EXPECT_EQ(code_of(read_table(ole + marker)), "roster.XLSX_ENCRYPTED");
    EXPECT_EQ(code_of(read_table(zipped(workbook(sheet_with_everything), true))),
              "roster.XLSX_ENCRYPTED");
}

TEST(TableFile, refuses_web_pages_by_the_name_of_a_sheet) {
    EXPECT_EQ(code_of(read_table("<html><table><tr><td>房号</td></tr></table></html>")),
              "roster.WEB_PAGE");
    EXPECT_EQ(code_of(read_table("\xEF\xBB\xBF\n <?xml version='1.0'?>")), "roster.WEB_PAGE");
}

TEST(TableFile, reads_the_named_sheet_of_a_workbook_with_merged_cells) {
    const auto file = zipped(workbook(sheet_with_everything));
    auto table = read_table(file, "名册");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header, (std::vector<std::string>{"房号", "", "建筑面积"}));
    EXPECT_EQ(table->rows,
              (std::vector<TableRow>{{3, {"101", "", "89.32"}}, {5, {"102", "", "89.32"}}}));
    const auto unnamed = read_table(file);
    ASSERT_FALSE(unnamed);
    EXPECT_EQ(unnamed.error(), (Refusal{"roster.XLSX_SHEETS", {{"sheets", "封面, 名册"}}}));
    auto none = read_table(file, "没有");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error(),
              (Refusal{"roster.XLSX_NO_SHEET", {{"sheet", "没有"}, {"sheets", "封面, 名册"}}}));
}

// A workbook comes from others, and what they do not show must not become the roster.
TEST(TableFile, reads_nothing_that_the_spreadsheet_program_does_not_show) {
    auto parts = workbook(sheet_with_everything);
    auto& listed = parts["xl/workbook.xml"];
    const auto plain = listed;
    const auto with = [&](const std::string& from, const std::string& to) {
        listed = plain;
        listed.replace(listed.find(from), from.size(), to);
        return zipped(parts);
    };
    const auto shown = read_table(with("sheetId='1'", "sheetId='1' state='veryHidden'"));
    ASSERT_TRUE(shown) << shown.error().code;
    EXPECT_EQ(shown->header.front(), "房号");
    EXPECT_EQ(code_of(read_table(with("sheetId='2'", "sheetId='2' state='hidden'"), "名册")),
              "roster.XLSX_SHEET_HIDDEN");
    const auto of = [](const std::string& sheet) {
        return code_of(
            read_table(zipped(workbook("<worksheet>" + sheet + "</worksheet>")), "名册"));
    };
    const std::string cell = "<c t='inlineStr'><is><t>x</t></is></c>";
    for (const char* mark : {"hidden='1'", "hidden='true'", "ht='0' customHeight='1'", "ht='0.0'"})
        EXPECT_EQ(of("<sheetData><row r='1'>" + cell + "</row><row r='2' " + mark + ">" + cell +
                     "</row></sheetData>"),
                  "roster.XLSX_ROW_HIDDEN")
            << mark;
    for (const char* mark : {"hidden='1'", "width='0'"})
        EXPECT_EQ(of(std::string{"<cols><col min='3' max='3' "} + mark + "/></cols><sheetData/>"),
                  "roster.XLSX_COLUMN_HIDDEN")
            << mark;
}

TEST(TableFile, follows_the_relations_of_the_package_as_spreadsheet_programs_do) {
    auto parts = workbook(sheet_with_everything);
    for (const auto* name :
         {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"})
        parts["real" + std::string{name}.substr(2)] = parts.at(name);
    parts["xl/sharedStrings.xml"] = "<sst><si><t>a decoy</t></si></sst>";
    auto& main = parts["_rels/.rels"];
    main.replace(main.find("xl/workbook.xml"), 2, "real");
    auto& sheets = parts["real/_rels/workbook.xml.rels"];
    sheets.replace(sheets.find("worksheets/sheet1.xml"), 0, "/xl/");
    const auto table = read_table(zipped(parts), "名册");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header.front(), "房号");
    // Nobody knows which of two the other program reads.
    parts["XL/sharedstrings.xml"] = parts["xl/sharedStrings.xml"];
    EXPECT_EQ(code_of(read_table(zipped(parts), "名册")), "roster.XLSX_BROKEN");
}

TEST(TableFile, takes_the_whole_text_of_a_cell_however_it_is_split) {
    const auto table = read_table(
        zipped(workbook("<worksheet><sheetData><row r='1'><c t='inlineStr'><is><t>a<!-- -->b"
                        "<![CDATA[c]]></t></is></c></row><row r='2'><c><v>1<!-- -->89.5</v></c>"
                        "</row></sheetData></worksheet>")),
        "名册");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header.front(), "abc");
    EXPECT_EQ(table->rows.front().cells.front(), "189.5");
}

TEST(TableFile, refuses_a_zip_bomb_before_it_fills_the_memory) {
    auto parts = workbook("<worksheet/>");
    parts["xl/media/big.bin"] = std::string(table_unpacked_bytes_max + 1, ' ');
    EXPECT_EQ(code_of(read_table(zipped(parts))), "roster.XLSX_BOMB");
}

TEST(TableFile, refuses_broken_workbooks) {
    const auto good = zipped(workbook(sheet_with_everything));
    for (std::size_t size = 4; size < good.size(); size += 37)
        EXPECT_EQ(code_of(read_table(BytesView{good}.substr(0, size))), "roster.XLSX_BROKEN")
            << size;
    EXPECT_EQ(code_of(read_table(zipped({{"a.txt", "hello"}}))), "roster.XLSX_BROKEN");
    EXPECT_EQ(code_of(read_table(zipped(workbook("<worksheet><sheetData>")), "名册")),
              "roster.XLSX_BROKEN");
}

TEST(TableFile, survives_any_one_changed_byte_of_a_workbook) {
    auto file = zipped(workbook(sheet_with_everything));
    for (std::size_t i = 0; i < file.size(); ++i) {
        file[i] = static_cast<char>(file[i] ^ 0x55);
        (void)read_table(file, "名册");
        file[i] = static_cast<char>(file[i] ^ 0x55);
    }
}

TEST(XlsxNumber, gives_back_what_the_clerk_typed) {
    EXPECT_EQ(xlsx_number_text("1.1000000000000001"), "1.1");
    EXPECT_EQ(xlsx_number_text("105.31999999999999"), "105.32");
    EXPECT_EQ(xlsx_number_text("88.50"), "88.50");
    EXPECT_EQ(xlsx_number_text("13812345678"), "13812345678");
    EXPECT_EQ(xlsx_number_text("3.20111199001012E+17"), "320111199001012000");
    EXPECT_EQ(xlsx_number_text("-1.25E-3"), "-0.00125");
    EXPECT_EQ(xlsx_number_text("1E0"), "1");
    EXPECT_EQ(xlsx_number_text("nan"), "nan");
    EXPECT_EQ(xlsx_number_text("1e400"), "1e400");
}

TEST(TableFile, says_which_file_it_cannot_read) {
    auto table = read_table_file("/nonexistent/roster.csv");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error(),
              (Refusal{"roster.FILE_UNREADABLE", {{"path", "/nonexistent/roster.csv"}}}));
}

}  // namespace
}  // namespace linlian::roster
