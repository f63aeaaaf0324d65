#include "storage/ledger_store.h"

#include "contract/opening/limits.h"
#include "kit/chain.h"
#include "kit/code_of.h"
#include "kit/faulty_disk.h"
#include "storage/rows/database.h"

#include <gtest/gtest.h>

#include <fstream>

namespace linlian::storage {
namespace {

Hash32 id_of(const machine::v1::Receipt& receipt) {
    Hash32 id;
    CHECK(Hash32::parse(receipt.leaf().id(), id));
    return id;
}

TEST(LedgerStore, is_at_the_same_tip_when_it_is_opened_again) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    for (std::uint64_t i = 0; i < 20; ++i)
        ASSERT_TRUE(
            chain.write({chain.add("a", 1, i), chain.add("b" + std::to_string(i), 2, 100 + i)}));
    const auto before = chain.ledger;
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.tip.height, 20);
    EXPECT_EQ(chain.ledger.tip.app_hash(), before.tip.app_hash());
    EXPECT_EQ(chain.ledger.tree.root(), before.tree.root());
    EXPECT_EQ(chain.ledger.recent.size(), before.recent.size());
    EXPECT_EQ(chain.value("a"), 20);
}

TEST(LedgerStore, gives_back_blocks_receipts_and_places) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    std::vector<Bytes> many;
    for (std::uint64_t i = 0; i < 600; ++i) many.push_back(chain.add("a", 1, i));
    ASSERT_TRUE(chain.write({chain.add("z", 1, 9999)}));
    const auto result = chain.apply(many);
    ASSERT_TRUE(chain.write(many));
    const auto block = chain.store->block(2);
    ASSERT_TRUE(block);
    EXPECT_EQ(light::decode_header(block->header)->height, 2);
    EXPECT_EQ(machine::acts_of(chain.store->community(), block->parcels), many);
    const auto receipts = chain.store->receipts(2);
    ASSERT_TRUE(receipts);
    ASSERT_EQ(receipts->size(), 600);
    for (const std::size_t i :
         {std::size_t{0}, std::size_t{255}, std::size_t{256}, std::size_t{599}}) {
        EXPECT_EQ((*receipts)[i].SerializeAsString(), result.receipts[i].SerializeAsString());
        const auto place = chain.store->find(id_of(result.receipts[i]));
        ASSERT_TRUE(place);
        EXPECT_EQ(place->height, 2);
        EXPECT_EQ(place->leaf_index, 1 + i);
        EXPECT_EQ(chain.store->receipt(*place)->SerializeAsString(),
                  result.receipts[i].SerializeAsString());
    }
    EXPECT_FALSE(chain.store->block(3));
    EXPECT_FALSE(chain.store->receipts(3));
    EXPECT_FALSE(chain.store->find(sha256("no such id")));
}

TEST(LedgerStore, proves_leaves_and_prefixes_at_every_size) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    std::vector<Hash32> leaves;
    std::vector<Hash32> roots{LogFrontier{}.root()};
    LogFrontier log;
    std::uint64_t nonce = 0;
    for (const std::size_t count : {1u, 254u, 1u, 1u, 300u, 40u}) {
        std::vector<Bytes> block;
        for (std::size_t i = 0; i < count; ++i) block.push_back(chain.add("a", 1, nonce++));
        for (const auto& leaf : chain.apply(block).leaves) {
            leaves.push_back(leaf_hash(leaf));
            log.append(leaves.back());
            roots.push_back(log.root());
        }
        ASSERT_TRUE(chain.write(block));
    }
    ASSERT_TRUE(chain.open());
    for (const std::size_t size : {1u, 2u, 255u, 256u, 257u, 512u, 597u}) {
        for (std::size_t i = 0; i < size; i += 1 + size / 13)
            EXPECT_TRUE(verify_inclusion(leaves[i], i, size, chain.store->prove_inclusion(i, size),
                                         roots[size]))
                << i << " of " << size;
        for (const std::size_t old : {0u, 1u, 200u, 256u, 511u}) {
            if (old > size) continue;
            EXPECT_TRUE(verify_consistency(old, roots[old], size, roots[size],
                                           chain.store->prove_consistency(old, size)))
                << old << " to " << size;
        }
    }
}

TEST(LedgerStore, refuses_a_second_process) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    const auto second = LedgerStore::open(folder / "ledger", OpenMode::read_write);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().what.find("in use by another process"), std::string::npos)
        << second.error().what;
}

