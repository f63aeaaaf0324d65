// What is kept in memory of blocks that are on the disk: their receipts for a while, and nothing of
// their acts, which take many times what they are in bytes once they are opened.
#include "engine/line/outcomes.h"

#include "contract/opening/parcel.h"
#include "kit/solo_node.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

AppliedBlock block_with(Height height, std::uint64_t receipts) {
    AppliedBlock block;
    block.result.tip.height = height;
    for (std::uint64_t i = 0; i < receipts; ++i) {
        auto& leaf = *block.result.receipts.emplace_back().mutable_leaf();
        leaf.set_id(sha256(std::to_string(height) + "/" + std::to_string(i)).bytes());
        leaf.set_height(height);
    }
    for (std::uint64_t i = 0; i < receipts * height; ++i) block.result.tip.log.append(Hash32{});
    return block;
}

TEST(Outcomes, are_found_for_sixteen_blocks_with_their_places_in_the_log) {
    Outcomes outcomes;
    for (Height height = 1; height <= 16; ++height) outcomes.add(block_with(height, 3));
    const auto last_of_first = sha256(std::string{"1/2"});
    const auto found = outcomes.find(last_of_first);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->receipt.leaf().id(), last_of_first.bytes());
    EXPECT_EQ(found->leaf_index, 2U);
    EXPECT_EQ(found->height, 1U);
    EXPECT_EQ(outcomes.find(sha256(std::string{"16/0"}))->leaf_index, 45U);
    EXPECT_FALSE(outcomes.find(sha256(std::string{"16/3"})));
    outcomes.add(block_with(17, 3));
    EXPECT_FALSE(outcomes.find(last_of_first));
    EXPECT_TRUE(outcomes.find(sha256(std::string{"2/0"})));
}

TEST(BlockCommitter, lets_a_block_go_once_it_is_on_the_disk) {
    kit::SoloNode node;
    const Bytes act = node.sign("ana", node.add("a", 1));
    node.engine.reset();
    const auto community = node.store->community();
    auto loaded = node.store->load(node.program);
    auto sealer =
        Sealer::make(*node.store, kit::key_of("validator"), *SealRecord::open(node.record_file()));
    ASSERT_TRUE(loaded && sealer);
    BlockCommitter committer{node.program, *node.store, std::move(*loaded)};
    auto opened = machine::Opener{node.program, community}.open(act);
    ASSERT_TRUE(opened);
    const Hash32 id = opened->id();
    std::vector<machine::OpenedTransaction> transactions;
    transactions.push_back(std::move(*opened));
    const Timestamp now = node.clock.wall();
    const auto app_hash = committer.applied_tip().app_hash();
    auto applied = committer.apply(now, std::move(transactions));
    ASSERT_TRUE(applied);
    const std::weak_ptr<const AppliedBlock> block = *applied;
    const auto sealed = sealer->seal(
        now, app_hash, {machine::make_parcel(community, kit::key_of("validator"), 1, {act})});
    ASSERT_TRUE(sealed);
    ASSERT_TRUE(committer.commit(**applied, *sealed, [&] { return sealer->settle(std::nullopt); }));
    applied->reset();
    EXPECT_TRUE(block.expired()) << "whoever made it was its last owner";
    ASSERT_TRUE(committer.find(id));
    EXPECT_EQ(committer.find(id)->receipt.leaf().id(), id.bytes());
}

}  // namespace
}  // namespace linlian::engine
