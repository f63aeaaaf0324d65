// Files made to take a machine's memory or hours: each is refused by a code of its own, with
// figures, and soon.
#include "roster/table/table_limits.h"

#include "roster/roster_texts.h"
#include "roster/table/xlsx/workbooks_for_tests.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace linlian::roster {
namespace {

std::string repeated(std::size_t times, const std::string& part) {
    std::string all;
    all.reserve(times * part.size());
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
}

std::string sheet_of(const std::string& rows, const std::string& after = {}) {
    return "<worksheet><sheetData>" + rows + "</sheetData>" + after + "</worksheet>";
}

// A file that unpacks to what it says, as strangers send it.
std::string refusal_of(const std::string& sheet, const std::string& shared = {}) {
    auto parts = workbook(sheet);
    if (!shared.empty()) parts["xl/sharedStrings.xml"] = shared;
    const auto file = zipped(parts);
    EXPECT_LT(file.size(), 2U * 1024 * 1024);
    const auto table = read_table(file, "名册");
    if (table) return "";
    EXPECT_NE(std::string{table.error().code}, "");
    for (const auto& figure : table.error().figures) EXPECT_FALSE(figure.value.empty());
    return table.error().code.substr(7);
}

// The most memory that this process ever took, in bytes.
std::size_t peak_bytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

TEST(TableLimits, a_workbook_of_tags_alone_is_refused_before_it_is_taken_apart) {
    const auto before = peak_bytes();
    EXPECT_EQ(refusal_of(sheet_of(repeated(5'000'000, "<row/>"))), "XLSX_TOO_MUCH");
    EXPECT_EQ(refusal_of("<worksheet " + repeated(5'000'000, "a='' ") + "/>"), "XLSX_TOO_MUCH");
    EXPECT_EQ(refusal_of(sheet_of(""), "<sst>" + repeated(6'000'000, "<si/>") + "</sst>"),
              "XLSX_TOO_MUCH");
    EXPECT_LT(peak_bytes() - before, 400U * 1024 * 1024);
}

TEST(TableLimits, one_long_text_in_many_cells_is_counted_each_time) {
    const auto before = peak_bytes();
    const auto rows = repeated(100'000, "<row><c t='s'><v>0</v></c></row>");
    EXPECT_EQ(refusal_of(sheet_of(rows),
                         "<sst><si><t>" + std::string(cell_bytes_max, 'x') + "</t></si></sst>"),
              "TABLE_TEXT_TOO_LONG");
    EXPECT_EQ(refusal_of(sheet_of(rows),
                         "<sst><si><t>" + std::string(cell_bytes_max + 1, 'x') + "</t></si></sst>"),
              "CELL_TOO_LONG");
    EXPECT_LT(peak_bytes() - before, 400U * 1024 * 1024);
}

TEST(TableLimits, one_cell_far_to_the_right_in_many_rows_is_counted_with_those_before_it) {
    std::string rows;
    for (int i = 1; i <= 40'000; ++i)
        rows += "<row><c r='IV" + std::to_string(i) + "'><v>1</v></c></row>";
    EXPECT_EQ(refusal_of(sheet_of(rows)), "TABLE_TOO_FULL");
}

TEST(TableLimits, merged_cells_that_overlap_do_not_take_minutes) {
    std::string rows;
    for (int i = 1; i <= 20'000; ++i) rows += "<row><c><v>1</v></c></row>";
    const auto merges =
        "<mergeCells>" + repeated(20'000, "<mergeCell ref='A1:A20000'/>") + "</mergeCells>";
    EXPECT_EQ(refusal_of(sheet_of(rows, merges)), "XLSX_MERGED_TOO_MUCH");
}

TEST(TableLimits, a_merged_range_over_all_rows_there_could_be_fills_those_there_are) {
    const auto file = zipped(workbook(
        sheet_of("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c r='B3'><v>3</v></c>"
                 "</row>",
                 "<mergeCells><mergeCell ref='A2:A1048576'/><mergeCell ref='A1:XFD1'/>"
                 "</mergeCells>")));
    const auto table = read_table(file, "名册");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->rows, (std::vector<TableRow>{{2, {"2"}}, {3, {"2", "3"}}}));
}

TEST(TableLimits, merged_ranges_that_cannot_be_are_refused) {
    for (const char* range : {"A9:A1", "B1:A1", "ZZZZ1:1", "a1:a2"})
        EXPECT_EQ(refusal_of(sheet_of(
                      "<row><c><v>1</v></c></row>",
                      std::string{"<mergeCells><mergeCell ref='"} + range + "'/></mergeCells>")),
                  "XLSX_BROKEN")
            << range;
}

TEST(TableLimits, rows_columns_and_texts_that_cannot_be_are_refused) {
    EXPECT_EQ(refusal_of(sheet_of("<row r='1048577'><c><v>1</v></c></row>")), "XLSX_BROKEN");
    EXPECT_EQ(refusal_of(sheet_of("<row r='99999999999999999999'><c><v>1</v></c></row>")),
              "XLSX_BROKEN");
    EXPECT_EQ(refusal_of(sheet_of("<row r='1048576'/><row><c><v>1</v></c></row>")), "XLSX_BROKEN");
    EXPECT_EQ(refusal_of(sheet_of("<row r='-1'><c><v>1</v></c></row>")), "XLSX_BROKEN");
    EXPECT_EQ(refusal_of(sheet_of("<row><c r='XFD1'><v>1</v></c></row>")), "TABLE_TOO_WIDE");
    EXPECT_EQ(refusal_of(sheet_of("<row><c t='s'><v>2</v></c></row>")), "XLSX_TEXT_MISSING");
    EXPECT_EQ(refusal_of(sheet_of("<row><c t='s'><v>-1</v></c></row>")), "XLSX_TEXT_MISSING");
    EXPECT_EQ(refusal_of(sheet_of("<row><c t='s'><v>18446744073709551616</v></c></row>")),
              "XLSX_TEXT_MISSING");
    EXPECT_EQ(refusal_of(sheet_of(repeated(table_rows_max + 2, "<row><c><v>1</v></c></row>"))),
              "TABLE_TOO_LONG");
}

TEST(TableLimits, columns_that_are_only_formatted_are_no_columns) {
    std::string cells;
    for (int i = 0; i < 16'384; ++i) cells += "<c s='1'/>";
    const auto table =
        read_table(zipped(workbook(sheet_of("<row><c><v>1</v></c>" + cells + "</row>"))), "名册");
    ASSERT_TRUE(table) << table.error().code;
    EXPECT_EQ(table->header, std::vector<std::string>{"1"});
}

TEST(TableLimits, deep_markup_is_read_without_a_deep_stack) {
    EXPECT_EQ(refusal_of(sheet_of("<row>" + repeated(300'000, "<c>") + repeated(300'000, "</c>") +
                                  "</row>")),
              "TABLE_EMPTY");
}

TEST(TableLimits, names_of_sheets_in_a_refusal_are_few) {
    auto parts = workbook(sheet_of(""));
    std::string sheets;
    for (int i = 0; i < 10'000; ++i) sheets += "<sheet name='s" + std::to_string(i) + "'/>";
    parts["xl/workbook.xml"] = "<workbook><sheets>" + sheets + "</sheets></workbook>";
    const auto table = read_table(zipped(parts), "名册");
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().code, "roster.XLSX_NO_SHEET");
    EXPECT_LT(table.error().figures.at(1).value.size(), 200U);
}

TEST(TableLimits, a_text_of_separators_alone_is_refused_as_well) {
    const auto before = peak_bytes();
    const auto row = std::string(table_columns_max - 1, ',') + "\n";
    EXPECT_EQ(code_of(read_table("a\n" + repeated(60'000, row))), "roster.TABLE_TOO_FULL");
    EXPECT_EQ(code_of(read_table(std::string(20'000'000, ','))), "roster.TABLE_TOO_WIDE");
    EXPECT_LT(peak_bytes() - before, 400U * 1024 * 1024);
}

TEST(TableLimits, every_refusal_of_a_file_has_its_texts) {
    for (const char* name :
         {"TABLE_TOO_FULL", "TABLE_TEXT_TOO_LONG", "XLSX_TOO_MUCH", "XLSX_MERGED_TOO_MUCH",
          "XLSX_TEXT_MISSING", "XLSX_FOREIGN", "XLSX_FORMULA", "XLSX_FORMAT", "XLSX_FAINT",
          "XLSX_OVERLAID", "XLSX_MERGED_VALUE"})
        EXPECT_NE(find_text(std::string{"roster."} + name), nullptr) << name;
}

}  // namespace
}  // namespace linlian::roster
