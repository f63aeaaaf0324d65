#include "apps/demo/demo_folder.h"

#include "desk/files.h"
#include "kit/code_of.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::apps {

using namespace client;
using namespace desk;

namespace {

bool has(const kit::Folder& folder, const char* name) {
    return std::filesystem::exists(folder / name);
}

void write(const kit::Folder& folder, const char* name) {
    std::filesystem::create_directories((folder / name).parent_path());
    ASSERT_TRUE(write_private_file(folder / name, "x"));
}

TEST(DemoFolder, never_clears_a_community_that_is_no_demo) {
    for (const char* file : {"ledger/CURRENT", "keys/ana.key", "node/validator.key"}) {
        const kit::Folder folder;
        write(folder, file);
        const auto begun = begin_demo_folder(folder.path());
        ASSERT_FALSE(begun);
        EXPECT_EQ(begun.error().code, "apps.FOLDER_NOT_DEMO");
        EXPECT_TRUE(has(folder, file));
    }
}

// A real community is not founded where the next demo would take it for its own.
TEST(DemoFolder, that_is_unfinished_is_none_for_a_community) {
    const kit::Folder folder;
    EXPECT_TRUE(check_no_demo_left(folder.path()));
    ASSERT_TRUE(begin_demo_folder(folder.path()));
    std::filesystem::remove_all(folder / "ledger");
    const auto left = check_no_demo_left(folder.path());
    ASSERT_FALSE(left);
    EXPECT_EQ(left.error().code, "apps.DEMO_UNFINISHED");
    ASSERT_TRUE(end_demo_folder(folder.path()));
    EXPECT_TRUE(check_no_demo_left(folder.path()));
}

TEST(DemoFolder, clears_what_an_interrupted_demo_left_and_nothing_once_it_is_finished) {
    const kit::Folder folder;
    ASSERT_TRUE(begin_demo_folder(folder.path()));
    write(folder, "keys/ana.key");
    ASSERT_TRUE(begin_demo_folder(folder.path()));
    EXPECT_FALSE(has(folder, "keys/ana.key"));
    write(folder, "keys/ben.key");
    ASSERT_TRUE(end_demo_folder(folder.path()));
    EXPECT_EQ(kit::code_of(begin_demo_folder(folder.path())), "apps.FOLDER_NOT_DEMO");
    EXPECT_TRUE(has(folder, "keys/ben.key"));
}

}  // namespace
}  // namespace linlian::apps
