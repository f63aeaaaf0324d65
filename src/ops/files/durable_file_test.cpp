#include "ops/files/durable_file.h"

#include "kit/folder.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/folder_lock.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cerrno>
#include <set>

namespace linlian::ops {
namespace {

namespace fs = std::filesystem;

unsigned rights_of(const fs::path& path) {
    struct stat about {};
    EXPECT_EQ(::stat(path.c_str(), &about), 0) << path;
    return about.st_mode & 0777;
}

template <class T>
std::string why_not(const Faultable<T>& done) {
    return done ? "" : done.error().what;
}

TEST(DurableFile, is_whole_and_for_its_user_only) {
    const kit::Folder folder;
    const auto path = folder / "a/b/key";
    ASSERT_TRUE(write_durably(path, "first"));
    ASSERT_TRUE(write_durably(path, "second"));
    EXPECT_EQ(*read_whole(path), "second");
    EXPECT_EQ(rights_of(path), 0600U);
    EXPECT_EQ(rights_of(folder / "a/b"), 0700U);
    EXPECT_EQ(rights_of(folder / "a"), 0700U);
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder / "a/b")) files += entry.exists();
    EXPECT_EQ(files, 1U);
}

// What stands in the place of a file keeps nobody waiting and fills no memory.
TEST(DurableFile, is_read_only_where_it_is_a_file_of_its_size) {
    const kit::Folder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    fs::create_symlink("/dev/zero", folder / "device");
    fs::create_directory(folder / "folder");
    ASSERT_TRUE(write_durably(folder / "file", "content"));
    EXPECT_EQ(*read_whole(folder / "file", 7), "content");
    const std::pair<const char*, const char*> troubles[] = {{"pipe", "NOT_A_FILE"},
                                                            {"device", "NOT_A_FILE"},
                                                            {"folder", "IS_A_FOLDER"},
                                                            {"none", "NOT_THERE"}};
    for (const auto& [name, code] : troubles)
        EXPECT_NE(why_not(read_whole(folder / name)).find(code), std::string::npos) << name;
    EXPECT_NE(why_not(read_whole(folder / "file", 6)).find("TOO_LARGE"), std::string::npos);
    fs::resize_file(folder / "file", std::uintmax_t{1} << 40);  // all of it a hole
    EXPECT_NE(why_not(read_whole(folder / "file")).find("TOO_LARGE"), std::string::npos);
}

TEST(DurableFile, is_kept_where_nothing_may_be_replaced) {
    const kit::Folder folder;
    ASSERT_TRUE(write_durably(folder / "key", "first", Existing::keep));
    EXPECT_NE(why_not(write_durably(folder / "key", "second", Existing::keep)).find("EXISTS"),
              std::string::npos);
    EXPECT_EQ(*read_whole(folder / "key"), "first");
}

// Somebody who may write the folder lays a link where the new file will be.
TEST(DurableFile, is_never_written_through_a_link) {
    const kit::Folder folder;
    ASSERT_TRUE(write_durably(folder / "victim", "untouched"));
    fs::create_symlink(folder / "victim", folder / ("key.new." + std::to_string(::getpid())));
    fs::create_symlink(folder / "victim", folder / "key");
    ASSERT_TRUE(write_durably(folder / "key", "secret"));
    EXPECT_EQ(*read_whole(folder / "victim"), "untouched");
    EXPECT_FALSE(fs::is_symlink(folder / "key"));
}

TEST(DurableFile, that_cannot_be_written_says_why) {
    const kit::Folder folder;
    ASSERT_TRUE(write_durably(folder / "file", "x"));
    fs::create_directory(folder / "folder");
    EXPECT_NE(why_not(write_durably(folder / "file" / "x", "x")).find("NOT_A_FOLDER"),
              std::string::npos);
    EXPECT_NE(why_not(write_durably(folder / "folder", "x")).find("IS_A_FOLDER"),
              std::string::npos);
    EXPECT_NE(why_not(read_whole(folder / "none")).find("NOT_THERE"), std::string::npos);
    EXPECT_NE(why_not(read_whole(folder / "folder")).find("IS_A_FOLDER"), std::string::npos);
    EXPECT_NE(why_not(write_durably("/proc/none/x", "x")).find("cannot be"), std::string::npos);
}

TEST(DiskTrouble, has_a_code_and_a_way_out_in_both_languages_for_each_number) {
    std::set<int> numbers;
    for (const auto& trouble : disk_troubles()) {
        EXPECT_TRUE(numbers.insert(trouble.error).second) << trouble.code;
        EXPECT_NE(trouble.zh.find("；"), std::string_view::npos) << trouble.code;
        EXPECT_NE(trouble.en.find("; "), std::string_view::npos) << trouble.code;
        EXPECT_EQ(disk_trouble(trouble.error).code, trouble.code);
    }
    EXPECT_EQ(disk_trouble(ENOTTY).code, "NOT_DONE");
    EXPECT_NE(file_fault("x", "read", ENOTTY).what.find("Inappropriate"), std::string::npos);
}

TEST(FolderLock, is_for_one_and_goes_with_it) {
    const kit::Folder folder;
    {
        const auto first = FolderLock::take(folder.path());
        ASSERT_TRUE(first);
        EXPECT_NE(why_not(FolderLock::take(folder.path())).find("IN_USE"), std::string::npos);
    }
    EXPECT_TRUE(FolderLock::take(folder.path()));
    EXPECT_NE(why_not(FolderLock::take(folder / "none")).find("NOT_THERE"), std::string::npos);
}

}  // namespace
}  // namespace linlian::ops
