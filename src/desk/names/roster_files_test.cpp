#include "desk/names/roster_files.h"

#include "client/shown/screen_for_tests.h"
#include "desk/files.h"
#include "kit/code_of.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {
namespace {

// Empty rows count, so that a number is that of the row in the clerk's own program.
TEST(RosterFiles, are_written_as_they_are_read_with_the_number_of_each_row) {
    const kit::Folder folder;
    const RosterFile from{(folder / "roster.csv").string(), ""};
    const auto to = folder / "read.csv";
    ASSERT_TRUE(write_private_file(from.file, "楼栋,房号\n\n1栋,\"1,01\"\n"));
    ASSERT_TRUE(write_as_read(from, to));
    EXPECT_EQ(read_file(to),
              "\xef\xbb\xbf"
              "1,楼栋,房号\n3,1栋,\"1,01\"\n");
    EXPECT_EQ(kit::code_of(write_as_read(from, to)), "desk.FILE_EXISTS");
}

TEST(RosterFiles, warn_of_workbooks_alone) {
    const kit::Folder folder;
    const client::ScreenForTests screen;
    ASSERT_TRUE(write_private_file(folder / "roster.csv", "楼栋,房号\n"));
    warn_of_workbook(screen, {(folder / "roster.csv").string(), ""});
    EXPECT_EQ(screen.taken(), "");
    ASSERT_TRUE(write_private_file(folder / "book", "PK\x03\x04"));
    warn_of_workbook(screen, {(folder / "book").string(), ""});
    EXPECT_NE(screen.taken().find("--as-read"), std::string::npos);
}

}  // namespace
}  // namespace linlian::desk