TEST(LedgerStore, can_be_read_beside_the_process_that_writes_it) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    ASSERT_TRUE(chain.write({chain.add("a", 7, 1)}));
    const auto reader = LedgerStore::open(folder / "ledger", OpenMode::read_only);
    ASSERT_TRUE(reader) << reader.error().what;
    EXPECT_EQ((*reader)->tip().height, 1);
    EXPECT_EQ(kit::counters.find(*(*reader)->rows(), "a")->value(), 7);
}

TEST(LedgerStore, says_when_there_is_no_ledger_or_one_already) {
    const kit::Folder folder;
    const auto none = LedgerStore::open(folder / "ledger", OpenMode::read_write);
    ASSERT_FALSE(none);
    EXPECT_NE(none.error().what.find("there is no ledger"), std::string::npos) << none.error().what;
    kit::Chain chain{folder / "ledger"};
    const auto genesis = chain.store->genesis();
    chain.store.reset();
    const auto again = LedgerStore::create(folder / "ledger", genesis,
                                           *machine::apply_genesis(chain.program, genesis));
    ASSERT_FALSE(again);
    EXPECT_NE(again.error().what.find("already"), std::string::npos) << again.error().what;
}

TEST(LedgerStore, refuses_another_format) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    const auto& database = chain.store->database();
    ASSERT_TRUE(database.db().Put({}, database.family(Family::meta), "format", "2").ok());
    EXPECT_FALSE(chain.open());
    EXPECT_NE(chain.trouble.find("has format 2, this program reads format 1"), std::string::npos)
        << chain.trouble;
}

TEST(LedgerStore, refuses_rows_that_were_changed_behind_its_back) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    ASSERT_TRUE(chain.write({chain.add("a", 7, 1)}));
    const auto& database = chain.store->database();
    ASSERT_TRUE(
        database.db().Put({}, database.family(Family::rows), kit::counters.key("a"), "x").ok());
    EXPECT_FALSE(chain.open());
    EXPECT_NE(chain.trouble.find("do not give the state root"), std::string::npos) << chain.trouble;
}

TEST(LedgerStore, refuses_torn_files) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    for (std::uint64_t i = 0; i < 50; ++i) ASSERT_TRUE(chain.write({chain.add("a", 1, i)}));
    const auto& database = chain.store->database();
    ASSERT_TRUE(database.db().Flush({}, database.family(Family::rows)).ok());
    chain.store.reset();
    for (const auto& entry : std::filesystem::directory_iterator(folder / "ledger")) {
        if (entry.path().extension() == ".sst")
            std::filesystem::resize_file(entry.path(), entry.file_size() / 2);
    }
    EXPECT_FALSE(chain.open());
    EXPECT_NE(chain.trouble.find("restore the latest backup"), std::string::npos) << chain.trouble;
}

TEST(LedgerStore, keeps_every_written_block_when_the_power_fails) {
    kit::Folder folder;
    const auto disk = std::make_shared<kit::FaultyDisk>();
    const auto env = rocksdb::NewCompositeEnv(disk);
    kit::Chain chain{folder / "ledger", {.env = env.get()}};
    for (std::uint64_t round = 0; round < 5; ++round) {
        for (std::uint64_t i = 0; i < 4; ++i)
            ASSERT_TRUE(chain.write({chain.add("a", 1, 100 * round + i)}));
        const auto tip = chain.ledger.tip;
        // A block that is written without a sync, as if the power failed within write().
        const auto& database = chain.store->database();
        ASSERT_TRUE(database.db().Put({}, database.family(Family::rows), "torn", "x").ok());
        disk->cut_power();
        EXPECT_TRUE(kit::is_fault(chain.write({chain.add("a", 1, 100 * round + 50)}),
                                  "start the node again"));
        chain.store.reset();
        disk->recover();
        ASSERT_TRUE(chain.open()) << chain.trouble;
        EXPECT_EQ(chain.ledger.tip.height, tip.height);
        EXPECT_EQ(chain.ledger.tip.app_hash(), tip.app_hash());
    }
    EXPECT_GT(disk->lost_bytes(), 0);
    EXPECT_EQ(chain.value("a"), 20);
}

