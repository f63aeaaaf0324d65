#include "desk/files.h"

#include "desk/keys/key_store.h"
#include "kit/faulty_calls.h"
#include "kit/folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace linlian::desk {

using namespace client;

namespace {

namespace fs = std::filesystem;

std::string code_of(const Result<>& result) { return result ? "" : result.error().code; }

unsigned mode_of(const fs::path& path) {
    return static_cast<unsigned>(fs::status(path).permissions() & fs::perms::all);
}

// Of a table that somebody else wrote: what it names, this computer hashes.
TEST(NamedFile, lies_beside_the_table_that_names_it) {
    EXPECT_TRUE(is_beside("scan-0001.pdf"));
    EXPECT_TRUE(is_beside("议案.pdf"));
    for (const auto* elsewhere : {"", ".", "..", "../keys/pass.txt", "/etc/passwd", "keys/lin.key"})
        EXPECT_FALSE(is_beside(elsewhere)) << elsewhere;
}

TEST(NamedFile, is_no_link_to_another_place) {
    const kit::Folder folder;
    ASSERT_TRUE(write_private_file(folder / "scan.pdf", "scan"));
    fs::create_symlink(folder / "scan.pdf", folder / "link.pdf");
    EXPECT_EQ(read_beside(folder.path(), "scan.pdf"), "scan");
    EXPECT_FALSE(read_beside(folder.path(), "link.pdf"));
    EXPECT_FALSE(read_beside(folder.path(), "../scan.pdf"));
}

TEST(PrivateFile, is_open_to_its_user_alone_and_so_are_its_folders) {
    const kit::Folder folder;
    const auto before = ::umask(0);
    const auto file = folder / "keys" / "deep" / "a.key";
    EXPECT_TRUE(write_private_file(file, "secret"));
    ::umask(before);
    EXPECT_EQ(mode_of(file), 0600U);
    EXPECT_EQ(mode_of(folder / "keys"), 0700U);
    EXPECT_EQ(mode_of(folder / "keys" / "deep"), 0700U);
    EXPECT_EQ(read_file(file), "secret");
}

TEST(PrivateFile, closes_a_file_that_was_open_to_others) {
    const kit::Folder folder;
    const auto file = folder / "a";
    std::ofstream{file} << "old";
    fs::permissions(file, fs::perms::all);
    EXPECT_TRUE(write_private_file(file, "new"));
    EXPECT_EQ(mode_of(file), 0600U);
}

TEST(PrivateFile, replaces_a_link_and_never_writes_through_it) {
    const kit::Folder folder;
    const auto others = folder / "others";
    std::ofstream{others} << "theirs";
    fs::create_symlink(others, folder / "a");
    fs::create_symlink(others, folder / "a.new");  // where a name that can be guessed would lead
    EXPECT_TRUE(write_private_file(folder / "a", "secret"));
    EXPECT_EQ(read_file(others), "theirs");
    EXPECT_FALSE(fs::is_symlink(folder / "a"));
    EXPECT_EQ(read_file(folder / "a"), "secret");
}

TEST(NewPrivateFile, is_never_put_in_the_place_of_another) {
    const kit::Folder folder;
    const auto file = folder / "names.sealed";
    EXPECT_TRUE(check_new_file(file));
    EXPECT_TRUE(write_new_private_file(file, "of the roster in force"));
    EXPECT_EQ(mode_of(file), 0600U);
    EXPECT_EQ(code_of(check_new_file(file)), "desk.FILE_EXISTS");
    EXPECT_EQ(code_of(write_new_private_file(file, "of a draft")), "desk.FILE_EXISTS");
    EXPECT_EQ(read_file(file), "of the roster in force");
    fs::create_symlink(folder / "nowhere", folder / "link");
    EXPECT_EQ(code_of(write_new_private_file(folder / "link", "x")), "desk.FILE_EXISTS");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder / "."}, fs::directory_iterator{}), 2);
}

