// Blocks that were decided with things in them that nobody can open: other engines may order such,
// and every node passes them over alike.
#include "contract/opening/parcel.h"
#include "kit/solo_node.h"
#include "storage/replay/replay.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

TEST(Replay, passes_over_parcels_and_acts_that_cannot_be_opened) {
    kit::SoloNode node;
    const Bytes good = node.sign("ana", node.add("a", 1));
    node.engine.reset();
    const auto community = node.store->community();
    auto loaded = node.store->load(node.program);
    auto sealer =
        Sealer::make(*node.store, kit::key_of("validator"), *SealRecord::open(node.record_file()));
    ASSERT_TRUE(loaded && sealer);
    BlockCommitter committer{node.program, *node.store, std::move(*loaded)};

    const Timestamp now = node.clock.wall();
    std::vector<machine::OpenedTransaction> opened;
    opened.push_back(std::move(*machine::Opener{node.program, community}.open(good)));
    const auto gatherer = kit::key_of("another node");
    const std::vector<Bytes> parcels{
        "no parcel", machine::make_wake_parcel(community, gatherer, 1, 1),
        machine::make_parcel(community, gatherer, 2, {"no act", good, Bytes(1, '\0')})};
    const auto app_hash = committer.applied_tip().app_hash();
    const auto applied = committer.apply(now, std::move(opened));
    ASSERT_TRUE(applied);
    const auto sealed = sealer->seal(now, app_hash, parcels);
    ASSERT_TRUE(sealed);
    ASSERT_TRUE(committer.commit(**applied, *sealed, [&] { return sealer->settle(std::nullopt); }));

    ops::WorkerPool workers{1};
    const auto report = storage::replay(node.program, *node.store, workers);
    ASSERT_TRUE(report) << report.error().what;
    EXPECT_EQ(report->transactions, 1U);
    EXPECT_EQ(report->tip.log.size(), 1U);
}

TEST(Mempool, fills_blocks_that_a_proposal_may_be) {
    kit::SoloNode node;
    node.engine.reset();
    const machine::Opener opener{node.program, node.store->community()};
    Mempool line{{}};
    for (int i = 0; i < 4; ++i) {
        const auto toil = kit::sign_act(kit::key_of("ana"), opener.community(), kit::v1::Toil{},
                                        Timestamp{node.clock.wall().ms + 1000});
        ASSERT_TRUE(line.add(std::move(*opener.open(toil)), "ana"));
    }
    for (const std::size_t expected : {3, 1}) {
        std::vector<Bytes> acts;
        for (const auto& tx : line.take(machine::BlockRoom{})) acts.push_back(tx.bytes());
        EXPECT_EQ(acts.size(), expected);
        const auto parcel = machine::make_parcel(opener.community(), kit::key_of("n"), 1, acts);
        EXPECT_TRUE(machine::check_proposal(opener, *node.store->rows(), 1, std::vector{parcel}));
    }
}

TEST(SoloEngine, signs_the_parcel_of_its_block) {
    kit::SoloNode node;
    const Bytes act = node.sign("ana", node.add("a", 1));
    const auto height = node.record({act}).at(0).receipt->leaf().height();
    const auto block = node.store->block(height);
    ASSERT_TRUE(block);
    ASSERT_EQ(block->parcels.size(), 1U);
    const auto parcel = machine::open_parcel(node.store->community(), block->parcels[0]);
    ASSERT_TRUE(parcel);
    EXPECT_EQ(parcel->node(), kit::key_of("validator").public_key().encoded());
    EXPECT_EQ(parcel->number(), height);
    EXPECT_EQ(parcel->acts(0), act);
}

}  // namespace
}  // namespace linlian::engine
