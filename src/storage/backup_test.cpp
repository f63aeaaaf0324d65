#include "storage/backup.h"

#include "kit/chain.h"
#include "storage/snapshot.h"

#include <gtest/gtest.h>

namespace linlian::storage {
namespace {

TEST(Backup, restores_what_the_ledger_was_while_it_goes_on) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    ASSERT_TRUE(chain.write({chain.add("a", 1, 1)}));
    ASSERT_TRUE(back_up(*chain.store, folder / "backups", 2));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    const auto at_backup = chain.ledger.tip;
    const auto second = back_up(*chain.store, folder / "backups", 2);
    ASSERT_TRUE(second) << second.error().what;
    ASSERT_TRUE(chain.write({chain.add("a", 1, 3)}));
    const auto listed = list_backups(folder / "backups");
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 2);

    ASSERT_TRUE(restore_backup(folder / "backups", 0, folder / "newest"));
    ASSERT_TRUE(restore_backup(folder / "backups", listed->front().number, folder / "first"));
    auto restored = LedgerStore::open(folder / "newest", OpenMode::read_write);
    ASSERT_TRUE(restored);
    EXPECT_EQ((*restored)->tip().app_hash(), at_backup.app_hash());
    restored = LedgerStore::open(folder / "first", OpenMode::read_write);
    ASSERT_TRUE(restored);
    EXPECT_EQ((*restored)->tip().height, 1);
    const auto taken = restore_backup(folder / "backups", 0, folder / "newest");
    ASSERT_FALSE(taken);
    EXPECT_NE(taken.error().what.find("not empty"), std::string::npos);
}

TEST(Backup, that_is_damaged_is_not_restored) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    ASSERT_TRUE(chain.write({chain.add("a", 1, 1)}));
    ASSERT_TRUE(back_up(*chain.store, folder / "backups", 1));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "backups")) {
        if (entry.path().extension() != ".sst") continue;
        auto bytes = *read_file(entry.path());
        bytes[bytes.size() / 3] ^= 1;
        ASSERT_TRUE(write_file(entry.path(), bytes));
    }
    const auto restored = restore_backup(folder / "backups", 0, folder / "newest");
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().what.find("cannot be used"), std::string::npos)
        << restored.error().what;
    EXPECT_FALSE(list_backups(folder / "nowhere"));
}

}  // namespace
}  // namespace linlian::storage
