#include "storage/snapshot/snapshot.h"

#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "kit/chain.h"
#include "kit/code_of.h"
#include "ops/files/durable_file.h"
#include "storage/backup/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace linlian::storage {
namespace {

SnapshotAnchor anchor_of(const kit::Chain& chain) { return {chain.store->community(), {}}; }

Faultable<ImportReport> import_into(const kit::Chain& chain, const std::filesystem::path& from,
                                    const std::filesystem::path& into) {
    return import_snapshot(chain.program, from, anchor_of(chain), into);
}

// A ledger with a past: blocks beyond the longest lifetime, then recent ones.
void fill(kit::Chain& chain) {
    for (std::uint64_t i = 0; i < 300; ++i)
        ASSERT_TRUE(chain.write({chain.add("old" + std::to_string(i), 1, i)}));
    ASSERT_TRUE(chain.write({}, 2 * machine::max_lifetime_ms));
    for (std::uint64_t i = 0; i < 40; ++i)
        ASSERT_TRUE(chain.write({chain.add("new" + std::to_string(i % 7), 1, 1000 + i),
                                 chain.add("x", 1, 2000 + i, ms_per_day)}));
}

TEST(Snapshot, makes_the_same_ledger_elsewhere_which_goes_on_alike) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    const Bytes repeated = chain.add("x", 1, 2000 + 39, ms_per_day);
    const auto manifest = export_snapshot(*chain.store, folder / "snapshot");
    ASSERT_TRUE(manifest) << manifest.error().what;
    EXPECT_EQ(manifest->manifest.leaves(), 79);  // 78 recent ones before the tip, and one older
    const auto imported = import_into(chain, folder / "snapshot", folder / "elsewhere");
    ASSERT_TRUE(imported) << imported.error().what;

    kit::Chain other{folder / "third"};
    other.folder = folder / "elsewhere";
    ASSERT_TRUE(other.open()) << other.trouble;
    EXPECT_EQ(other.ledger.tip.app_hash(), chain.ledger.tip.app_hash());
    EXPECT_EQ(other.ledger.recent.size(), chain.ledger.recent.size());
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::vector<Bytes> block{chain.add("y", 1, 5000 + i)};
        ASSERT_TRUE(chain.write(block));
        ASSERT_TRUE(other.write(block));
        ASSERT_EQ(other.ledger.tip.app_hash(), chain.ledger.tip.app_hash());
    }
    // Leaves since the snapshot's first one are proved by both alike.
    const auto size = chain.ledger.tip.log.size();
    for (const std::uint64_t leaf :
         {std::uint64_t{300}, std::uint64_t{379}, std::uint64_t{512}, size - 1})
        EXPECT_EQ(chain.store->prove_inclusion(leaf, size),
                  other.store->prove_inclusion(leaf, size));
    EXPECT_THROW((void)other.store->prove_inclusion(5, size), state::ReadFault);
    EXPECT_EQ(chain.store->prove_consistency(380, size), other.store->prove_consistency(380, size));
}

TEST(Snapshot, of_an_imported_ledger_has_the_same_chunks) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    const auto first = export_snapshot(*chain.store, folder / "one");
    ASSERT_TRUE(first);
    ASSERT_TRUE(import_into(chain, folder / "one", folder / "elsewhere"));
    const auto other = LedgerStore::open(folder / "elsewhere", OpenMode::read_write);
    ASSERT_TRUE(other);
    const auto second = export_snapshot(**other, folder / "two");
    ASSERT_TRUE(second);
    EXPECT_EQ(codec::encode(first->manifest), codec::encode(second->manifest));
}

// What came with the first snapshot was exported again even after it had expired.
TEST(Snapshot, of_an_imported_ledger_that_lived_for_weeks_has_the_same_chunks) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    ASSERT_TRUE(export_snapshot(*chain.store, folder / "one"));
    ASSERT_TRUE(import_into(chain, folder / "one", folder / "elsewhere"));
    kit::Chain other{folder / "third"};
    other.folder = folder / "elsewhere";
    ASSERT_TRUE(other.open()) << other.trouble;
    for (std::uint64_t i = 0; i < 3; ++i) {
        const std::vector<Bytes> block{chain.add("y", 1, 5000 + i)};
        ASSERT_TRUE(chain.write(block, machine::max_lifetime_ms / 2 + 1));
        ASSERT_TRUE(other.write(block, machine::max_lifetime_ms / 2 + 1));
    }
    const auto there = export_snapshot(*other.store, folder / "two");
    const auto here = export_snapshot(*chain.store, folder / "three");
    ASSERT_TRUE(there && here);
    EXPECT_EQ(codec::encode(there->manifest), codec::encode(here->manifest));
    const auto again = import_into(chain, folder / "two", folder / "fourth");
    EXPECT_TRUE(again) << again.error().what;
}