TEST(PrivateFile, leaves_nothing_beside_it) {
    const kit::Folder folder;
    EXPECT_TRUE(write_private_file(folder / "a", "1"));
    EXPECT_TRUE(write_private_file(folder / "a", "2"));
    EXPECT_EQ(std::distance(fs::directory_iterator{folder / "."}, fs::directory_iterator{}), 1);
}

TEST(PrivateFile, names_the_cause_where_it_cannot_be_written) {
    const kit::Folder folder;
    ASSERT_TRUE(write_private_file(folder / "a", "a file"));
    const auto below = write_private_file(folder / "a" / "b", "x");
    ASSERT_EQ(code_of(below), "desk.FILE_FAILED");
    EXPECT_EQ(below.error().figures.at(1).value, "Not a directory");
    fs::create_directory(folder / "d");
    const auto over = write_private_file(folder / "d", "x");
    ASSERT_EQ(code_of(over), "desk.FILE_FAILED");
    EXPECT_EQ(over.error().figures.at(1).value, "Is a directory");
    const auto missing = read_input(folder / "none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().figures.at(1).value, "No such file or directory");
    EXPECT_EQ(read_input(folder / "d").error().figures.at(1).value, "Is a directory");
}

// A key whose folders are new: the names of the two folders, the file, and its name. Each is on the
// disk before anybody is told that there is a key.
TEST(PrivateFile, is_written_when_it_and_its_new_folders_are_on_the_disk) {
    auto& calls = kit::FaultyCalls::all();
    for (int passing = 0; passing <= 4; ++passing) {
        const kit::Folder folder;
        KeyStore keys{folder / "data" / "keys"};
        calls.fail("fsync", folder.path().string(), EIO, passing);
        const auto made = keys.create("mine", Suite::ed25519, "");
        EXPECT_EQ(calls.heal(), passing < 4 ? 1 : 0) << passing;
        EXPECT_EQ(made ? "" : made.error().code, passing < 4 ? "desk.FILE_FAILED" : "");
    }
}

TEST(NewPrivateFile, is_written_when_it_and_its_new_folders_are_on_the_disk) {
    auto& calls = kit::FaultyCalls::all();
    for (int passing = 0; passing <= 3; ++passing) {
        const kit::Folder folder;
        calls.fail("fsync", folder.path().string(), EIO, passing);
        const auto written = write_new_private_file(folder / "new" / "names.sealed", "x");
        EXPECT_EQ(calls.heal(), passing < 3 ? 1 : 0) << passing;
        EXPECT_EQ(code_of(written), passing < 3 ? "desk.FILE_FAILED" : "") << passing;
    }
}

TEST(PrivateFolder, is_made_when_its_name_is_on_the_disk) {
    const kit::Folder folder;
    kit::FaultyCalls::all().fail("fsync", folder.path().string(), EIO);
    EXPECT_EQ(code_of(make_private_folder(folder / "new")), "desk.FILE_FAILED");
    EXPECT_EQ(kit::FaultyCalls::all().heal(), 1);
}

TEST(ReadInput, of_a_file_without_an_end_is_too_large) {
    const auto endless = read_input("/dev/zero");
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().figures.at(1).value, "File too large");
}

TEST(FirstLine, is_taken_without_its_end) {
    const kit::Folder folder;
    ASSERT_TRUE(write_private_file(folder / "a", "secret words\r\nmore\n"));
    EXPECT_EQ(*read_first_line(folder / "a"), "secret words");
}

TEST(IsThere, says_so_of_what_cannot_be_looked_at) {
    const kit::Folder folder;
    EXPECT_FALSE(is_there(folder / "nothing"));
    std::filesystem::create_symlink("loop", folder / "loop");
    std::filesystem::create_symlink(folder / "loop", folder / "link");
    EXPECT_TRUE(is_there(folder / "link")) << "reading it tells why not";
}

}  // namespace
}  // namespace linlian::desk
