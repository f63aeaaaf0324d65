// A disk that is full, fails, or was torn in the middle of a write: what was acknowledged stays,
// what was not is cut off and said, and every fault names its cause.
#include "kit/chain.h"
#include "kit/code_of.h"
#include "kit/faulty_disk.h"
#include "ops/files/durable_file.h"
#include "storage/rows/database.h"
#include "storage/rows/log_tail.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <random>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

struct DiskTest : testing::Test {
    kit::Folder folder;
    std::shared_ptr<kit::FaultyDisk> disk = std::make_shared<kit::FaultyDisk>();
    std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(disk);
    kit::Chain chain{folder / "ledger", {.env = env.get()}};

    // A block that spans many pages.
    std::vector<Bytes> many(std::uint64_t from) {
        std::vector<Bytes> acts;
        for (std::uint64_t i = 0; i < 120; ++i)
            acts.push_back(chain.add("n" + std::to_string(i), 1, from + i));
        return acts;
    }
};

bool says(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

// As a disk writes what a sync had not finished: any pages of it, in any order, or none.
TEST_F(DiskTest, a_torn_unfinished_write_is_cut_off_and_nothing_before_it) {
    std::mt19937_64 random{7};
    int cuts_said = 0;
    for (std::uint64_t round = 0; round < 10; ++round) {
        ASSERT_TRUE(chain.write({chain.add("a", 1, 1'000 * round)})) << round;
        const auto tip = chain.ledger.tip;
        disk->cut_power_at_sync();
        ASSERT_TRUE(kit::is_fault(chain.write(many(1'000 * round + 1)), "start the node again"));
        chain.store.reset();
        const std::uint64_t kept = random();
        disk->recover([kept](std::size_t page) { return (kept >> (page % 64) & 1) != 0; });
        chain.options.acknowledged_height = tip.height;
        // What a doctor sees before the node starts.
        const auto reader = LedgerStore::open(folder / "ledger", OpenMode::read_only,
                                              {.acknowledged_height = tip.height});
        ASSERT_TRUE(reader) << round << ": " << reader.error().what;
        EXPECT_EQ((*reader)->tip().app_hash(), tip.app_hash()) << round;
        ASSERT_TRUE(chain.open()) << round << ": " << chain.trouble;
        EXPECT_EQ(chain.ledger.tip.app_hash(), tip.app_hash()) << round;
        if (chain.store->cut_bytes() > 0) ++cuts_said;
    }
    EXPECT_GE(cuts_said, 8);  // of ten; chance may keep no page at all
    EXPECT_EQ(chain.value("a"), 10);
}

TEST_F(DiskTest, damage_before_what_was_acknowledged_is_told_apart_and_changes_nothing) {
    for (std::uint64_t i = 0; i < 6; ++i) ASSERT_TRUE(chain.write(many(1'000 * i)));
    chain.store.reset();
    fs::path log;
    for (const auto& entry : fs::directory_iterator(folder / "ledger")) {
        if (entry.path().extension() == ".log") log = entry.path();
    }
    const auto whole = *ops::read_whole(log);
    auto damaged = whole;
    damaged.replace(whole.size() / 2, 4096, Bytes(4096, '\0'));
    ASSERT_TRUE(ops::write_durably(log, damaged));
    chain.options.acknowledged_height = 6;
    ASSERT_FALSE(chain.open());
    EXPECT_TRUE(says(chain.trouble, "ACKNOWLEDGED_MISSING")) << chain.trouble;
    EXPECT_EQ(*ops::read_whole(log), damaged);
    ASSERT_TRUE(ops::write_durably(log, whole));
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.tip.height, 6);
}

TEST_F(DiskTest, a_finished_log_that_is_missing_or_short_is_noticed_without_the_signer) {
    const auto& database = chain.store->database();
    ASSERT_TRUE(chain.write(many(1)));
    std::vector<fs::path> logs;
    for (const auto& entry : fs::directory_iterator(folder / "ledger")) {
        if (entry.path().extension() == ".log") logs.push_back(entry.path());
    }
    // Another family's flush begins a new log, while this one is needed still.
    ASSERT_TRUE(database.db().Flush({}, database.family(Family::rows)).ok());
    ASSERT_TRUE(chain.write({chain.add("a", 1, 5'000)}));
    chain.store.reset();
    ASSERT_EQ(logs.size(), 1U);
    const auto whole = *ops::read_whole(logs[0]);
    fs::resize_file(logs[0], whole.size() / 2);
    EXPECT_FALSE(chain.open());
    EXPECT_TRUE(says(chain.trouble, "DAMAGED")) << chain.trouble;
    fs::remove(logs[0]);
    EXPECT_FALSE(chain.open());
    EXPECT_TRUE(says(chain.trouble, "DAMAGED")) << chain.trouble;
    ASSERT_TRUE(ops::write_durably(logs[0], whole));
    ASSERT_TRUE(chain.open()) << chain.trouble;
}

TEST_F(DiskTest, a_failing_disk_is_a_fault_and_the_ledger_goes_on_when_it_is_mended) {
    for (std::uint64_t round = 0; round < 6; ++round) {
        ASSERT_TRUE(chain.write({chain.add("a", 1, 100 * round)}));
        const bool in_sync = round % 2 == 1;
        in_sync ? disk->fail_syncs(true) : disk->fail_writes(true);
        const auto failed = chain.write(many(100 * round + 1));
        ASSERT_FALSE(failed);
        EXPECT_TRUE(says(failed.error().what, "DISK_FAILS")) << failed.error().what;
        EXPECT_TRUE(says(failed.error().what, "start the node again")) << failed.error().what;
        // Nothing more is written, whichever step finds that out.
        const auto pruned = chain.store->prune(0);
        const auto next = chain.write({chain.add("a", 1, 100 * round + 90)});
        constexpr const char* stopped = "takes no blocks after a failed write";
        EXPECT_TRUE(kit::is_fault(pruned, "DISK_FAILS") || kit::is_fault(next, stopped))
            << kit::what_of(pruned) << "; " << kit::what_of(next);
        in_sync ? disk->fail_syncs(false) : disk->fail_writes(false);
        const Height acknowledged = chain.ledger.tip.height;
        chain.options.acknowledged_height = acknowledged;
        ASSERT_TRUE(chain.open()) << chain.trouble;
        EXPECT_GE(chain.ledger.tip.height, acknowledged);
        EXPECT_EQ(chain.value("a"), round + 1);
    }
}

TEST_F(DiskTest, a_disk_that_is_full_or_fails_at_the_start_says_so) {
    ASSERT_TRUE(chain.write(many(1)));
    chain.store.reset();
    disk->fill(true);
    EXPECT_FALSE(chain.open());
    EXPECT_TRUE(says(chain.trouble, "DISK_FULL")) << chain.trouble;
    disk->fill(false);
    disk->fail_writes(true);
    EXPECT_FALSE(chain.open());
    EXPECT_TRUE(says(chain.trouble, "DISK_FAILS")) << chain.trouble;
    disk->fail_writes(false);
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.tip.height, 1);
}

// Nothing goes on by itself behind a node that has stopped, so nothing keeps it from ending.
TEST_F(DiskTest, a_ledger_whose_disk_failed_in_the_background_closes_at_once) {
    for (const bool is_full : {true, false}) {
        ASSERT_TRUE(chain.write(many(is_full ? 1 : 1'000)));
        const auto& database = chain.store->database();
        is_full ? disk->fill(true) : disk->fail_writes(true);
        EXPECT_FALSE(database.db().Flush({}, database.family(Family::rows)).ok());
        const auto failed = chain.write(many(is_full ? 2'000 : 3'000));
        ASSERT_FALSE(failed);
        EXPECT_TRUE(says(failed.error().what, is_full ? "DISK_FULL" : "DISK_FAILS"))
            << failed.error().what;
        const auto before = std::chrono::steady_clock::now();
        chain.store.reset();
        EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{3});
        disk->fill(false);
        disk->fail_writes(false);
        ASSERT_TRUE(chain.open()) << chain.trouble;
    }
}

// Lowers what this process may open to so many more than it has open now.
class FewFiles {
  public:
    explicit FewFiles(rlim_t more) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlim_t open = 0;
        for (const auto& entry : fs::directory_iterator("/proc/self/fd")) open += entry.exists();
        rlimit lowered = before_;
        lowered.rlim_cur = open + more;
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &lowered), 0);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewFiles(const FewFiles&) = delete;
    FewFiles& operator=(const FewFiles&) = delete;

  private:
    rlimit before_{};
};

TEST_F(DiskTest, a_ledger_of_more_files_than_may_be_open_opens_all_the_same) {
    for (std::uint64_t i = 0; i < 40; ++i) {
        ASSERT_TRUE(chain.write({chain.add("a", 1, i)}));
        const auto& database = chain.store->database();
        for (std::size_t family = 0; family < family_count; ++family) {
            auto* handle = database.family(static_cast<Family>(family));
            ASSERT_TRUE(
                database.db().SetOptions(handle, {{"disable_auto_compactions", "true"}}).ok());
            ASSERT_TRUE(database.db().Flush({}, handle).ok());
        }
    }
    chain.store.reset();
    std::size_t tables = 0;
    for (const auto& entry : fs::directory_iterator(folder / "ledger"))
        tables += entry.path().extension() == ".sst" ? 1 : 0;
    ASSERT_GT(tables, 200U);
    {
        const FewFiles few{120};
        const auto reader = LedgerStore::open(folder / "ledger", OpenMode::read_only);
        EXPECT_TRUE(reader) << reader.error().what;
    }
    {
        const FewFiles few{120};
        EXPECT_TRUE(chain.open()) << chain.trouble;
    }
    EXPECT_EQ(chain.value("a"), 40);
}

TEST_F(DiskTest, what_is_unfinished_in_a_log_is_counted_and_what_is_whole_is_not) {
    for (std::uint64_t i = 0; i < 3; ++i) ASSERT_TRUE(chain.write(many(1'000 * i)));
    chain.store.reset();
    EXPECT_EQ(unfinished_bytes_in(folder / "ledger"), 0U);
    EXPECT_EQ(unfinished_bytes_in(folder / "none"), 0U);
    for (const auto& entry : fs::directory_iterator(folder / "ledger")) {
        if (entry.path().extension() != ".log") continue;
        const auto log = *ops::read_whole(entry.path());
        EXPECT_EQ(unfinished_bytes(log), 0U);
        EXPECT_EQ(unfinished_bytes(log + Bytes(9'000, '\0')), 0U);
        EXPECT_EQ(unfinished_bytes(log + Bytes(4'096, '\0') + "page"), 4'100U);
        EXPECT_GT(unfinished_bytes(BytesView{log}.substr(0, log.size() - 1)), 10'000U);
        for (std::size_t size = 0; size < log.size(); size += 97)
            EXPECT_LE(unfinished_bytes(BytesView{log}.substr(0, size)), size);
    }
}

// RocksDB's own log aborts the process when it cannot be written; so there is none.
TEST_F(DiskTest, leaves_no_log_of_the_database_itself) {
    ASSERT_TRUE(chain.write(many(1)));
    ASSERT_TRUE(chain.open());
    const auto reader = LedgerStore::open(folder / "ledger", OpenMode::read_only);
    ASSERT_TRUE(reader);
    for (const auto& entry : fs::directory_iterator(folder / "ledger"))
        EXPECT_FALSE(entry.path().filename().string().starts_with("LOG")) << entry.path();
}

TEST_F(DiskTest, nothing_that_can_be_removed_by_name_lets_a_second_process_in) {
    for (const auto& entry : fs::directory_iterator(folder / "ledger")) {
        if (entry.path().filename() == "LOCK") fs::remove(entry.path());
    }
    const auto second = LedgerStore::open(folder / "ledger", OpenMode::read_write);
    ASSERT_FALSE(second);
    EXPECT_TRUE(says(second.error().what, "in use by another process")) << second.error().what;
    fs::create_directory_symlink(folder / "ledger", folder / "alias");
    EXPECT_TRUE(kit::is_fault(LedgerStore::open(folder / "alias", OpenMode::read_write),
                              "in use by another process"));
    fs::rename(folder / "ledger", folder / "moved");
    EXPECT_TRUE(kit::is_fault(LedgerStore::open(folder / "moved", OpenMode::read_write),
                              "in use by another process"));
}

}  // namespace
}  // namespace linlian::storage