TEST(LedgerStore, says_that_the_disk_is_full_and_works_again_afterwards) {
    const kit::Folder folder;
    const auto disk = std::make_shared<kit::FaultyDisk>();
    const auto env = rocksdb::NewCompositeEnv(disk);
    kit::Chain chain{folder / "ledger", {.env = env.get()}};
    ASSERT_TRUE(chain.write({chain.add("a", 1, 1)}));
    disk->fill(true);
    const auto full = chain.write({chain.add("a", 1, 2)});
    ASSERT_FALSE(full);
    EXPECT_NE(full.error().what.find("is full"), std::string::npos) << full.error().what;
    disk->fill(false);
    const auto broken = chain.write({chain.add("a", 1, 2)});
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().what.find("start the node again"), std::string::npos);
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.value("a"), 1);
    ASSERT_TRUE(chain.write({chain.add("a", 1, 3)}));
    EXPECT_EQ(chain.value("a"), 2);
}

TEST(LedgerStore, takes_one_block_back) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    ASSERT_TRUE(chain.write({chain.add("a", 1, 1)}));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2), chain.add("b", 1, 3)}));
    const auto before = chain.ledger.tip;
    const auto result = chain.apply({chain.add("a", 5, 4), chain.add("c", 5, 5)});
    ASSERT_TRUE(chain.write({chain.add("a", 5, 4), chain.add("c", 5, 5)}));
    ASSERT_TRUE(chain.store->roll_back());
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.tip.height, 2);
    EXPECT_EQ(chain.ledger.tip.app_hash(), before.app_hash());
    EXPECT_EQ(chain.value("a"), 2);
    EXPECT_EQ(chain.value("c"), 0);
    EXPECT_FALSE(chain.store->block(3));
    EXPECT_FALSE(chain.store->find(id_of(result.receipts[0])));
    const auto twice = chain.store->roll_back();
    ASSERT_FALSE(twice);
    EXPECT_NE(twice.error().what.find("cannot go back"), std::string::npos);
    ASSERT_TRUE(chain.write({chain.add("a", 5, 4)}));
    EXPECT_EQ(chain.value("a"), 7);
    ASSERT_TRUE(chain.open()) << chain.trouble;
}

TEST(LedgerStore, drops_old_blocks_but_nothing_that_may_still_matter) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    for (std::uint64_t i = 0; i < 30; ++i)
        ASSERT_TRUE(chain.write({chain.add("a", 1, i, 2 * ms_per_day)}, ms_per_day));
    const auto kept = chain.store->prune(0);
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, 22);  // seven days before block 29, which may become the tip again
    EXPECT_FALSE(chain.store->block(21));
    EXPECT_FALSE(chain.store->receipts(21));
    EXPECT_TRUE(chain.store->block(22));
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.store->oldest_height(), 22);
    const auto path = chain.store->prove_inclusion(3, 30);
    EXPECT_FALSE(path.empty());
    EXPECT_EQ(*chain.store->prune(400 * ms_per_day), 22);
}

// Dropping by the tip's own time took away what the block before it needs: an idle month before the
// last block was enough.
TEST(LedgerStore, keeps_what_the_block_before_the_tip_needs) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    const Bytes offline = chain.add("a", 1, 1, machine::max_lifetime_ms);
    ASSERT_TRUE(chain.write({offline}));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 2)}));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 3, 40 * ms_per_day)}, 30 * ms_per_day));
    ASSERT_TRUE(chain.store->prune(0));
    ASSERT_TRUE(chain.store->roll_back());
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.recent.size(), 2);
    EXPECT_TRUE(chain.apply({offline}).receipts.empty());
}

TEST(LedgerStore, remembers_after_a_restart_what_has_not_expired) {
    const kit::Folder folder;
    kit::Chain chain{folder / "ledger"};
    const Bytes offline = chain.add("a", 1, 1, machine::max_lifetime_ms);
    ASSERT_TRUE(chain.write({offline, chain.add("a", 1, 2)}));
    ASSERT_TRUE(chain.write({chain.add("a", 1, 3)}, 6 * ms_per_day));
    ASSERT_TRUE(chain.open()) << chain.trouble;
    EXPECT_EQ(chain.ledger.tip.log.size(), 2);  // the third came too late
    EXPECT_EQ(chain.ledger.recent.size(), 1);
    const auto result = chain.apply({offline});
    ASSERT_EQ(result.passed_over.size(), 1);
    EXPECT_EQ(result.passed_over[0].reason.code, "machine.REPEATED");
}

}  // namespace
}  // namespace linlian::storage
