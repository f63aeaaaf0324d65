// Backups that somebody else had in hands: whoever writes the disk writes its lists too.
#include "crypto/hash.h"
#include "kit/code_of.h"
#include "ops/files/durable_file.h"
#include "storage/backup/backup_for_tests.h"
#include "storage/rows/database.h"

#include <sys/stat.h>

namespace linlian::storage {
namespace {

using HostileBackup = BackupTest;

constexpr const char* no_file = "no file but a link, pipe or device";

// A link among the papers may lead to the node's key, which the next backup would carry away.
TEST_F(HostileBackup, puts_back_no_paper_that_its_list_does_not_name) {
    back_up_now();
    const auto stray = sha256("stray");
    const fs::path within = fs::path{to_hex(stray.view()).substr(0, 2)} / to_hex(stray.view());
    fs::create_directories(backups / "vault" / within.parent_path());
    fs::create_symlink(folder / "vault.key", backups / "vault" / within);
    ASSERT_TRUE(restore());
    EXPECT_FALSE(fs::exists(folder / "restored_vault" / within));
}

// The list of a backup is not signed: whoever can write the folder writes one that holds.
TEST_F(HostileBackup, never_touches_a_paper_that_stands_and_reads) {
    ASSERT_TRUE(vault().erase(letter, Timestamp{5}));
    back_up_now();
    ASSERT_TRUE(vault().put("a letter", "text/plain"));
    ASSERT_TRUE(restore_into(papers));
    EXPECT_EQ(vault().get(letter)->content, "a letter");

    back_up_now();
    ASSERT_TRUE(ops::write_durably(backups / "vault" / within(), "of somebody else"));
    ASSERT_TRUE(write_sums(backups, 2, list_with("vault/" + within().string(), 2)));
    ASSERT_TRUE(restore_into(papers));
    EXPECT_EQ(vault().get(letter)->content, "a letter");
    // Nor does it become one where there is none.
    const auto restored = restore();
    ASSERT_TRUE(restored) << restored.error().what;
    EXPECT_EQ(restored->left_out, std::vector{within()});
    EXPECT_FALSE(fs::exists(folder / "restored_vault" / within()));
}

// Whoever is told a community, or asks for it, gets the ledger of no other.
TEST_F(HostileBackup, that_says_another_community_than_its_ledger_is_refused) {
    back_up_now();
    const auto other = "ab" + to_hex(chain.store->community().view()).substr(2) + "\n";
    ASSERT_TRUE(ops::write_durably(backups / "community", other));
    ASSERT_TRUE(write_sums(backups, 1, list_with("community", 1)));
    const auto restored = restore();
    ASSERT_FALSE(restored);
    EXPECT_TRUE(says(restored.error().what, "of another community")) << restored.error().what;
    EXPECT_FALSE(fs::exists(folder / "restored"));
}

// Whoever made a backup wrote its list too, and what the database itself goes by.
TEST_F(HostileBackup, of_a_stranger_is_all_named_and_nothing_but_files) {
    back_up_now();
    const auto sums = read_sums(backups, 1)->value();
    ASSERT_TRUE(write_sums(backups, 1, {}));
    const auto unnamed = restore();
    ASSERT_FALSE(unnamed);
    EXPECT_TRUE(says(unnamed.error().what, "does not name")) << unnamed.error().what;
    ASSERT_TRUE(write_sums(backups, 1, sums));
    ASSERT_TRUE(restore());
    for (const char* place : {"meta/9", "shared_checksum/x", "private/1/x"}) {
        ASSERT_EQ(::mkfifo((backups / place).c_str(), 0600), 0);
        EXPECT_TRUE(kit::is_fault(restore(1), no_file)) << place;  // and waits for no writer
        fs::remove(backups / place);
        fs::create_symlink("/dev/zero", backups / place);
        EXPECT_TRUE(kit::is_fault(restore(1), no_file)) << place;
        fs::remove(backups / place);
    }
    ASSERT_TRUE(restore());
}

// Whoever had the disk in hands knows whose backups it is for, and how the database calls its
// parts.
TEST_F(HostileBackup, on_a_prepared_disk_touches_nothing_outside_of_it) {
    const auto photo = folder / "photos/7/photo.jpg";
    ASSERT_TRUE(ops::write_durably(photo, "a photo"));
    const auto hex = to_hex(letter.view());
    for (const auto& part : {std::string{"meta"}, std::string{"private"}, std::string{"sums"},
                             std::string{"shared_checksum"}, std::string{"shared"},
                             std::string{"vault"}, "vault/" + hex.substr(0, 2)}) {
        fs::remove_all(backups);
        const auto id = to_hex(chain.store->community().view()) + "\n";
        ASSERT_TRUE(ops::write_durably(backups / "community", id));
        fs::create_directories((backups / part).parent_path());
        fs::create_directory_symlink(folder / "photos", backups / part);
        const auto made = back_up(*chain.store, backups, 3, papers);
        ASSERT_FALSE(made) << part;
        EXPECT_TRUE(says(made.error().what, "DAMAGED")) << made.error().what;
        EXPECT_TRUE(says(part, "vault/") || !list_backups(backups)) << part;
        EXPECT_TRUE(fs::exists(photo)) << part;
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder / "photos"))
            count += entry.exists();
        EXPECT_EQ(count, 2U) << part;
    }
}

