#include "engine/line/mempool.h"

#include "contract/opening/parcel.h"
#include "kit/code_of.h"
#include "kit/solo_node.h"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace linlian::engine {
namespace {

struct Line : testing::Test {
    Line() { node.engine.reset(); }
    machine::OpenedTransaction act(const std::string& author, const machine::Message& of) {
        return std::move(*opener.open(kit::sign_act(kit::key_of(author), opener.community(), of,
                                                    Timestamp{node.clock.wall().ms + ms_per_minute},
                                                    ops::random_nonce())));
    }
    machine::OpenedTransaction large(const std::string& author) {
        auto of = node.add("a", 1);
        of.set_padding(Bytes(1024, 'p'));
        return act(author, of);
    }
    static machine::BlockRoom room_for(std::size_t acts) {
        machine::BlockLimits limits;
        limits.acts = acts;
        return machine::BlockRoom{limits};
    }
    static std::vector<Hash32> ids_of(const std::vector<machine::OpenedTransaction>& taken) {
        std::vector<Hash32> ids;
        for (const auto& tx : taken) ids.push_back(tx.id());
        return ids;
    }

    kit::SoloNode node;
    machine::Opener opener{node.program, node.store->community()};
};

TEST_F(Line, gives_nobody_more_than_their_share_of_its_bytes) {
    MempoolLimits limits;
    limits.bytes_of_one_author = 10'000;
    Mempool line{limits};
    Result<> last;
    for (int i = 0; i < 20 && last; ++i) last = line.add(large("ana"), "ana");
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, "engine.ALLOWANCE_USED_UP");
    EXPECT_LT(line.waiting(), 10U);
    EXPECT_TRUE(line.add(large("ben"), "ben"));
    EXPECT_EQ(MempoolLimits{}.bytes_of_one_author * 16, MempoolLimits{}.bytes);
}

TEST_F(Line, that_one_author_floods_makes_nobody_else_wait) {
    Mempool line{{}};
    for (int i = 0; i < 500; ++i) ASSERT_TRUE(line.add(act("ana", node.add("a", 1)), "ana"));
    auto lone = act("ben", node.add("b", 1));
    const Hash32 id = lone.id();
    ASSERT_TRUE(line.add(std::move(lone), "ben"));
    const auto taken = ids_of(line.take(room_for(100)));
    ASSERT_EQ(taken.size(), 100U);
    EXPECT_EQ(taken[1], id) << "in its turn: a block may have no room for all that it is to hold";
    EXPECT_EQ(line.waiting(), 401U);
}

// A field of three bytes takes some forty of them.
TEST_F(Line, counts_the_memory_that_acts_take) {
    MempoolLimits limits;
    limits.bytes_of_one_author = 40'000;
    Mempool line{limits};
    kit::v1::Toil toil;
    for (int i = 0; i < 100; ++i) toil.add_tools("t");
    std::size_t bytes = 0;
    Result<> last;
    for (int i = 0; i < 50 && last; ++i) {
        auto tx = act("ana", toil);
        bytes += tx.bytes().size();
        last = line.add(std::move(tx), "ana");
    }
    ASSERT_FALSE(last);
    EXPECT_EQ(last.error().code, "engine.ALLOWANCE_USED_UP");
    EXPECT_LT(bytes, limits.bytes_of_one_author / 3);
    const auto waiting = line.waiting();
    line.put_back(line.take(room_for(1)));
    EXPECT_EQ(line.waiting(), waiting);
    EXPECT_EQ(kit::code_of(line.add(act("ana", toil), "ana")), "engine.ALLOWANCE_USED_UP")
        << "what is put back counts as before";
}

