#include "storage/snapshot.h"

#include "codec/wire.h"
#include "kit/chain.h"
#include "machine/limits.h"
#include "storage/backup.h"

#include <gtest/gtest.h>

namespace linlian::storage {
namespace {

SnapshotTrust trust_of(const kit::Chain& chain) {
    return {chain.store->community(), chain.ledger.tip.app_hash()};
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
    EXPECT_EQ(manifest->leaves(), 80);
    const auto imported =
        import_snapshot(folder / "snapshot", trust_of(chain), folder / "elsewhere");
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
    ASSERT_TRUE(import_snapshot(folder / "one", trust_of(chain), folder / "elsewhere"));
    const auto other = LedgerStore::open(folder / "elsewhere", OpenMode::read_write);
    ASSERT_TRUE(other);
    const auto second = export_snapshot(**other, folder / "two");
    ASSERT_TRUE(second);
    EXPECT_EQ(codec::encode(*first), codec::encode(*second));
}

// What came with the first snapshot was exported again even after it had expired.
TEST(Snapshot, of_an_imported_ledger_that_lived_for_weeks_has_the_same_chunks) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    ASSERT_TRUE(export_snapshot(*chain.store, folder / "one"));
    ASSERT_TRUE(import_snapshot(folder / "one", trust_of(chain), folder / "elsewhere"));
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
    EXPECT_EQ(codec::encode(*there), codec::encode(*here));
    const auto again = import_snapshot(folder / "two", trust_of(chain), folder / "fourth");
    EXPECT_TRUE(again) << again.error().what;
}

TEST(Snapshot, is_refused_when_a_chunk_was_changed_and_the_chunk_is_named) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    ASSERT_TRUE(export_snapshot(*chain.store, folder / "snapshot"));
    auto chunk = *read_file(folder / "snapshot/chunk-00000");
    chunk[chunk.size() / 2] ^= 1;
    ASSERT_TRUE(write_file(folder / "snapshot/chunk-00000", chunk));
    const auto imported =
        import_snapshot(folder / "snapshot", trust_of(chain), folder / "elsewhere");
    ASSERT_FALSE(imported);
    EXPECT_NE(imported.error().what.find("chunk-00000"), std::string::npos)
        << imported.error().what;
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere"));
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere.importing"));
}

// A poisoner who makes the chunk hashes fit is caught by the roots.
TEST(Snapshot, is_refused_when_its_rows_or_leaves_do_not_give_the_roots) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    const auto honest = export_snapshot(*chain.store, folder / "snapshot");
    ASSERT_TRUE(honest);
    const Bytes good = *read_file(folder / "snapshot/chunk-00000");
    const std::pair<std::size_t, std::string> places[] = {{40, "state root"},
                                                          {good.size() - 5, "log root"}};
    for (const auto& [place, expected] : places) {
        Bytes chunk = good;
        chunk[place] ^= 1;
        auto manifest = *honest;
        manifest.set_chunk_hashes(0, sha256(chunk).bytes());
        auto import =
            SnapshotImport::begin(codec::encode(manifest), trust_of(chain), folder / "in");
        ASSERT_TRUE(import);
        ASSERT_TRUE(import->add_chunk(chunk));
        const auto finished = import->finish();
        ASSERT_FALSE(finished);
        EXPECT_NE(finished.error().what.find(expected), std::string::npos) << finished.error().what;
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "in"));
}

TEST(Snapshot, is_refused_when_it_is_not_the_trusted_one_or_not_whole) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fill(chain);
    const auto manifest = export_snapshot(*chain.store, folder / "snapshot");
    ASSERT_TRUE(manifest);
    const Bytes bytes = codec::encode(*manifest);
    const auto community = chain.store->community();
    EXPECT_FALSE(SnapshotImport::begin(bytes, {sha256("other"), {}}, folder / "in"));
    EXPECT_FALSE(SnapshotImport::begin(bytes, {community, sha256("other")}, folder / "in"));
    EXPECT_FALSE(SnapshotImport::begin("nonsense", {community, {}}, folder / "in"));
    EXPECT_FALSE(SnapshotImport::begin(bytes, {community, {}}, folder / "ledger"));
    auto import = SnapshotImport::begin(bytes, {community, {}}, folder / "in");
    ASSERT_TRUE(import);
    const auto early = import->finish();
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().what.find("not whole"), std::string::npos);
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
