// Whoever says "kept", "backed up", "restored" or "imported" has it on the disk: where one of the
// syncs fails, it is not said. The database syncs its own files with fdatasync; fsync of a file of
// its, and of the folder that holds it, is ours alone.
#include "kit/chain.h"
#include "kit/faulty_calls.h"
#include "kit/folder.h"
#include "ops/files/durable_file.h"
#include "storage/backup/backup.h"
#include "storage/snapshot/snapshot.h"
#include "storage/vault/vault.h"

#include <gtest/gtest.h>

#include <functional>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

struct SyncFaults : testing::Test {
    kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    fs::path backups = folder / "backups";
    fs::path snapshot = folder / "snapshot";
    // What lies alone in its folder, so that its name is synced by nobody else.
    fs::path into = folder / "alone" / "there";

    SyncFaults() {
        for (std::uint64_t i = 1; i <= 3; ++i) EXPECT_TRUE(chain.write({chain.add("a", 1, i)}));
    }
    ~SyncFaults() override { kit::FaultyCalls::all().heal(); }

    using Deed = std::function<bool()>;
    // Whether this is done although the sync of what has `part` in its path fails, after `passing`
    // that do not; nothing where none was left to fail.
    static std::optional<bool> done_without(const std::string& part, const Deed& deed,
                                            int passing = 0) {
        kit::FaultyCalls::all().fail("fsync", part, EIO, passing);
        const bool done = deed();
        if (kit::FaultyCalls::all().heal() == 0) return std::nullopt;
        return done;
    }
    // Each of so many syncs is needed, and there is no other.
    static void expect_syncs(
        int count, const std::string& part, const Deed& deed,
        const std::function<void()>& before = [] {}) {
        for (int passing = 0; passing < count; ++passing) {
            before();
            EXPECT_EQ(done_without(part, deed, passing), false) << part << ", sync " << passing;
        }
        before();
        EXPECT_EQ(done_without(part, deed, count), std::nullopt) << part;
    }
    // Into a place that nobody has used.
    bool restores() {
        fs::remove_all(into);
        EXPECT_TRUE(ops::make_folders(into.parent_path()));
        return restore_backup(chain.program, backups, 0, into).has_value();
    }
    bool imports() {
        fs::remove_all(into);
        fs::remove_all(into.string() + ".importing");
        EXPECT_TRUE(ops::make_folders(into.parent_path()));
        const SnapshotAnchor anchor{chain.store->community(), {}};
        return import_snapshot(chain.program, snapshot, anchor, into).has_value();
    }
};

// The folder that is made for the paper, the paper, and its name.
TEST_F(SyncFaults, a_paper_is_in_the_vault_when_it_is_on_the_disk) {
    auto vault = Vault::open(folder / "vault", folder / "vault.key");
    ASSERT_TRUE(vault);
    expect_syncs(
        3, "/vault", [&] { return vault->put("a letter", "text/plain").has_value(); },
        [this] {
            fs::remove_all(folder / "vault");
            fs::create_directory(folder / "vault");
        });
}

// The paper, its name, and that its tombstone is gone.
TEST_F(SyncFaults, an_erased_paper_is_in_the_vault_again_when_it_is_on_the_disk) {
    auto vault = Vault::open(folder / "vault", folder / "vault.key");
    ASSERT_TRUE(vault);
    const auto hash = vault->put("a letter", "text/plain");
    ASSERT_TRUE(hash);
    expect_syncs(
        3, "/vault", [&] { return vault->put("a letter", "text/plain").has_value(); },
        [&] {
            const bool is_there = vault->get(*hash).has_value();
            EXPECT_TRUE(!is_there || vault->erase(*hash, Timestamp{1}));
        });
}

TEST_F(SyncFaults, a_backup_is_made_when_all_of_it_is_on_the_disk) {
    const auto backs_up = [this] { return back_up(*chain.store, backups, 3).has_value(); };
    for (const char* part : {"/meta/", "/shared_checksum/", "/CURRENT", "/sums/"})
        EXPECT_EQ(done_without(part, backs_up), false) << part;
    EXPECT_TRUE(backs_up());
    EXPECT_TRUE(restores());
}

TEST_F(SyncFaults, a_ledger_is_restored_when_all_of_it_is_on_the_disk) {
    ASSERT_TRUE(back_up(*chain.store, backups, 3));
    EXPECT_EQ(done_without("/CURRENT", [this] { return restores(); }), false);
    // Its name while it is filled, twice, and where it came from and went.
    expect_syncs(4, "/alone$", [this] { return restores(); });
    EXPECT_TRUE(restores());
}

TEST_F(SyncFaults, a_snapshot_is_made_when_all_of_it_is_on_the_disk) {
    int number = 0;
    const auto exports = [this, &number] {
        return export_snapshot(*chain.store, folder / ("export " + std::to_string(++number)))
            .has_value();
    };
    for (const char* part : {"/chunk", "/seal", "/manifest"})
        EXPECT_EQ(done_without(part, exports), false) << part;
    EXPECT_EQ(done_without(folder.path().string() + "$", exports), false) << "the folder's name";
    EXPECT_TRUE(exports());
}

TEST_F(SyncFaults, a_ledger_is_imported_when_all_of_it_is_on_the_disk) {
    ASSERT_TRUE(export_snapshot(*chain.store, snapshot));
    EXPECT_EQ(done_without("/CURRENT", [this] { return imports(); }), false);
    expect_syncs(4, "/alone$", [this] { return imports(); });
    EXPECT_TRUE(imports());
}

}  // namespace
}  // namespace linlian::storage
