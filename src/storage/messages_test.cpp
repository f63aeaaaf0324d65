// What an operator reads when a ledger cannot be opened: the cause and the way out of each, never
// advice that loses acts where nothing is damaged, and always an answer within a bounded time.
#include "kit/chain.h"
#include "ops/files/durable_file.h"
#include "storage/rows/database.h"
#include "storage/rows/disk_status.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <unistd.h>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

bool says(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

std::string why_not(const fs::path& ledger, OpenMode mode = OpenMode::read_write) {
    const auto store = LedgerStore::open(ledger, mode);
    return store ? "" : store.error().what;
}

struct Cause {
    rocksdb::Status status;
    const char* code;
    const char* way_out;
};

TEST(Messages, tell_the_cause_of_every_status_and_the_way_out) {
    using rocksdb::Status;
    const Cause table[] = {
        {Status::IOError("While open: /a/lock/000001.log", "Permission denied"),
         "PERMISSION_DENIED", "owner or rights"},
        {Status::IOError("While open: /x", "Read-only file system"), "READ_ONLY", "writable"},
        {Status::IOError("While open: /x", "Not a directory"), "NOT_A_FOLDER", "check the path"},
        {Status::IOError("While open: /x", "Too many open files"), "TOO_MANY_FILES", "ulimit -n"},
        {Status::IOError("While open: /x", "No such file or directory"), "NOT_THERE", "mount"},
        {Status::IOError("While fsync: /x", "Input/output error"), "DISK_FAILS", "replace it"},
        {Status::NoSpace("While append: /x", "No space left on device"), "DISK_FULL", "free some"},
        {Status::IOError("While append: /x", "Disk quota exceeded"), "DISK_FULL", "free some"},
        {Status::IOError("While lock file: /x/LOCK", "Resource temporarily unavailable"), "IN_USE",
         "stop that process"},
        {Status::MemoryLimit("cache"), "OUT_OF_MEMORY", "add memory"},
        {Status::Corruption("block checksum mismatch"), "DAMAGED", "restore the latest backup"},
    };
    for (const auto& [status, code, way_out] : table) {
        const auto what = store_fault("/srv/lock/ledger", "opened", status).what;
        EXPECT_TRUE(says(what, code)) << what;
        EXPECT_TRUE(says(what, way_out)) << what;
        EXPECT_EQ(says(what, "restore the latest backup"), status.IsCorruption()) << what;
    }
    // Words in a path or in somebody's name are no cause.
    const auto named = store_fault("/srv/x", "opened", Status::Aborted("lock of No space")).what;
    EXPECT_FALSE(says(named, "IN_USE")) << named;
    EXPECT_FALSE(says(named, "DISK_FULL")) << named;
}

TEST(Messages, of_folders_that_are_no_ledger) {
    const kit::Folder folder;
    ASSERT_TRUE(ops::write_durably(folder / "file", "x"));
    fs::create_directory(folder / "empty");
    for (const auto mode : {OpenMode::read_write, OpenMode::read_only}) {
        EXPECT_TRUE(says(why_not(folder / "none", mode), "there is no ledger"));
        EXPECT_TRUE(says(why_not(folder / "empty", mode), "there is no ledger"));
        EXPECT_TRUE(says(why_not(folder / "file", mode), "NOT_A_FOLDER"));
        EXPECT_TRUE(says(why_not(folder / "file" / "ledger", mode), "NOT_A_FOLDER"))
            << why_not(folder / "file" / "ledger", mode);
    }
}

TEST(Messages, of_a_ledger_whose_path_names_a_lock) {
    const kit::Folder folder;
    kit::Chain chain{folder / "block LOCK" / "ledger"};
    chain.store.reset();
    for (const auto& entry : fs::directory_iterator(chain.folder)) {
        if (entry.path().filename().string().starts_with("MANIFEST"))
            fs::resize_file(entry.path(), 10);
    }
    const auto what = why_not(chain.folder);
    EXPECT_FALSE(says(what, "in use")) << what;
    EXPECT_TRUE(says(what, "DAMAGED")) << what;
}

TEST(Messages, of_too_few_descriptors) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    chain.store.reset();
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    ASSERT_GE(next, 0);
    ::close(next);
    for (const rlim_t spare : {rlim_t{0}, rlim_t{2}, rlim_t{4}}) {
        const rlimit few{static_cast<rlim_t>(next) + spare, before.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
        const auto what = why_not(folder / "ledger");
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
        EXPECT_TRUE(says(what, "TOO_MANY_FILES")) << spare << ": " << what;
    }
    EXPECT_EQ(why_not(folder / "ledger"), "");
}

// Opens in a process of its own; -1: it had to be stopped.
int opened_within(const fs::path& ledger, OpenMode mode, unsigned seconds) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::alarm(seconds);
        const auto store = LedgerStore::open(ledger, mode);
        ::_exit(store ? 1 : says(store.error().what, "DAMAGED") ? 2 : 3);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Messages, come_within_a_bounded_time_whatever_bit_of_the_manifest_is_flipped) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    for (std::uint64_t i = 0; i < 3; ++i) ASSERT_TRUE(chain.write({chain.add("a", 1, i)}));
    ASSERT_TRUE(chain.open());
    chain.store.reset();
    fs::path manifest;
    for (const auto& entry : fs::directory_iterator(folder / "ledger")) {
        if (entry.path().filename().string().starts_with("MANIFEST")) manifest = entry.path();
    }
    const auto whole = *ops::read_whole(manifest);
    for (std::size_t at = 0; at < whole.size(); at += 16) {
        auto bad = whole;
        bad[at] = static_cast<char>(bad[at] ^ (1 << at / 16 % 8));
        ASSERT_TRUE(ops::write_durably(manifest, bad));
        EXPECT_GT(opened_within(folder / "ledger", OpenMode::read_only, 10), 0)
            << "byte " << at << " of " << whole.size();
    }
    ASSERT_TRUE(ops::write_durably(manifest, whole));
    EXPECT_EQ(why_not(folder / "ledger", OpenMode::read_only), "");
}

}  // namespace
}  // namespace linlian::storage
