#include "apps/ballot/clerk_table.h"

#include "kit/folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace linlian::apps {
namespace {

// The moments that a table with these cells gives, and how many of them are faults.
std::pair<std::vector<std::int64_t>, std::size_t> read_times(
    const std::vector<std::string>& cells) {
    const kit::Folder folder;
    std::ofstream out{folder / "t.csv"};
    out << "时间\n";
    for (const auto& cell : cells) out << cell << "\n";
    out.close();
    auto table = ClerkTable::read((folder / "t.csv").string(), {{"时间", "time"}});
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

}  // namespace
}  // namespace linlian::apps