TEST(Snapshot, is_refused_when_a_chunk_was_changed_and_the_chunk_is_named) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    ASSERT_TRUE(export_snapshot(*chain.store, folder / "snapshot"));
    auto chunk = *ops::read_whole(folder / "snapshot/chunk-00000");
    chunk[chunk.size() / 2] ^= 1;
    ASSERT_TRUE(ops::write_durably(folder / "snapshot/chunk-00000", chunk));
    const auto imported = import_into(chain, folder / "snapshot", folder / "elsewhere");
    ASSERT_FALSE(imported);
    EXPECT_NE(imported.error().what.find("chunk-00000"), std::string::npos)
        << imported.error().what;
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere"));
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere.importing"));
}

// A folder from a stranger: nothing in it fills the memory, and nothing in it is waited for.
TEST(Snapshot, with_a_part_that_is_no_file_or_far_too_large_is_refused) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    ASSERT_TRUE(export_snapshot(*chain.store, folder / "snapshot"));
    for (const char* name : {"chunk-00000", "manifest", "seal"}) {
        const auto part = folder / ("snapshot/" + std::string{name});
        std::filesystem::rename(part, folder / "kept");
        ASSERT_EQ(::mkfifo(part.c_str(), 0600), 0);
        const std::string no_file = std::string{name} + " cannot be read (NOT_A_FILE)";
        EXPECT_TRUE(
            kit::is_fault(import_into(chain, folder / "snapshot", folder / "elsewhere"), no_file))
            << name;
        std::filesystem::remove(part);
        std::filesystem::create_symlink("/dev/zero", part);
        EXPECT_TRUE(
            kit::is_fault(import_into(chain, folder / "snapshot", folder / "elsewhere"), no_file))
            << name;
        std::filesystem::remove(part);
        ASSERT_TRUE(ops::write_durably(part, "x"));
        std::filesystem::resize_file(part, std::uintmax_t{1} << 40);  // all of it a hole
        const auto huge = import_into(chain, folder / "snapshot", folder / "elsewhere");
        ASSERT_FALSE(huge) << name;
        EXPECT_NE(huge.error().what.find(name), std::string::npos) << huge.error().what;
        std::filesystem::rename(folder / "kept", part);
    }
    EXPECT_TRUE(import_into(chain, folder / "snapshot", folder / "elsewhere"));
}

TEST(Snapshot, a_ledger_without_a_sealed_state_says_what_to_do) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    const auto early = export_snapshot(*chain.store, folder / "one");
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().what.find("start its node"), std::string::npos);
    ASSERT_TRUE(chain.write({chain.add("a", 1, 1)}));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    ASSERT_TRUE(chain.store->roll_back());
    std::filesystem::remove_all(folder / "one");
    EXPECT_TRUE(kit::is_fault(export_snapshot(*chain.store, folder / "one"), "start its node"));
}

// A young ledger: the state is that of the genesis, or all of the log is recent.
TEST(Snapshot, a_ledger_of_one_block_or_two_is_imported) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    for (std::uint64_t blocks = 1; blocks <= 2; ++blocks) {
        ASSERT_TRUE(chain.write({chain.add("a", 1, blocks)}));
        const auto name = std::to_string(blocks);
        const auto files = export_snapshot(*chain.store, folder / ("snapshot" + name));
        ASSERT_TRUE(files) << files.error().what;
        EXPECT_EQ(files->manifest.leaves(), blocks - 1);
        const auto imported =
            import_snapshot(chain.program, folder / ("snapshot" + name),
                            {chain.store->community(), {}}, folder / ("in" + name));
        ASSERT_TRUE(imported) << imported.error().what;
        EXPECT_EQ(imported->tip.app_hash(), chain.ledger.tip.app_hash());
    }
}

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

    ASSERT_TRUE(restore_backup(chain.program, folder / "backups", 0, folder / "newest"));
    ASSERT_TRUE(restore_backup(chain.program, folder / "backups", listed->front().number,
                               folder / "first"));
    auto restored = LedgerStore::open(folder / "newest", OpenMode::read_write);
    ASSERT_TRUE(restored);
    EXPECT_EQ((*restored)->tip().app_hash(), at_backup.app_hash());
    restored = LedgerStore::open(folder / "first", OpenMode::read_write);
    ASSERT_TRUE(restored);
    EXPECT_EQ((*restored)->tip().height, 1);
    const auto taken = restore_backup(chain.program, folder / "backups", 0, folder / "newest");
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
        auto bytes = *ops::read_whole(entry.path());
        bytes[bytes.size() / 3] ^= 1;
        ASSERT_TRUE(ops::write_durably(entry.path(), bytes));
    }
    const auto restored = restore_backup(chain.program, folder / "backups", 0, folder / "newest");
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().what.find("cannot be used"), std::string::npos)
        << restored.error().what;
    EXPECT_TRUE(kit::is_fault(list_backups(folder / "nowhere"), "there are no backups"));
}

}  // namespace
}  // namespace linlian::storage
