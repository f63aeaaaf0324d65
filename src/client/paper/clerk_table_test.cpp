#include "client/paper/clerk_table.h"

#include "base/hex.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// A table with these cells under this heading, beside a number.
Result<ClerkTable> table_of(const ClerkColumn& column, const std::vector<std::string>& cells) {
    auto text = "序号," + column.zh + "\n";
    for (const auto& cell : cells) text += "1," + cell + "\n";
    return ClerkTable::read({"t.csv", text}, {{"序号", "number"}, column});
}

// The moments that a table with these cells gives, and how many of them are faults.
std::pair<std::vector<std::int64_t>, std::size_t> read_times(
    const std::vector<std::string>& cells) {
    auto table = table_of({"时间", "time"}, cells);
    EXPECT_TRUE(table);
    std::vector<std::int64_t> times;
    for (const auto& row : table->rows()) times.push_back(table->time(row, "time").ms);
    return {times, table->faults().size()};
}

TEST(ClerkTable, takes_dates_as_spreadsheets_write_them) {
    const auto [times, faults] =
        read_times({"2026-11-09 15:30", "2026/11/9 15:30", "2026/11/09 15:30:00"});
    EXPECT_EQ(faults, 0U);
    EXPECT_EQ(times.at(0), times.at(1));
    EXPECT_EQ(times.at(0), times.at(2));
    EXPECT_EQ(read_times({"2026.11.9 15:30", "9/11/2026 15:30", "2026/13/1 9:00"}).second, 3U);
}

// Two clerks leave the column blank, and papers that were signed are invalid.
TEST(ClerkTable, takes_a_blank_neither_for_yes_nor_for_no) {
    auto table = table_of({"签名", "signed"}, {"是", "no", ""});
    ASSERT_TRUE(table);
    std::vector<bool> flags;
    for (const auto& row : table->rows()) flags.push_back(table->flag(row, "signed"));
    EXPECT_EQ(flags, (std::vector<bool>{true, false, false}));
    EXPECT_EQ(table->faults().size(), 1U);
}

TEST(ClerkTable, takes_a_serial_as_it_is_printed_and_as_its_code_is_scanned) {
    const std::string serial = "0123456789abcdef0123456789abcdef";
    const std::string c = "linlian:paper?c=ab&b=cd&s=";
    auto table = table_of({"编号", "serial"},
                          {serial, "0123 4567 89ab cdef 0123 4567 89ab cdef", c + serial, c,
                           c + "x", c + serial + "&x=1", "linlian:result?c=ab&s=" + serial});
    ASSERT_TRUE(table);
    std::vector<std::string> serials;
    for (const auto& row : table->rows()) serials.push_back(to_hex(table->serial(row, "serial")));
    EXPECT_EQ(serials, (std::vector<std::string>{serial, serial, serial, "", "", "", ""}));
    EXPECT_EQ(table->faults().size(), 4U);
}

// A stranger's table says nothing in our place.
TEST(ClerkTable, keeps_words_of_others_in_brackets) {
    const auto table =
        ClerkTable::read({"t.csv", "序号,好。✓ 已登记」 run this\n1,2\n"}, {{"序号", "number"}});
    ASSERT_FALSE(table);
    EXPECT_EQ(table.error().figures.at(2).value, "「好。✓ 已登记' run this」");
}

}  // namespace
}  // namespace linlian::client
