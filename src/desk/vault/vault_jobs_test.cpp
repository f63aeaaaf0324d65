#include "desk/vault/vault_jobs.h"

#include "client/shown/screen_for_tests.h"
#include "crypto/hash.h"
#include "desk/files.h"
#include "desk/vault/office_vault.h"
#include "kit/folder.h"

#include <gtest/gtest.h>

namespace linlian::desk {

namespace {

struct VaultJobs : ::testing::Test {
    void write(const std::string& name, const std::string& content) const {
        ASSERT_TRUE(write_private_file(folder / "papers" / name, content));
    }

    kit::Folder folder;
    std::filesystem::path data = folder / "data";
    std::string papers = (folder / "papers").string();
    std::vector<std::uint64_t> steps;
    client::Progress progress = [this](auto done, auto total) {
        steps.push_back(done);
        EXPECT_EQ(total, 3U);
    };
    client::ScreenForTests screen;
};

TEST_F(VaultJobs, keep_every_file_that_can_be_kept_and_name_the_others) {
    write("a.txt", "one");
    write("deeper/b.txt", "two");
    write("deeper/c.exe", "three");
    const auto kept = keep_files(data, {papers, papers + "/a.txt"}, progress);
    ASSERT_TRUE(kept);
    EXPECT_EQ(steps, (std::vector<std::uint64_t>{1, 2, 3})) << "each once";
    EXPECT_EQ(show(screen, *kept), 1U);
    EXPECT_NE(screen.taken().find("c.exe"), std::string::npos);
    const auto vault = open_vault(data);
    ASSERT_TRUE(vault);
    EXPECT_TRUE(vault->has(sha256("one")) && vault->has(sha256("two")));
    EXPECT_FALSE(vault->has(sha256("three")));
}

TEST_F(VaultJobs, find_what_is_missing_and_miss_nothing_that_was_erased) {
    auto vault = open_vault(data);
    ASSERT_TRUE(vault);
    for (const auto* content : {"one", "two", "three"})
        ASSERT_TRUE(vault->put(content, "text/plain"));
    ASSERT_TRUE(vault->erase(sha256("three"), Timestamp{1}));
    auto wanted = papers_in(*vault);
    ASSERT_TRUE(wanted);
    EXPECT_EQ(wanted->size(), 2U);
    (*wanted)[sha256("minutes")] = "the call";
    const auto wrong = check_papers(*vault, *wanted, progress);
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0].what, "the call");
    EXPECT_EQ(wrong[0].refusal.code, "storage.FILE_UNKNOWN");
    EXPECT_EQ(steps.size(), 3U);
}

}  // namespace
}  // namespace linlian::desk
