#include "desk/names/slip_files.h"

#include "desk/files.h"
#include "kit/code_of.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {
namespace {

// After the motion it would be too late: slips on the ledger whose seeds nobody has.
TEST(SlipFiles, are_named_and_new_before_anything_is_made) {
    const kit::Folder folder;
    SlipFiles files;
    EXPECT_EQ(kit::code_of(check_slip_files(files)), "client.COMMAND_WRONG");
    files.pdf = (folder / "slips.pdf").string();
    EXPECT_TRUE(check_slip_files(files));
    files.seeds = (folder / "seeds.jsonl").string();
    ASSERT_TRUE(write_private_file(files.seeds, "of last year"));
    EXPECT_EQ(kit::code_of(check_slip_files(files)), "desk.FILE_EXISTS");
}

}  // namespace
}  // namespace linlian::desk
