// The signer's record cannot be written, or only in part, at every step of it: the node stops
// sealing and says why, acknowledges nothing that is not on record, and after a start goes on with
// the one history that it has signed.
#include "engine/line/signed_check.h"
#include "kit/faulty_calls.h"
#include "kit/solo_node.h"
#include "ops/files/durable_file.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace linlian::engine {
namespace {

using Kind = TransactionStatus::Kind;

struct Step {
    const char* call;
    int error;
    const char* code;
    int passing;
};

class SealFaults : public testing::TestWithParam<Step> {
  public:
    ~SealFaults() override { kit::FaultyCalls::all().heal(); }
};

// By height, the hash of every block that is in the ledger, seen or not.
std::map<Height, Hash32> blocks_of(const storage::LedgerStore& store) {
    std::map<Height, Hash32> hashes;
    for (Height height = 1; height <= store.tip().height; ++height)
        hashes[height] = *hash_of(*store.block(height));
    return hashes;
}

TEST_P(SealFaults, stop_the_node_and_begin_no_second_history) {
    const auto& step = GetParam();
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    const Height seen = node.height();
    kit::FaultyCalls::all().fail(step.call, "last_seal", step.error, step.passing);
    const Bytes act = node.sign("ana", node.add("a", 1));
    const auto ids = node.engine->submit({act});
    ASSERT_TRUE(ids[0]);
    ASSERT_TRUE(node.wait_until([&] { return !node.engine->health().ready; }));
    const auto trouble = node.engine->health().trouble;
    EXPECT_NE(trouble.find(step.code), std::string::npos) << trouble;
    EXPECT_NE(trouble.find("last_seal"), std::string::npos) << trouble;
    EXPECT_EQ(node.height(), seen + static_cast<Height>(step.passing))
        << "nobody sees a block that is not on record";
    EXPECT_EQ(node.engine->submit({node.sign("ana", node.add("a", 1))})[0].error().code,
              "engine.NOT_READY");
    const auto signed_blocks = blocks_of(*node.store);
    EXPECT_GE(kit::FaultyCalls::all().heal(), 1);
    node.stop();

    ASSERT_TRUE(node.start()) << node.trouble;
    const auto again = node.record({act});
    EXPECT_EQ(again[0].kind, Kind::recorded);
    EXPECT_EQ(node.value("a"), 2) << "once, whether it was in the ledger already or not";
    ASSERT_TRUE(node.is_quiet());
    const auto now = blocks_of(*node.store);
    for (const auto& [height, hash] : signed_blocks) EXPECT_EQ(now.at(height), hash) << height;
    EXPECT_TRUE(check_signed(*node.store, **SealRecord::read(node.record_file())));
    EXPECT_EQ((*SealRecord::read(node.record_file()))->block.height, node.height());
}

INSTANTIATE_TEST_SUITE_P(
    Steps, SealFaults,
    testing::Values(Step{"pwrite", ENOSPC, "DISK_FULL", 0}, Step{"pwrite", EIO, "DISK_FAILS", 0},
                    Step{"pwrite", EDQUOT, "DISK_FULL", 0}, Step{"pwrite", EROFS, "READ_ONLY", 0},
                    Step{"fdatasync", EIO, "DISK_FAILS", 0},
                    Step{"fdatasync", ENOSPC, "DISK_FULL", 0}, Step{"pwrite", EIO, "DISK_FAILS", 1},
                    Step{"fdatasync", EIO, "DISK_FAILS", 1}),
    [](const auto& named) { return std::string{named.param.call} + std::to_string(named.index); });

// Where its disk fails as the node starts, it does not start.
TEST(SealFaultsAtStart, are_said_before_anything_is_sealed) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    node.stop();
    for (const char* call : {"pwrite", "fdatasync"}) {
        kit::FaultyCalls::all().fail(call, "last_seal", EIO);
        EXPECT_FALSE(node.start()) << call;
        EXPECT_NE(node.trouble.find("DISK_FAILS"), std::string::npos) << node.trouble;
        EXPECT_GE(kit::FaultyCalls::all().heal(), 1);
        node.stop();
    }
    EXPECT_TRUE(node.start()) << node.trouble;
}

// What a start read from the record may never have reached the disk, where a sync had failed: it is
// written again, in the other place, so that losing the first one loses nothing.
TEST(SealFaultsAtStart, what_was_read_is_on_the_disk_before_it_counts) {
    kit::SoloNode node;
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    node.stop();
    const auto before = **SealRecord::read(node.record_file());
    { ASSERT_TRUE(SealRecord::open(node.record_file())); }
    const auto whole = *ops::read_whole(node.record_file());
    for (const std::size_t place : {std::size_t{0}, std::size_t{4096}}) {
        auto lost = whole;
        lost.replace(place, 200, Bytes(200, '\0'));
        ASSERT_TRUE(ops::write_durably(node.record_file(), lost));
        const auto left = SealRecord::read(node.record_file());
        ASSERT_TRUE(left && *left);
        EXPECT_EQ((*left)->block, before.block) << place;
    }
}

// Founding, and confirming a head: the old record is there, or the new one, whole.
TEST(SealFaultsAtStart, a_record_that_is_written_anew_is_the_old_or_the_new_one) {
    const kit::Folder folder;
    const auto path = folder / "last_seal";
    const LastSeal old{sha256("community"), {1, 0, sha256("1")}, {}};
    const LastSeal next{sha256("community"), {2, 0, sha256("2")}, {}};
    for (const char* call : {"write", "fsync", "renameat2"}) {
        ASSERT_TRUE(SealRecord::write_new(path, old));
        kit::FaultyCalls::all().fail(call, "last_seal", EIO);
        const auto failed = SealRecord::write_new(path, next);
        EXPECT_GE(kit::FaultyCalls::all().heal(), 1) << call;
        ASSERT_FALSE(failed) << call;
        EXPECT_NE(failed.error().what.find("DISK_FAILS"), std::string::npos);
        EXPECT_EQ((*SealRecord::read(path))->block, old.block) << call;
    }
}

}  // namespace
}  // namespace linlian::engine
