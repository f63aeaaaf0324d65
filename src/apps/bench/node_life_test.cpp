// The folder of a node from `init` to `doctor`: founded whole or not at all, started only where it
// reaches what its key has signed, and every fault told with its way out.
#include "apps/bench/bench_ledger.h"
#include "crypto/hash.h"
#include "engine/seal/confirm_head.h"
#include "kit/code_of.h"
#include "kit/folder.h"
#include "node/doctor.h"
#include "ops/files/durable_file.h"
#include "storage/rows/database.h"
#include "storage/rows/tip_record.h"

#include <gtest/gtest.h>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

namespace fs = std::filesystem;

bool says(const std::string& text, const char* words) {
    return text.find(words) != std::string::npos;
}

struct NodeLife : testing::Test {
    kit::Folder folder;
    fs::path data = folder / "data";
    BenchPlan plan{1, 2};

    std::string found() const {
        const auto made = found_bench_ledger(data, plan);
        if (made) return "";
        const auto& refusal = made.error().back();
        return refusal.code + (refusal.figures.empty() ? "" : " " + refusal.figures[0].value);
    }
    // Starts a node without an API, lets it record, and stops it; why not, or "".
    std::string run_once() const {
        NodeOptions options;
        options.data = data;
        options.port = 0;
        const auto node = Node::start(options, ops::Log::silent());
        if (!node) return node.error().what;
        const auto filled = fill_bench_ledger((*node)->ledger(), plan, [](auto, auto) {});
        return filled ? "" : filled.error().code;
    }
    // What the doctor says of this, and whether it is well.
    std::pair<bool, std::string> doctor(const std::string& what) const {
        for (const auto& finding : examine(data.string(), "127.0.0.1", 1)) {
            if (finding.what == what) return {finding.is_well, finding.says};
        }
        return {false, "nothing of " + what};
    }
};

TEST_F(NodeLife, is_founded_again_after_a_founding_that_was_killed) {
    ASSERT_EQ(found(), "");
    // As a kill leaves it before the last step: key, record and half a ledger beside.
    fs::rename(data / "ledger", data / "ledger.founding");
    fs::remove(data / "ledger.founding/CURRENT");
    EXPECT_EQ(found(), "");
    EXPECT_FALSE(fs::exists(data / "ledger.founding"));
    EXPECT_EQ(run_once(), "");
    EXPECT_TRUE(says(found(), "LEDGER_EXISTS"));
}

TEST_F(NodeLife, is_not_founded_over_a_key_that_has_sealed_another_ledger) {
    ASSERT_EQ(found(), "");
    ASSERT_EQ(run_once(), "");
    fs::rename(data / "ledger", folder / "elsewhere");
    EXPECT_TRUE(says(found(), "blocks of another ledger")) << found();
}

TEST_F(NodeLife, is_not_founded_over_a_damaged_key) {
    ASSERT_TRUE(ops::write_durably(validator_file(data), "no key"));
    EXPECT_NE(found(), "");
    EXPECT_EQ(*ops::read_whole(validator_file(data)), "no key");
}

TEST_F(NodeLife, does_not_start_short_of_what_its_key_has_signed_and_the_doctor_says_so) {
    ASSERT_EQ(found(), "");
    ASSERT_EQ(run_once(), "");
    EXPECT_TRUE(doctor("ledger").first) << doctor("ledger").second;
    EXPECT_TRUE(doctor("signer's record").first);
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(data / "ledger")) {
        if (entry.path().extension() == ".log" && entry.path() > newest) newest = entry.path();
    }
    const auto whole = *ops::read_whole(newest);
    fs::resize_file(newest, whole.size() - 100);
    EXPECT_TRUE(says(run_once(), "ACKNOWLEDGED_MISSING")) << run_once();
    const auto [is_well, finding] = doctor("ledger");
    EXPECT_FALSE(is_well);
    EXPECT_TRUE(says(finding, "ACKNOWLEDGED_MISSING")) << finding;
    EXPECT_TRUE(says(finding, "linlian confirm head")) << finding;
    const auto opened = open_ledger(data, storage::OpenMode::read_only);
    EXPECT_TRUE(kit::is_fault(opened, "ACKNOWLEDGED_MISSING")) << kit::what_of(opened);
    ASSERT_TRUE(ops::write_durably(newest, whole));
    EXPECT_TRUE(doctor("ledger").first) << doctor("ledger").second;
}

TEST_F(NodeLife, goes_on_without_its_record_once_the_operator_confirmed_the_head) {
    ASSERT_EQ(found(), "");
    ASSERT_EQ(run_once(), "");
    fs::remove(seal_file(data));
    EXPECT_TRUE(says(run_once(), "RECORD_MISSING"));
    EXPECT_FALSE(doctor("signer's record").first);
    {
        const auto store = open_ledger(data, storage::OpenMode::read_only);
        ASSERT_TRUE(store);
        const auto tip = (*store)->tip();
        ASSERT_TRUE(
            engine::confirm_head(**store, seal_file(data), {tip.height, tip.log.root()}, tip.time));
    }
    NodeOptions options;
    options.data = data;
    options.port = 0;
    EXPECT_TRUE(Node::start(options, ops::Log::silent()));
    EXPECT_TRUE(doctor("signer's record").first);
}

// Of the same height, and yet another history: the hash is compared, not the height alone.
TEST_F(NodeLife, the_doctor_sees_a_ledger_that_is_not_the_one_its_key_has_signed) {
    ASSERT_EQ(found(), "");
    ASSERT_EQ(run_once(), "");
    auto last = **engine::SealRecord::read(seal_file(data));
    last.block.hash = sha256("a block of another history");
    ASSERT_TRUE(engine::SealRecord::write_new(seal_file(data), last));
    EXPECT_FALSE(doctor("signer's record").first);
    EXPECT_TRUE(says(doctor("signer's record").second, "SECOND_HISTORY"));
}

// Rows and tip that fit each other, and that no key has signed.
TEST_F(NodeLife, the_doctor_sees_a_state_that_somebody_put_in_beside_the_program) {
    ASSERT_EQ(found(), "");
    ASSERT_EQ(run_once(), "");
    EXPECT_TRUE(doctor("ledger").first) << doctor("ledger").second;
    {
        auto store = open_ledger(data, storage::OpenMode::read_write);
        ASSERT_TRUE(store) << store.error().what;
        const auto& database = (*store)->database();
        ASSERT_TRUE(database.db()
                        .Delete({}, database.family(storage::Family::meta),
                                storage::slice(storage::undo_name))
                        .ok());
    }
    EXPECT_FALSE(doctor("ledger").first);
    EXPECT_TRUE(says(doctor("ledger").second, "STATE_NOT_SEALED")) << doctor("ledger").second;
}

TEST_F(NodeLife, the_doctor_names_a_folder_that_is_none) {
    ASSERT_TRUE(ops::write_durably(data, "a file"));
    EXPECT_TRUE(says(doctor("folder").second, "NOT_A_FOLDER")) << doctor("folder").second;
    ASSERT_TRUE(fs::remove(data));
    EXPECT_TRUE(says(doctor("folder").second, "is not there"));
    EXPECT_TRUE(says(doctor("ledger").second, "there is no ledger"));
}

}  // namespace
}  // namespace linlian::apps