// Whoever changes keys, or has several, is one author.
TEST_F(Line, counts_the_keys_of_one_account_together) {
    MempoolLimits limits;
    limits.of_one_author = 3;
    Mempool line{limits};
    const auto add = [&](const std::string& key, const std::string& account) {
        const auto added = line.add(act(key, node.add("a", 1)), account);
        return added ? "" : added.error().code;
    };
    EXPECT_EQ(add("key 1", "ana"), "");
    EXPECT_EQ(add("key 2", "ana"), "");
    EXPECT_EQ(add("key 3", "ana"), "");
    EXPECT_EQ(add("key 4", "ana"), "engine.ALLOWANCE_USED_UP");
    EXPECT_EQ(add("key 5", "ben"), "");
    const auto taken = line.take(room_for(2));
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(line.account_of(taken[0].id()), "ana");
    EXPECT_EQ(line.account_of(taken[1].id()), "ben") << "ana has one turn, whatever keys she has";
}

TEST_F(Line, keeps_the_account_of_what_is_put_back) {
    MempoolLimits limits;
    limits.of_one_author = 1;
    Mempool line{limits};
    ASSERT_TRUE(line.add(act("key 1", node.add("a", 1)), "ana"));
    line.put_back(line.take(room_for(1)));
    EXPECT_EQ(kit::code_of(line.add(act("key 2", node.add("a", 1)), "ana")),
              "engine.ALLOWANCE_USED_UP");
    EXPECT_TRUE(line.add(act("key 1", node.add("a", 1)), "ben"));
}

TEST_F(Line, keeps_the_order_in_which_the_acts_of_one_author_came) {
    Mempool line{{}};
    std::map<std::string, std::vector<Hash32>> sent;
    for (const auto* author : {"ana", "ana", "ben", "ana", "eva", "ben"}) {
        auto tx = act(author, node.add("a", 1));
        sent[author].push_back(tx.id());
        ASSERT_TRUE(line.add(std::move(tx), author));
    }
    const auto& [ana, ben, eva] = std::tie(sent["ana"], sent["ben"], sent["eva"]);
    EXPECT_EQ(ids_of(line.take(room_for(100))),
              (std::vector{ana[0], ben[0], eva[0], ana[1], ben[1], ana[2]}));
    EXPECT_EQ(line.waiting(), 0U);
}

TEST_F(Line, begins_with_what_is_put_back) {
    Mempool line{{}};
    for (const auto* author : {"ana", "ben", "ana", "eva"})
        ASSERT_TRUE(line.add(act(author, node.add("a", 1)), author));
    auto taken = line.take(room_for(3));
    auto ids = ids_of(taken);
    std::vector<machine::OpenedTransaction> left;
    left.push_back(std::move(taken[1]));
    left.push_back(std::move(taken[2]));
    line.put_back(std::move(left));
    EXPECT_EQ(line.waiting(), 3U);
    EXPECT_TRUE(line.has(ids[1]));
    const auto next = ids_of(line.take(room_for(2)));
    EXPECT_EQ(next, (std::vector{ids[1], ids[2]})) << "in the order of their turns";
    EXPECT_EQ(line.take(room_for(2)).size(), 1U);
}

// Four of them are dearer than a block.
TEST(SoloEngine, carries_out_in_the_next_block_what_found_no_room_in_one) {
    kit::SoloNode node;
    kit::v1::Carry carry;
    carry.set_act_type("linlian.kit.v1.Toil");
    std::vector<Bytes> sent;
    for (int i = 0; i < 10; ++i)
        sent.push_back(kit::sign_act(kit::key_of("ana"), node.store->community(), carry,
                                     Timestamp{node.clock.wall().ms + ms_per_minute},
                                     ops::random_nonce()));
    std::map<Height, int> in_block;
    for (const auto& standing : node.record(sent)) {
        ASSERT_EQ(standing.kind, TransactionStatus::Kind::recorded);
        EXPECT_EQ(standing.receipt->leaf().refusal(), "");
        ++in_block[standing.receipt->leaf().height()];
    }
    for (const auto& [height, acts] : in_block) {
        EXPECT_LE(acts, 3);
        const auto block = node.store->block(height);
        EXPECT_EQ(machine::acts_of(node.store->community(), block->parcels).size(),
                  static_cast<std::size_t>(acts))
            << "a block holds what was done in it";
    }
    EXPECT_EQ(node.engine->health().waiting, 0U);
}

}  // namespace
}  // namespace linlian::engine
