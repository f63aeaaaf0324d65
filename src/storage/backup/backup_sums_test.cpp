// The list of sums of a backup may come from anybody's disk: it names regular files inside the
// folder and nothing else, and reading it takes no memory of their size.
#include "storage/backup/backup_sums.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "kit/code_of.h"
#include "kit/folder.h"
#include "ops/files/durable_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

struct SumsTest : testing::Test {
    kit::Folder folder;

    SumsTest() { EXPECT_TRUE(ops::write_durably(folder / "shared/file", "content")); }
    // As a stranger writes it, with a true sum of its own.
    Faultable<std::optional<Sums>> read_list(const std::string& lines) {
        EXPECT_TRUE(ops::write_durably(
            sums_file(folder.path(), 1),
            lines + "# the lines above: " + to_hex(sha256(lines).view()) + "\n"));
        return read_sums(folder.path(), 1);
    }
    static std::string line(const std::string& path) {
        return to_hex(sha256("content").view()) + "  " + path + "\n";
    }
    std::string check(const std::string& path, BytesView content = "content") {
        const auto checked = check_sum(folder.path(), path, sha256(content));
        return checked ? "" : checked.error().what;
    }
};

bool says(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

TEST_F(SumsTest, are_read_as_they_were_written) {
    const Sums sums{{"shared/file", sha256("content")}, {"vault/ab/a b", sha256("")}};
    ASSERT_TRUE(write_sums(folder.path(), 1, sums));
    EXPECT_EQ(**read_sums(folder.path(), 1), sums);
    EXPECT_FALSE(read_sums(folder.path(), 2)->has_value());
    EXPECT_EQ(backup_numbers(folder.path()), std::vector<std::uint32_t>{1});
}

TEST_F(SumsTest, name_no_file_outside_the_folder) {
    EXPECT_TRUE(read_list(line("shared/file")));
    for (const char* path : {"../secret", "shared/../../secret", "..", "/etc/passwd",
                             "//etc/passwd", "shared/./file", "shared//file", "./shared/file", ""})
        EXPECT_TRUE(kit::is_fault(read_list(line(path)), "(DAMAGED): backup 1")) << path;
}

TEST_F(SumsTest, that_are_not_well_formed_are_damaged_and_say_which_backup) {
    const std::string good = line("shared/file");
    for (const std::string& lines :
         {good.substr(1), good.substr(0, good.size() - 1), "x" + good, std::string{"\n"},
          std::string(64, 'g') + "  shared/file\n", std::string(100, '0') + "\n"}) {
        const auto read = read_list(lines);
        ASSERT_FALSE(read) << lines;
        EXPECT_TRUE(says(read.error().what, "(DAMAGED): backup 1")) << read.error().what;
    }
    ASSERT_TRUE(ops::write_durably(sums_file(folder.path(), 1), good));  // cut before its own sum
    EXPECT_TRUE(kit::is_fault(read_sums(folder.path(), 1), "(DAMAGED): backup 1"));
}

TEST_F(SumsTest, check_the_content_of_each_file_and_name_it) {
    EXPECT_EQ(check("shared/file"), "");
    EXPECT_TRUE(says(check("shared/file", "other"), "shared/file"))
        << check("shared/file", "other");
    EXPECT_TRUE(says(check("shared/file", "other"), "(DAMAGED)"));
    EXPECT_TRUE(says(check("shared/none"), "NOT_THERE")) << check("shared/none");
}

TEST_F(SumsTest, follow_no_link_and_wait_for_nothing) {
    fs::create_symlink(folder / "shared/file", folder / "link");
    fs::create_directory_symlink(folder / "shared", folder / "linked");
    fs::create_symlink("nowhere", folder / "dangling");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const char* path : {"link", "dangling", "pipe", "shared"})
        EXPECT_TRUE(says(check(path), "(DAMAGED)")) << path << ": " << check(path);
    EXPECT_TRUE(says(check("linked/file"), "(DAMAGED)")) << "nor a folder that is a link";
}

TEST_F(SumsTest, of_a_huge_file_take_no_memory_of_its_size) {
    fs::resize_file(folder / "shared/file", std::uintmax_t{600} << 20);  // all of it a hole
    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);
    EXPECT_TRUE(hash_file(folder / "shared/file"));
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 64 * 1024) << "kilobytes";
}

}  // namespace
}  // namespace linlian::storage
