// Whoever says "kept", "backed up", "restored" or "imported" has it on the disk: where one of the
// syncs fails, it is not said. The database syncs its own files with fdatasync; fsync of a file of
// its, and of the folder that holds it, is ours alone.
#include "kit/chain.h"
#include "kit/code_of.h"
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

    // Does it, and gives what it says of the disk; empty: it is done.
    using Deed = std::function<std::string()>;
    enum class Outcome { done, said_why, nothing_to_fail };
    // What comes of this where the sync of what has `part` in its path fails, after `passing` that
    // do not.
    static Outcome without(const std::string& part, const Deed& deed, int passing = 0) {
        kit::FaultyCalls::all().fail("fsync", part, EIO, passing);
        const auto said = deed();
        if (kit::FaultyCalls::all().heal() == 0) return Outcome::nothing_to_fail;
        EXPECT_NE(said.find("DISK_FAILS"), std::string::npos) << part << ": " << said;
        return said.empty() ? Outcome::done : Outcome::said_why;
    }
    // Each of so many syncs is needed, and there is no other.
    static void expect_syncs(
        int count, const std::string& part, const Deed& deed,
        const std::function<void()>& before = [] {}) {
        for (int passing = 0; passing < count; ++passing) {
            before();
            EXPECT_EQ(without(part, deed, passing), Outcome::said_why)
                << part << ", sync " << passing;
        }
        before();
        EXPECT_EQ(without(part, deed, count), Outcome::nothing_to_fail) << part;
    }
    // Into a place that nobody has used.
    std::string restores() {
        fs::remove_all(into);
        EXPECT_TRUE(ops::make_folders(into.parent_path()));
        return kit::what_of(restore_backup(chain.program, backups, 0, into));
    }
    std::string imports() {
        fs::remove_all(into);
        fs::remove_all(into.string() + ".importing");
        EXPECT_TRUE(ops::make_folders(into.parent_path()));
        const SnapshotAnchor anchor{chain.store->community(), {}};
        return kit::what_of(import_snapshot(chain.program, snapshot, anchor, into));
    }
    static std::string keeps(Vault& vault) {
        const auto kept = vault.put("a letter", "text/plain");
        if (kept) return "";
        EXPECT_EQ(kept.error().code, "storage.VAULT_UNAVAILABLE");
        return kept.error().figures.at(0).value;
    }
};

// The folder that is made for the paper, the paper, and its name.
TEST_F(SyncFaults, a_paper_is_in_the_vault_when_it_is_on_the_disk) {
    auto vault = Vault::open(folder / "vault", folder / "vault.key");
    ASSERT_TRUE(vault);
    expect_syncs(
        3, "/vault", [&] { return keeps(*vault); },
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
        3, "/vault", [&] { return keeps(*vault); },
        [&] {
            const bool is_there = vault->get(*hash).has_value();
            EXPECT_TRUE(!is_there || vault->erase(*hash, Timestamp{1}));
        });
}

TEST_F(SyncFaults, a_backup_is_made_when_all_of_it_is_on_the_disk) {
    const auto backs_up = [this] { return kit::what_of(back_up(*chain.store, backups, 3)); };
    for (const char* part : {"/meta/", "/shared_checksum/", "/CURRENT", "/sums/"})
        EXPECT_EQ(without(part, backs_up), Outcome::said_why) << part;
    EXPECT_EQ(backs_up(), "");
    EXPECT_EQ(restores(), "");
}

TEST_F(SyncFaults, a_ledger_is_restored_when_all_of_it_is_on_the_disk) {
    ASSERT_TRUE(back_up(*chain.store, backups, 3));
    EXPECT_EQ(without("/CURRENT", [this] { return restores(); }), Outcome::said_why);
    // Its name while it is filled, twice, and where it came from and went.
    expect_syncs(4, "/alone$", [this] { return restores(); });
    EXPECT_EQ(restores(), "");
}

TEST_F(SyncFaults, a_snapshot_is_made_when_all_of_it_is_on_the_disk) {
    int number = 0;
    const auto exports = [this, &number] {
        return kit::what_of(
            export_snapshot(*chain.store, folder / ("export " + std::to_string(++number))));
    };
    for (const char* part : {"/chunk", "/seal", "/manifest"})
        EXPECT_EQ(without(part, exports), Outcome::said_why) << part;
    EXPECT_EQ(without(folder.path().string() + "$", exports), Outcome::said_why)
        << "the folder's name";
    EXPECT_EQ(exports(), "");
}

TEST_F(SyncFaults, a_ledger_is_imported_when_all_of_it_is_on_the_disk) {
    ASSERT_TRUE(export_snapshot(*chain.store, snapshot));
    EXPECT_EQ(without("/CURRENT", [this] { return imports(); }), Outcome::said_why);
    expect_syncs(4, "/alone$", [this] { return imports(); });
    EXPECT_EQ(imports(), "");
}

}  // namespace
}  // namespace linlian::storage
