// Readers of the newest height while blocks are made: the rows that they see, from the cache or
// from the disk, are those that the tree of their height proves.
#include "crypto/hash.h"
#include "kit/solo_node.h"
#include "state/tree/tree_proof.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace linlian::engine {
namespace {

void read_newest(const Engine& engine, const std::atomic<bool>& stop) {
    const auto names = {"a", "b", "c"};
    while (!stop) {
        const auto committed = engine.committed();
        for (const auto* name : names) {
            const auto key = kit::counters.key(name);
            const auto bytes = committed->rows().get(key);
            if (!bytes) continue;
            const auto proof = committed->tree().prove(tree_key(key));
            if (!verify_member(committed->tree().root(), tree_key(key), tree_value_hash(*bytes),
                               proof))
                ADD_FAILURE() << name << " is not what its height proves";
        }
    }
}

TEST(Readers, see_rows_of_one_height_while_blocks_are_made) {
    kit::SoloNode node;
    std::atomic<bool> stop{false};
    std::vector<std::jthread> readers;
    for (int i = 0; i < 3; ++i) readers.emplace_back([&] { read_newest(*node.engine, stop); });
    for (int i = 0; i < 20; ++i)
        for (const auto* name : {"a", "b", "c"}) node.record({node.sign("ana", node.add(name, 1))});
    stop = true;
    readers.clear();
    for (const auto* name : {"a", "b", "c"}) EXPECT_EQ(node.value(name), 20);
}

// As the HTTP API does it: look, and look again when woken. A wake that got lost would end this
// test after ten seconds.
TEST(Readers, who_wait_without_a_thread_are_woken_when_it_is_recorded) {
    const kit::SoloNode node;
    for (int i = 0; i < 50; ++i) {
        const auto id = *node.engine->submit({node.sign("ana", node.add("a", 1))}).at(0);
        for (;;) {
            const auto seen = node.engine->announced();
            const auto kind = node.engine->find(id).kind;
            if (kind != TransactionStatus::Kind::waiting) {
                EXPECT_EQ(kind, TransactionStatus::Kind::recorded);
                break;
            }
            // Owned by the call as well, which may still be under way when it is heard of.
            const auto woken = std::make_shared<std::promise<void>>();
            const auto wake = std::make_shared<const Wake>([woken] { woken->set_value(); });
            node.engine->wake_after(seen, wake);
            ASSERT_EQ(woken->get_future().wait_for(std::chrono::seconds{10}),
                      std::future_status::ready);
        }
    }
    EXPECT_EQ(node.value("a"), 50);
}

}  // namespace
}  // namespace linlian::engine