TEST_F(HostileBackup, on_a_prepared_disk_waits_for_no_pipe) {
    back_up_now();
    for (const char* place : {"meta/9", "private/9", "sums/9"}) {
        ASSERT_EQ(::mkfifo((backups / place).c_str(), 0600), 0);
        EXPECT_TRUE(kit::is_fault(list_backups(backups), no_file)) << place;
        EXPECT_TRUE(kit::is_fault(back_up(*chain.store, backups, 3, papers), no_file)) << place;
        fs::remove(backups / place);
    }
    back_up_now();
}

// Nor does whoever reads through the ledger of somebody else.
TEST_F(HostileBackup, and_a_ledger_of_a_stranger_wait_for_no_pipe_and_follow_no_link) {
    chain.store.reset();
    for (const char* place : {"999999.log", "999999.sst"}) {
        ASSERT_EQ(::mkfifo((folder / "ledger" / place).c_str(), 0600), 0);
        EXPECT_TRUE(
            kit::is_fault(LedgerStore::open(folder / "ledger", OpenMode::read_only), no_file))
            << place;
        fs::remove(folder / "ledger" / place);
        fs::create_symlink("/dev/zero", folder / "ledger" / place);
        EXPECT_TRUE(
            kit::is_fault(LedgerStore::open(folder / "ledger", OpenMode::read_only), no_file))
            << place;
        fs::remove(folder / "ledger" / place);
    }
    EXPECT_TRUE(LedgerStore::open(folder / "ledger", OpenMode::read_only));
}

// A tombstone stands where the vault looks for the paper, and nowhere else.
TEST_F(HostileBackup, brings_back_no_paper_at_another_place_than_its_own) {
    back_up_now();
    ASSERT_TRUE(vault().erase(letter, Timestamp{5}));
    const auto other = fs::path{"zz"} / within().filename();
    fs::create_directories(backups / "vault/zz");
    fs::rename(backups / "vault" / within(), backups / "vault" / other);
    auto sums = read_sums(backups, 1)->value();
    auto moved = sums.extract("vault/" + within().string());
    moved.key() = "vault/" + other.string();
    sums.insert(std::move(moved));
    ASSERT_TRUE(write_sums(backups, 1, sums));
    const auto restored = restore_into(papers);
    ASSERT_TRUE(restored) << restored.error().what;
    EXPECT_EQ(restored->left_out, std::vector{other});
    EXPECT_FALSE(fs::exists(papers / other));
    // Nor does the vault list, or a backup carry on, what somebody put there.
    ASSERT_TRUE(ops::write_durably(papers / other, "of somebody else"));
    EXPECT_EQ(vault().list()->at(0).bytes, 0U);
    back_up_now();
    EXPECT_FALSE(read_sums(backups, 2)->value().contains("vault/" + other.string()));
}

TEST_F(HostileBackup, leaves_a_vault_that_can_be_listed) {
    ASSERT_TRUE(vault().erase(letter, Timestamp{5}));
    back_up_now();
    const auto tombstone = "vault/" + within().string() + erased_ending;
    ASSERT_TRUE(ops::write_durably(backups / tombstone, "soon"));
    ASSERT_TRUE(write_sums(backups, 1, list_with(tombstone, 1)));
    ASSERT_TRUE(restore());
    const auto again = Vault::open(folder / "restored_vault", folder / "vault.key");
    const auto list = again->list();
    ASSERT_TRUE(list) << list.error().what;
    EXPECT_TRUE(list->at(0).erased);
}

// A sparse file of a gigabyte costs whoever makes it nothing.
TEST_F(HostileBackup, puts_back_nothing_larger_than_a_paper) {
    back_up_now();
    const auto huge = "vault/" + within().string();
    fs::resize_file(backups / huge, max_file_bytes + (1u << 20));
    ASSERT_TRUE(write_sums(backups, 1, list_with(huge, 1)));
    fs::remove(folder / "vault.key");  // nobody can tell what is a paper
    const auto restored = restore();
    ASSERT_TRUE(restored) << restored.error().what;
    EXPECT_EQ(restored->left_out, std::vector{within()});
}

TEST_F(HostileBackup, of_a_stranger_with_rows_that_are_none_is_refused_with_a_text) {
    auto& database = chain.store->database().db();
    const auto family = chain.store->database().family(Family::rows);
    ASSERT_TRUE(database.Put({}, family, "machine/due/x", "y").ok());
    back_up_now();
    const auto restored = restore();
    ASSERT_FALSE(restored);
    EXPECT_TRUE(says(restored.error().what, "ROWS_MALFORMED")) << restored.error().what;
}

// What nobody signed, such as old entries, may be anything in a stranger's backup.
TEST_F(HostileBackup, of_a_stranger_whose_ledger_does_not_read_is_refused_with_a_text) {
    auto& database = chain.store->database().db();
    const auto family = chain.store->database().family(Family::heights);
    ASSERT_TRUE(database.Put({}, family, number_key(0), "no summary").ok());
    back_up_now();
    const auto restored = restore();
    ASSERT_FALSE(restored);
    EXPECT_TRUE(says(restored.error().what, "DAMAGED")) << restored.error().what;
    EXPECT_FALSE(fs::exists(folder / "restored.restoring"));
}

}  // namespace
}  // namespace linlian::storage
