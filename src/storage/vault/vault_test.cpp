#include "storage/vault/vault.h"

#include "crypto/hash.h"
#include "kit/folder.h"
#include "ops/files/durable_file.h"
#include "storage/snapshot/snapshot.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

Vault open_vault(const kit::Folder& folder) {
    auto vault = Vault::open(folder / "vault", folder / "vault.key");
    EXPECT_TRUE(vault) << vault.error().what;
    return std::move(*vault);
}

// The one encrypted file of a vault with one file.
fs::path only_file(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) return entry.path();
    }
    return {};
}

TEST(Vault, gives_back_what_was_put_in_by_its_hash) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    for (const std::size_t size : {std::size_t{1}, std::size_t{65'535}, std::size_t{65'536},
                                   std::size_t{65'537}, std::size_t{1'000'000}}) {
        const Bytes content(size, 'x');
        const auto hash = vault.put(content, "application/pdf");
        ASSERT_TRUE(hash);
        EXPECT_EQ(*hash, sha256(content));
        const auto again = open_vault(folder).get(*hash);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->content, content);
        EXPECT_EQ(again->type, "application/pdf");
    }
}

TEST(Vault, keeps_nothing_readable_on_the_disk) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    ASSERT_TRUE(vault.put("the content of a letter", "text/plain"));
    const auto bytes = *ops::read_whole(only_file(folder / "vault"));
    EXPECT_EQ(bytes.find("letter"), std::string::npos);
    EXPECT_EQ(bytes.find("text/plain"), std::string::npos);
    struct stat about {};
    ASSERT_EQ(::stat((folder / "vault.key").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600u);
}

TEST(Vault, refuses_what_it_does_not_take) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    EXPECT_EQ(vault.put("", "text/plain").error().code, "storage.FILE_EMPTY");
    EXPECT_EQ(vault.put("x", "text/html").error().code, "storage.FILE_TYPE_UNKNOWN");
    EXPECT_EQ(vault.put(Bytes(max_file_bytes + 1, 'x'), "text/plain").error().code,
              "storage.FILE_TOO_LARGE");
    EXPECT_TRUE(vault.put(Bytes(max_file_bytes, 'x'), "text/plain"));
}

TEST(Vault, tells_the_unknown_the_erased_and_the_damaged_apart) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    EXPECT_EQ(vault.get(sha256("never")).error().code, "storage.FILE_UNKNOWN");
    const auto hash = *vault.put("letter", "text/plain");
    const auto path = only_file(folder / "vault");
    const auto good = *ops::read_whole(path);
    for (const std::size_t at : {std::size_t{0}, std::size_t{10}, std::size_t{40}, std::size_t{90},
                                 std::size_t{100}, good.size() - 1}) {
        auto bad = good;
        bad[at] ^= 1;
        ASSERT_TRUE(ops::write_durably(path, bad));
        EXPECT_EQ(vault.get(hash).error().code, "storage.FILE_DAMAGED") << at;
    }
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{3}, std::size_t{80}, good.size() - 1}) {
        ASSERT_TRUE(ops::write_durably(path, BytesView{good}.substr(0, size)));
        EXPECT_EQ(vault.get(hash).error().code, "storage.FILE_DAMAGED") << size;
    }
    ASSERT_TRUE(vault.erase(hash, Timestamp{5}));
    EXPECT_EQ(vault.get(hash).error().code, "storage.FILE_ERASED");
    EXPECT_EQ(vault.erase(hash, Timestamp{6}).error().code, "storage.FILE_ERASED");
    EXPECT_FALSE(vault.has(hash));
    ASSERT_TRUE(vault.put("letter", "text/plain"));
    EXPECT_EQ(vault.get(hash)->content, "letter");
}

TEST(Vault, does_not_open_without_its_key_or_with_one_that_others_can_read) {
    const kit::Folder folder;
    {
        auto vault = open_vault(folder);
        ASSERT_TRUE(vault.put("letter", "text/plain"));
    }
    ASSERT_EQ(::chmod((folder / "vault.key").c_str(), 0644), 0);
    const auto open_to_all = Vault::open(folder / "vault", folder / "vault.key");
    ASSERT_FALSE(open_to_all);
    EXPECT_NE(open_to_all.error().what.find("chmod 600"), std::string::npos);
    fs::remove(folder / "vault.key");
    const auto keyless = Vault::open(folder / "vault", folder / "vault.key");
    ASSERT_FALSE(keyless);
    EXPECT_NE(keyless.error().what.find("put the key back"), std::string::npos);
}

TEST(Vault, is_copied_to_a_backup_from_which_erased_files_go_too) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    const auto hash = *vault.put("letter", "text/plain");
    ASSERT_TRUE(copy_vault(folder / "vault", folder / "backup"));
    const auto copy = Vault::open(folder / "backup", folder / "vault.key");
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->get(hash)->content, "letter");
    ASSERT_TRUE(vault.erase(hash, Timestamp{5}));
    ASSERT_TRUE(copy_vault(folder / "vault", folder / "backup"));
    EXPECT_EQ(copy->get(hash).error().code, "storage.FILE_ERASED");
}

TEST(Vault, lists_what_is_and_what_was_kept) {
    const kit::Folder folder;
    auto vault = open_vault(folder);
    EXPECT_TRUE(vault.list()->empty());
    const auto letter = *vault.put("letter", "text/plain");
    const auto scan = *vault.put("scan", "image/png");
    ASSERT_TRUE(vault.erase(letter, Timestamp{5}));
    const auto list = *vault.list();
    ASSERT_EQ(list.size(), 2U);
    for (const auto& entry : list) {
        EXPECT_EQ(entry.hash, entry.erased ? letter : scan);
        EXPECT_EQ(entry.bytes > 0, !entry.erased);
        EXPECT_EQ(entry.erased.value_or(Timestamp{}).ms, entry.erased ? 5 : 0);
    }
}

}  // namespace
}  // namespace linlian::storage
