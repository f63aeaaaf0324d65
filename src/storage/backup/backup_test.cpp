// Backups as docs/operating/backup.md promises: every file is checked, nothing older comes back in
// silence, what a kill left is found, damage does not spread.
#include "kit/code_of.h"
#include "ops/files/durable_file.h"
#include "ops/files/folder_lock.h"
#include "storage/backup/backup_for_tests.h"

#include <fstream>

namespace linlian::storage {
namespace {

TEST_F(BackupTest, comes_back_whole_with_its_papers) {
    back_up_now();
    ASSERT_TRUE(restore());
    const auto again = Vault::open(folder / "restored_vault", folder / "vault.key");
    EXPECT_EQ(again->get(letter)->content, "a letter");
    const auto store = LedgerStore::open(folder / "restored", OpenMode::read_write);
    ASSERT_TRUE(store);
    EXPECT_EQ((*store)->tip().app_hash(), chain.ledger.tip.app_hash());
}

TEST_F(BackupTest, can_be_taken_while_the_node_runs_and_while_it_is_stopped) {
    for (const bool runs : {true, false}) {
        if (!runs) chain.store.reset();
        const auto reader = LedgerStore::open(folder / "ledger", OpenMode::read_only);
        ASSERT_TRUE(reader) << reader.error().what;
        const auto made = back_up(**reader, backups, 3, papers);
        ASSERT_TRUE(made) << runs << ": " << made.error().what;
        ASSERT_TRUE(restore());
        const auto store = LedgerStore::open(folder / "restored", OpenMode::read_write);
        EXPECT_EQ((*store)->tip().app_hash(), chain.ledger.tip.app_hash());
    }
}

TEST_F(BackupTest, is_not_made_of_a_ledger_that_is_damaged) {
    back_up_now();
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    ASSERT_TRUE(chain.open());
    fs::path table;
    for (const auto& entry : fs::directory_iterator(folder / "ledger"))
        if (entry.path().extension() == ".sst") table = std::max(table, entry.path());
    ASSERT_FALSE(table.empty());
    // In place, as a disk does it under a ledger that is open.
    std::fstream file{table, std::ios::in | std::ios::out | std::ios::binary};
    file.seekg(16);
    const auto before = static_cast<char>(file.get());
    file.seekp(16);
    file.put(static_cast<char>(before ^ 1));
    file.close();
    const auto made = back_up(*chain.store, backups, 1, papers);
    EXPECT_TRUE(kit::is_fault(made, "DAMAGED")) << kit::what_of(made);
    ASSERT_TRUE(restore(1)) << "the good one stays, whatever was to be kept";
}

TEST_F(BackupTest, with_any_bit_flipped_is_refused_and_the_file_is_named) {
    back_up_now();
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    back_up_now();
    const auto all = files();
    ASSERT_GT(all.size(), 8U);
    for (const auto& file : all) {
        const auto whole = *ops::read_whole(file);
        const bool of_first = file.filename() == "1" || says(file.string(), "private/1/");
        for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 4) {
            auto bad = whole;
            bad[at] ^= 1;
            ASSERT_TRUE(ops::write_durably(file, bad));
            const auto restored = restore(of_first ? 1 : 2);
            // Files of the other backup do not matter to this one.
            if (restored)
                EXPECT_TRUE(says(file.string(), "shared") ||
                            restored->left_out == std::vector{within()})
                    << file << " at " << at;
            else
                EXPECT_TRUE(says(restored.error().what, file.filename().string()))
                    << file << " at " << at << ": " << restored.error().what;
            EXPECT_EQ(restored.has_value(), fs::exists(folder / "restored"));
        }
        ASSERT_TRUE(ops::write_durably(file, whole));
    }
    ASSERT_TRUE(restore());
}

TEST_F(BackupTest, never_gives_an_older_one_in_silence) {
    back_up_now();
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    back_up_now();
    const auto meta = *ops::read_whole(backups / "meta/2");
    ASSERT_TRUE(ops::write_durably(backups / "meta/2", "x" + meta));
    EXPECT_TRUE(kit::is_fault(restore(), "meta/2 is not what the backup wrote"));
    fs::remove(backups / "meta/2");
    EXPECT_TRUE(kit::is_fault(restore(), "meta/2 cannot be read (NOT_THERE)"));
    ASSERT_TRUE(ops::write_durably(backups / "meta/2", meta));
    fs::rename(backups / "sums/2", backups / "kept");
    const auto unfinished = restore();
    ASSERT_FALSE(unfinished);
    EXPECT_TRUE(says(unfinished.error().what, "not finished")) << unfinished.error().what;
    EXPECT_TRUE(restore(1));  // by its number it does
    EXPECT_TRUE(kit::is_fault(restore(9), "there is no backup 9"));
}

// A kill in the middle of copying papers leaves a part of one under its name.
TEST_F(BackupTest, mends_a_half_copied_paper_of_one_that_was_killed) {
    back_up_now();
    const auto paper = *ops::read_whole(papers / within());
    fs::remove(backups / "sums/1");
    ASSERT_TRUE(ops::write_durably(backups / "vault" / within(), paper.substr(0, 50)));
    back_up_now();
    ASSERT_TRUE(restore());
    EXPECT_EQ(*ops::read_whole(folder / "restored_vault" / within()), paper);
}

TEST_F(BackupTest, keeps_its_good_paper_when_the_one_in_the_vault_was_damaged) {
    back_up_now();
    const auto good = *ops::read_whole(papers / within());
    auto bad = good;
    bad[70] ^= 1;
    ASSERT_TRUE(ops::write_durably(papers / within(), bad));
    back_up_now();
    EXPECT_EQ(*ops::read_whole(backups / "vault" / within()), good);
}

TEST_F(BackupTest, brings_back_a_paper_that_was_erased_and_came_again) {
    back_up_now();
    ASSERT_TRUE(vault().erase(letter, Timestamp{5}));
    back_up_now();
    ASSERT_TRUE(restore());
    EXPECT_EQ(vault().get(letter).error().code, "storage.FILE_ERASED");
    EXPECT_TRUE(restore(1));  // the older list still holds but for what was erased
    ASSERT_TRUE(vault().put("a letter", "text/plain"));
    back_up_now();
    ASSERT_TRUE(restore());
    const auto again = Vault::open(folder / "restored_vault", folder / "vault.key");
    EXPECT_EQ(again->get(letter)->content, "a letter");
}

TEST_F(BackupTest, brings_back_nothing_that_was_erased_since) {
    back_up_now();
    ASSERT_TRUE(vault().erase(letter, Timestamp{5}));
    ASSERT_TRUE(restore_into(papers));
    EXPECT_EQ(vault().get(letter).error().code, "storage.FILE_ERASED");
}

TEST_F(BackupTest, mends_a_damaged_paper_of_the_vault) {
    back_up_now();
    ASSERT_TRUE(ops::write_durably(papers / within(), "half"));
    ASSERT_TRUE(restore_into(papers));
    EXPECT_EQ(vault().get(letter)->content, "a letter");
}

// The live disk is gone, the backup is old: the ledger comes back all the same.
TEST_F(BackupTest, leaves_out_a_damaged_paper_and_names_it) {
    const auto photo = *vault().put("a photo", "image/png");
    back_up_now();
    fs::resize_file(backups / "vault" / within(), 60);
    const auto restored = restore();
    ASSERT_TRUE(restored) << restored.error().what;
    EXPECT_EQ(restored->left_out, std::vector{within()});
    const auto again = Vault::open(folder / "restored_vault", folder / "vault.key");
    EXPECT_EQ(again->get(photo)->content, "a photo");
    EXPECT_EQ(again->get(letter).error().code, "storage.FILE_UNKNOWN");
}

TEST_F(BackupTest, a_restoring_that_was_killed_is_begun_anew) {
    back_up_now();
    ASSERT_TRUE(ops::write_durably(folder / "restored.restoring/CURRENT", "half"));
    ASSERT_TRUE(restore());
    EXPECT_FALSE(fs::exists(folder / "restored.restoring"));
}

TEST_F(BackupTest, never_goes_into_the_folder_of_another_community) {
    back_up_now();
    EXPECT_EQ(*community_of(backups), chain.store->community());
    const auto whole = files();
    for (const char* other : {"ab", ""}) {
        const auto id = other + to_hex(chain.store->community().view()).substr(2) + "\n";
        ASSERT_TRUE(ops::write_durably(backups / "community", id));
        const auto made = back_up(*chain.store, backups, 1, papers);
        ASSERT_FALSE(made);
        EXPECT_TRUE(says(made.error().what, *other ? "another community" : "DAMAGED"));
        EXPECT_EQ(files(), whole);
    }
    fs::remove(backups / "community");
    const auto made = back_up(*chain.store, backups, 1, papers);
    ASSERT_FALSE(made);
    EXPECT_TRUE(says(made.error().what, "does not say of which"));
}

// The database calls its parts by words that others use, too, and tidies them up.
TEST_F(BackupTest, never_goes_into_a_folder_that_is_used_for_anything_else) {
    for (const char* file : {"shared/minutes.docx", "private/2026/tax.xlsx", "photo.jpg"}) {
        fs::remove_all(backups);
        ASSERT_TRUE(ops::write_durably(backups / file, "of somebody"));
        const auto made = back_up(*chain.store, backups, 3, papers);
        ASSERT_FALSE(made) << file;
        EXPECT_TRUE(says(made.error().what, "name an empty folder")) << made.error().what;
        EXPECT_EQ(files(), std::vector{backups / file});
    }
}

// The folder was empty once; what people put into its parts since is theirs.
TEST_F(BackupTest, removes_nothing_that_others_put_there_later) {
    back_up_now();
    for (const char* file : {"shared/minutes.docx", "private/2026/tax.xlsx",
                             "private/2026 taxes/000001.txt", "shared_checksum/2026.log"}) {
        ASSERT_TRUE(ops::write_durably(backups / file, "of somebody"));
        const auto made = back_up(*chain.store, backups, 3, papers);
        ASSERT_FALSE(made) << file;
        EXPECT_TRUE(says(made.error().what, file)) << made.error().what;
        EXPECT_EQ(*ops::read_whole(backups / file), "of somebody");
        fs::remove(backups / file);
    }
    ASSERT_TRUE(ops::write_durably(backups / "private/9/.CURRENT.tmp", "of one that was killed"));
    back_up_now();
    EXPECT_FALSE(fs::exists(backups / "private/9"));
}

// Files that did not change since are shared with the backups before.
TEST_F(BackupTest, is_not_said_to_be_made_where_a_file_that_it_shares_is_damaged) {
    back_up_now();
    for (const auto& file : files()) {
        if (!says(file.string(), "shared_checksum")) continue;
        auto bad = *ops::read_whole(file);
        bad[bad.size() / 2] ^= 1;
        ASSERT_TRUE(ops::write_durably(file, bad));
    }
    const auto made = back_up(*chain.store, backups, 3, papers);
    ASSERT_FALSE(made);
    EXPECT_TRUE(says(made.error().what, "name another folder")) << made.error().what;
}

// Whoever comes second looks at nothing before it has the folder to itself.
TEST_F(BackupTest, is_taken_by_one_process_at_a_time) {
    ASSERT_TRUE(ops::make_folders(backups));
    {
        const auto other = ops::FolderLock::take(backups);
        ASSERT_TRUE(other);
        const auto made = back_up(*chain.store, backups, 3, papers);
        ASSERT_FALSE(made);
        EXPECT_TRUE(says(made.error().what, "IN_USE")) << made.error().what;
        EXPECT_TRUE(fs::is_empty(backups));
    }
    back_up_now();
}

TEST_F(BackupTest, drops_the_lists_of_those_it_drops) {
    for (int i = 0; i < 5; ++i) back_up_now();
    EXPECT_EQ(list_backups(backups)->size(), 3U);
    std::size_t lists = 0;
    for (const auto& entry : fs::directory_iterator(backups / "sums")) lists += entry.exists();
    EXPECT_EQ(lists, 3U);
}

TEST_F(BackupTest, a_damaged_paper_that_is_put_again_is_mended) {
    const fs::path path = papers / within();
    for (const std::size_t left : {std::size_t{0}, std::size_t{60}}) {
        fs::resize_file(path, left);
        EXPECT_EQ(vault().get(letter).error().code, "storage.FILE_DAMAGED");
        ASSERT_TRUE(vault().put("a letter", "text/plain"));
        EXPECT_EQ(vault().get(letter)->content, "a letter");
    }
}

}  // namespace
}  // namespace linlian::storage
