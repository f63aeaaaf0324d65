// A disk that is full or dies at each step of writing a file: the old one stays, or the new one is
// there, whole; nothing is left beside it, and the cause is said.
#include "kit/code_of.h"
#include "kit/faulty_calls.h"
#include "kit/folder.h"
#include "ops/files/durable_file.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

namespace fs = std::filesystem;

std::size_t names_in(const fs::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) count += entry.exists() ? 1 : 0;
    return count;
}

TEST(FileFaults, of_each_step_leave_the_old_file_or_the_new_one_whole) {
    const kit::Folder folder;
    const auto path = folder / "key";
    struct Step {
        const char* call;
        const char* part;
        bool is_new;  // the name was moved already; only its sync failed
    };
    for (const auto& [call, part, is_new] :
         {Step{"write", "key.new", false}, Step{"fsync", "key.new", false},
          Step{"renameat2", "key", false}, Step{"fsync", "", true}}) {
        for (const auto& [error, code] : {std::pair{EIO, "DISK_FAILS"}, {ENOSPC, "DISK_FULL"}}) {
            ASSERT_TRUE(write_durably(path, "old"));
            const int passing = is_new ? 1 : 0;  // the file's own sync
            kit::FaultyCalls::all().fail(call, part, error, passing);
            const auto failed = write_durably(path, "new content");
            EXPECT_GE(kit::FaultyCalls::all().heal(), 1) << call;
            ASSERT_FALSE(failed) << call;
            EXPECT_NE(failed.error().what.find(code), std::string::npos) << failed.error().what;
            EXPECT_EQ(*read_whole(path), is_new ? "new content" : "old") << call;
            EXPECT_EQ(names_in(folder.path()), 1U) << call;
        }
    }
}

// NFS and others refuse the flag by which nothing is written over.
TEST(FileFaults, where_a_file_system_cannot_keep_names_apart_a_new_file_is_made_all_the_same) {
    const kit::Folder folder;
    const auto path = folder / "key";
    for (const char* content : {"first", "second"}) {
        kit::FaultyCalls::all().fail("renameat2", "key", EINVAL);
        const auto written = write_durably(path, content, Existing::keep);
        EXPECT_EQ(kit::FaultyCalls::all().heal(), 1);
        if (std::string{content} == "first")
            EXPECT_TRUE(written) << written.error().what;
        else
            EXPECT_TRUE(kit::is_fault(written, "(EXISTS)")) << kit::what_of(written);
        EXPECT_EQ(*read_whole(path), "first");
        EXPECT_EQ(names_in(folder.path()), 1U);
    }
}

// What is made is on the disk with every folder above it that was missing.
TEST(FileFaults, of_the_names_of_new_folders_are_said) {
    for (int passing = 0; passing < 3; ++passing) {
        const kit::Folder folder;
        kit::FaultyCalls::all().fail("fsync", folder.path().string(), EIO, passing);
        EXPECT_TRUE(kit::is_fault(make_folders(folder / "a/b/c"), "DISK_FAILS")) << passing;
        EXPECT_EQ(kit::FaultyCalls::all().heal(), 1);
    }
    const kit::Folder folder;
    kit::FaultyCalls::all().fail("fsync", folder.path().string(), EIO, 3);
    EXPECT_TRUE(make_folders(folder / "a/b/c"));
    EXPECT_TRUE(make_folders(folder / "a/b/c")) << "and nothing where it is there";
    EXPECT_EQ(kit::FaultyCalls::all().heal(), 0);
}

TEST(FileFaults, of_the_names_of_what_is_moved_are_said) {
    for (const char* of : {"/from$", "/to$"}) {
        const kit::Folder folder;
        ASSERT_TRUE(write_durably(folder / "from/file", "x"));
        ASSERT_TRUE(make_folders(folder / "to"));
        kit::FaultyCalls::all().fail("fsync", of, EIO);
        EXPECT_TRUE(
            kit::is_fault(move_durably(folder / "from/file", folder / "to/file"), "DISK_FAILS"))
            << of;
        EXPECT_EQ(kit::FaultyCalls::all().heal(), 1);
    }
}

TEST(FileFaults, of_syncing_a_tree_are_said) {
    const kit::Folder folder;
    ASSERT_TRUE(write_durably(folder / "a/b/file", "x"));
    for (int passing = 0; passing < 4; ++passing) {
        kit::FaultyCalls::all().fail("fsync", folder.path().string(), EIO, passing);
        EXPECT_TRUE(kit::is_fault(sync_tree(folder.path()), "DISK_FAILS")) << passing;
        EXPECT_EQ(kit::FaultyCalls::all().heal(), 1);
    }
}

}  // namespace
}  // namespace linlian::ops
