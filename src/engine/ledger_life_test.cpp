// What happens to the ledger of a real engine: verified by replay, moved by snapshot, out of disk.
#include "engine/read/ledger_bundles.h"
#include "kit/faulty_disk.h"
#include "kit/solo_node.h"
#include "storage/replay/replay.h"
#include "storage/rows/database.h"
#include "storage/snapshot/snapshot.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

using Kind = TransactionStatus::Kind;

void fill(kit::SoloNode& node) {
    for (int round = 0; round < 5; ++round) {
        std::vector<Bytes> many;
        for (int i = 0; i < 60; ++i)
            many.push_back(node.sign(
                "author" + std::to_string(i % 9),
                node.add("n" + std::to_string(i), i % 5 == 0 ? -3 : 2, i == 7 ? 5'000 : 0)));
        node.record(std::move(many));
        node.clock.pass(10'000);
        node.engine->look();
        ASSERT_TRUE(node.wait_until([&] {
            const auto due = machine::next_due(node.engine->committed()->rows());
            return !due || *due > node.clock.wall();
        }));
        ASSERT_TRUE(node.is_quiet());
    }
}

std::string replay_trouble(const kit::SoloNode& node) {
    ops::WorkerPool workers{2};
    const auto report = storage::replay(node.program, *node.store, workers);
    return report ? "" : report.error().what;
}

TEST(Replay, comes_to_the_same_roots) {
    kit::SoloNode node;
    fill(node);
    ops::WorkerPool workers{2};
    const auto reader = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
    ASSERT_TRUE(reader);
    const auto report = storage::replay(node.program, **reader, workers);
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_EQ(report->transactions, 300);
    EXPECT_EQ(report->tip.app_hash(), node.engine->committed()->tip().app_hash());
}

TEST(Replay, names_the_block_in_which_something_was_changed) {
    kit::SoloNode node;
    fill(node);
    node.engine.reset();
    const auto& database = node.store->database();
    const auto change = [&](storage::Family family, const Bytes& key, const Bytes& value) {
        const auto before = database.get(family, key);
        ASSERT_TRUE(database.db().Put({}, database.family(family), key, value).ok());
        const std::string trouble = replay_trouble(node);
        EXPECT_NE(trouble, "") << key;
        const bool named = trouble.find("block 3: ") != std::string::npos;
        EXPECT_TRUE(named || family == storage::Family::rows) << trouble;
        ASSERT_TRUE(before);
        ASSERT_TRUE(database.db().Put({}, database.family(family), key, *before).ok());
    };
    EXPECT_EQ(replay_trouble(node), "");
    const Bytes block = *database.get(storage::Family::blocks, storage::number_key(3));
    for (std::size_t at = 5; at < block.size(); at += block.size() / 40) {
        Bytes changed = block;
        changed[at] ^= 1;
        change(storage::Family::blocks, storage::number_key(3), changed);
    }
    Bytes rows = *database.get(storage::Family::rows, kit::counters.key("n1"));
    rows.back() ^= 1;
    change(storage::Family::rows, kit::counters.key("n1"), rows);
}

// The rows are compared in parts of 20,000, side by side: nothing is lost where two of them meet.
TEST(Replay, compares_every_row_also_where_its_parts_meet) {
    kit::SoloNode node{{}, 45'000};
    node.engine.reset();
    const auto& database = node.store->database();
    auto& db = database.db();
    auto* family = database.family(storage::Family::rows);
    std::vector<std::pair<Bytes, Bytes>> rows;
    node.store->rows()->scan("", "\xff", [&](BytesView key, BytesView value) {
        rows.emplace_back(key, value);
        return true;
    });
    ASSERT_GT(rows.size(), 45'000U);
    EXPECT_EQ(replay_trouble(node), "");
    for (const std::size_t number : {std::size_t{0}, std::size_t{19'998}, std::size_t{19'999},
                                     std::size_t{20'000}, std::size_t{39'999}, rows.size() - 1}) {
        const auto& [key, value] = rows.at(number);
        ASSERT_TRUE(db.Delete({}, family, key).ok());
        EXPECT_NE(replay_trouble(node), "") << "row " << number << " is missing";
        ASSERT_TRUE(db.Put({}, family, key, value).ok());
        ASSERT_TRUE(db.Put({}, family, key + "x", value).ok());
        EXPECT_NE(replay_trouble(node), "") << "a row too many behind " << number;
        ASSERT_TRUE(db.Delete({}, family, key + "x").ok());
    }
    EXPECT_EQ(replay_trouble(node), "");
}

TEST(SoloEngine, goes_on_from_a_snapshot_of_another_node) {
    kit::SoloNode node;
    fill(node);
    ASSERT_TRUE(node.is_quiet());
    ASSERT_TRUE(storage::export_snapshot(*node.store, node.folder / "snapshot"));
    const auto tip = node.engine->committed()->tip();
    const Bytes repeated = node.sign("ana", node.add("n1", 1), kit::nonce_of(1));
    node.stop();
    storage::SnapshotAnchor anchor;
    {
        const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_write);
        anchor = {(*store)->community(), tip.app_hash()};
    }
    std::filesystem::rename(node.ledger(), node.folder / "old");
    const auto imported =
        storage::import_snapshot(node.program, node.folder / "snapshot", anchor, node.ledger());
    ASSERT_TRUE(imported) << imported.error().what;
    EXPECT_EQ(imported->tip.height, tip.height);
    ASSERT_TRUE(node.start()) << node.trouble;
    EXPECT_EQ(node.engine->committed()->tip().app_hash(), tip.app_hash());
    const auto standings = node.record({repeated});
    EXPECT_EQ(standings[0].kind, Kind::recorded);
    EXPECT_EQ(standings[0].leaf_index, tip.log.size());
}

// What lies before its snapshot it never had, and it says so.
TEST(SoloEngine, that_began_with_a_snapshot_says_how_far_its_history_reaches) {
    kit::SoloNode node;
    for (int months = 0; months < 3; ++months) {
        std::vector<Bytes> many;
        for (int i = 0; i < 300; ++i) many.push_back(node.sign("ana", node.add("a", 1)));
        node.record(std::move(many));
        node.clock.pass(30 * ms_per_day);
        node.engine->look();
    }
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    ASSERT_TRUE(storage::export_snapshot(*node.store, node.folder / "snapshot"));
    const storage::SnapshotAnchor anchor{node.store->community(), std::nullopt};
    const Height height = node.height();
    node.stop();
    std::filesystem::rename(node.ledger(), node.folder / "old");
    ASSERT_TRUE(
        storage::import_snapshot(node.program, node.folder / "snapshot", anchor, node.ledger()));
    ASSERT_TRUE(node.start()) << node.trouble;
    ASSERT_EQ(node.height(), height);
    const LedgerBundles bundles{node.program, *node.store, *node.engine};
    const auto proven = [&](std::uint64_t size) {
        const auto bundle =
            node.bundle([&](const Committed& at) { return bundles.prove_prefix(at, size); });
        return bundle ? "" : bundle.error().code;
    };
    EXPECT_EQ(proven(10), "engine.HEAD_TOO_OLD");
    EXPECT_EQ(proven(901), "");
}

TEST(SoloEngine, stops_with_clear_words_when_the_disk_is_full_and_goes_on_later) {
    const auto disk = std::make_shared<kit::FaultyDisk>();
    const auto env = rocksdb::NewCompositeEnv(disk);
    kit::SoloNode node;
    node.stop();
    node.store_options.env = env.get();
    ASSERT_TRUE(node.start()) << node.trouble;
    node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    disk->fill(true);
    const auto ids = node.engine->submit({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(ids[0]);
    const auto held = node.engine->await({*ids[0]}, std::chrono::seconds{20});
    EXPECT_NE(held[0].kind, Kind::recorded);
    EXPECT_NE(node.engine->health().trouble.find("is full"), std::string::npos);
    EXPECT_EQ(node.engine->health().trouble_code, "STOPPED");
    EXPECT_EQ(node.engine->submit({node.sign("ana", node.add("a", 1))})[0].error().code,
              "engine.NOT_READY");
    EXPECT_EQ(node.value("a"), 1);
    disk->fill(false);
    node.stop();
    ASSERT_TRUE(node.start()) << node.trouble;
    EXPECT_EQ(node.value("a"), 1);
    node.record({node.sign("ana", node.add("a", 1))});
    EXPECT_EQ(node.value("a"), 2);
    node.stop();  // before the disk goes
}

TEST(SoloEngine, loses_no_receipt_it_gave_when_the_power_fails) {
    const auto disk = std::make_shared<kit::FaultyDisk>();
    const auto env = rocksdb::NewCompositeEnv(disk);
    kit::SoloNode node;
    node.stop();
    node.store_options.env = env.get();
    ASSERT_TRUE(node.start()) << node.trouble;
    std::int64_t acknowledged = 0;
    for (int round = 0; round < 3; ++round) {
        // The power fails while more is on its way, after so many receipts of this round.
        std::atomic<int> receipts = 0;
        std::jthread cutter{[&, round] {
            EXPECT_TRUE(kit::soon([&] { return receipts >= 2 + 8 * round; }));
            disk->cut_power();
        }};
        while (node.engine->health().ready) {
            std::vector<Hash32> ids;
            for (auto& answer : node.engine->submit(
                     {node.sign("ana", node.add("a", 1)), node.sign("ben", node.add("a", 1))}))
                if (answer) ids.push_back(*answer);
            for (const auto& standing : node.engine->await(ids, std::chrono::seconds{20}))
                receipts += standing.kind == Kind::recorded ? 1 : 0;
        }
        cutter.join();
        acknowledged += receipts;
        node.stop();
        disk->recover();
        ASSERT_TRUE(node.start()) << node.trouble;
        EXPECT_GE(node.value("a"), acknowledged);
        acknowledged = node.value("a");
    }
    EXPECT_GT(acknowledged, 0);
    EXPECT_EQ(replay_trouble(node), "");
    node.stop();
}

}  // namespace
}  // namespace linlian::engine
