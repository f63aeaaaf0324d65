#include "engine/seal/seal_record.h"

#include "crypto/hash.h"
#include "kit/code_of.h"
#include "kit/folder.h"
#include "ops/files/durable_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace linlian::engine {
namespace {

SealedBlock block_at(Height height) { return {height, 0, sha256(std::to_string(height))}; }

struct RecordTest : testing::Test {
    kit::Folder folder;
    std::filesystem::path path = folder / "node/last_seal";

    RecordTest() {
        EXPECT_TRUE(SealRecord::write_new(path, {sha256("community"), {}, {}}));
        auto record = SealRecord::open(path);
        EXPECT_TRUE(record);
        for (Height height = 1; height <= 5; ++height)
            EXPECT_TRUE(record->advance(block_at(height), std::nullopt));
    }
};

TEST_F(RecordTest, says_what_was_sealed_last_and_is_for_its_user_only) {
    const auto last = SealRecord::read(path);
    ASSERT_TRUE(last && *last);
    EXPECT_EQ((*last)->block, block_at(5));
    EXPECT_EQ((*last)->community, sha256("community"));
    struct stat about {};
    ASSERT_EQ(::stat(path.c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600U);
    ASSERT_EQ(::stat(path.parent_path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0700U);
}

TEST_F(RecordTest, is_held_by_one_process_at_a_time) {
    const auto first = SealRecord::open(path);
    ASSERT_TRUE(first);
    const auto second = SealRecord::open(path);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().what.find("IN_USE"), std::string::npos) << second.error().what;
}

TEST_F(RecordTest, is_missed_when_it_goes_while_it_is_held) {
    auto record = SealRecord::open(path);
    ASSERT_TRUE(record);
    std::filesystem::rename(path, folder / "elsewhere");
    const auto lost = record->advance(block_at(6), std::nullopt);
    ASSERT_FALSE(lost);
    EXPECT_NE(lost.error().what.find("RECORD_MISSING"), std::string::npos);
    const auto none = SealRecord::open(path);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().what.find("linlian confirm head"), std::string::npos);
    EXPECT_FALSE(SealRecord::read(path)->has_value());
}

// A write that is torn anywhere leaves the block before, which was settled; never nonsense.
TEST_F(RecordTest, survives_a_torn_write_of_the_newest_place) {
    const auto good = *ops::read_whole(path);
    for (std::size_t place = 0; place < good.size(); place += 4096) {
        for (std::size_t from = 0; from < 200; from += 13) {
            auto torn = good;
            torn.replace(place + from, 200, Bytes(200, '\x5a'));
            ASSERT_TRUE(ops::write_durably(path, torn));
            const auto last = SealRecord::read(path);
            ASSERT_TRUE(last && *last);
            EXPECT_TRUE((*last)->block == block_at(5) || (*last)->block == block_at(4));
        }
    }
}

TEST_F(RecordTest, is_a_fault_where_something_else_stands_in_its_place) {
    std::filesystem::resize_file(path, std::uintmax_t{1} << 40);
    EXPECT_TRUE(kit::is_fault(SealRecord::read(path), "TOO_LARGE"));
    EXPECT_TRUE(kit::is_fault(SealRecord::open(path), "TOO_LARGE"));
    std::filesystem::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_TRUE(kit::is_fault(SealRecord::read(path), "NOT_A_FILE"));
    EXPECT_TRUE(kit::is_fault(SealRecord::open(path), "NOT_A_FILE"));
}

TEST_F(RecordTest, is_a_fault_when_neither_place_reads) {
    for (const auto& content : {Bytes{}, Bytes(3, 'x'), Bytes(8192, '\0'), Bytes(9000, '\xff')}) {
        ASSERT_TRUE(ops::write_durably(path, content));
        const auto last = SealRecord::read(path);
        ASSERT_FALSE(last);
        EXPECT_NE(last.error().what.find("RECORD_DAMAGED"), std::string::npos);
        EXPECT_TRUE(kit::is_fault(SealRecord::open(path), "RECORD_DAMAGED"));
    }
}

}  // namespace
}  // namespace linlian::engine
