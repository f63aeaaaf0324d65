// No second history: whatever is cut, removed, taken back or put back, a node's key signs no other
// block at a height that it has signed, unless its operator said what is lost; then every commit
// says so too.
#include "engine/seal/confirm_head.h"
#include "engine/seal/sealer.h"
#include "kit/code_of.h"
#include "kit/solo_node.h"
#include "light/chain/validators.h"
#include "ops/files/durable_file.h"
#include "storage/snapshot/genesis_validators.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

namespace fs = std::filesystem;

void record_acts(kit::SoloNode& node, int count) {
    for (int i = 0; i < count; ++i) node.record({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
}

fs::path newest_log(const fs::path& ledger) {
    fs::path newest;
    for (const auto& entry : fs::directory_iterator(ledger)) {
        if (entry.path().extension() == ".log" && entry.path() > newest) newest = entry.path();
    }
    return newest;
}

bool says(const std::string& trouble, const char* words) {
    return trouble.find(words) != std::string::npos;
}

// It does not start, and this is why.
void expect_no_start(kit::SoloNode& node, const char* why) {
    EXPECT_FALSE(node.start());
    EXPECT_TRUE(says(node.trouble, why)) << node.trouble;
}

// Records acts and loses them, as whoever puts a copy back that was made before. Gives the height
// that was reached; the node is stopped.
Height record_and_lose(kit::SoloNode& node, int count) {
    fs::copy(node.ledger(), node.folder / "backup", fs::copy_options::recursive);
    if (!node.start()) {
        ADD_FAILURE() << node.trouble;
        return 0;
    }
    record_acts(node, count);
    const Height seen = node.height();
    node.stop();
    fs::rename(node.ledger(), node.folder / "lost");
    fs::rename(node.folder / "backup", node.ledger());
    return seen;
}

light::Commit commit_at(const kit::SoloNode& node, Height height) {
    const auto block = node.store->block(height);
    CHECK(block.has_value());
    return std::move(*light::decode_commit(block->commit));
}

TEST(SecondHistory, does_not_begin_when_the_newest_log_is_cut) {
    kit::SoloNode node;
    record_acts(node, 8);
    node.stop();
    const auto log = newest_log(node.ledger());
    const auto whole = *ops::read_whole(log);
    ASSERT_GT(whole.size(), 4'000U);
    for (const std::size_t left :
         {std::size_t{0}, whole.size() / 3, whole.size() / 2, whole.size() - 200}) {
        fs::resize_file(log, left);
        ASSERT_FALSE(node.start()) << "with " << left << " of " << whole.size() << " bytes";
        EXPECT_TRUE(says(node.trouble, "ACKNOWLEDGED_MISSING")) << node.trouble;
        EXPECT_TRUE(says(node.trouble, "Put the file back")) << node.trouble;
        node.stop();
        ASSERT_TRUE(ops::write_durably(log, whole));
    }
    ASSERT_TRUE(node.start()) << node.trouble;  // nothing was changed meanwhile
    EXPECT_EQ(node.value("a"), 8);
}

TEST(SecondHistory, does_not_begin_when_the_newest_log_is_gone) {
    kit::SoloNode node;
    record_acts(node, 4);
    node.stop();
    fs::rename(newest_log(node.ledger()), node.folder / "kept.log");
    expect_no_start(node, "ACKNOWLEDGED_MISSING");
}

// One bit anywhere in what was acknowledged: the node does not start, or it starts whole.
TEST(SecondHistory, does_not_begin_when_a_bit_of_the_newest_log_is_flipped) {
    kit::SoloNode node;
    record_acts(node, 6);
    const Height height = node.height();
    node.stop();
    const auto log = newest_log(node.ledger());
    const auto whole = *ops::read_whole(log);
    for (std::size_t at = 0; at < whole.size(); at += whole.size() / 25) {
        auto flipped = whole;
        flipped[at] ^= 4;
        ASSERT_TRUE(ops::write_durably(log, flipped));
        if (node.start()) {
            EXPECT_EQ(node.height(), height);
            break;  // it wrote the log anew
        }
        EXPECT_TRUE(says(node.trouble, "ACKNOWLEDGED_MISSING")) << at << ": " << node.trouble;
        node.stop();
    }
}

TEST(SecondHistory, a_block_that_was_taken_back_is_sealed_again_byte_for_byte) {
    kit::SoloNode node;
    record_acts(node, 3);
    const Height height = node.height();
    node.engine.reset();
    const auto before = *node.store->block(height);
    ASSERT_TRUE(node.store->roll_back());
    EXPECT_EQ(node.store->tip().height, height - 1);
    node.stop();
    node.clock.pass(ms_per_minute);
    ASSERT_TRUE(node.start()) << node.trouble;
    EXPECT_EQ(node.height(), height);
    const auto again = *node.store->block(height);
    EXPECT_EQ(again.header, before.header);
    EXPECT_EQ(again.commit, before.commit);
    EXPECT_EQ(again.parcels, before.parcels);
    EXPECT_FALSE(node.store->undone());
    record_acts(node, 1);
    EXPECT_EQ(node.value("a"), 4);
}

TEST(SecondHistory, the_signer_refuses_another_block_at_a_height_it_signed) {
    kit::SoloNode node;
    record_acts(node, 2);
    node.engine.reset();
    ASSERT_TRUE(node.store->roll_back());
    auto sealer =
        Sealer::make(*node.store, kit::key_of("validator"), *SealRecord::open(node.record_file()));
    ASSERT_TRUE(sealer) << sealer.error().what;
    const auto other = sealer->seal(node.clock.wall(), sha256("another state"), {});
    ASSERT_FALSE(other);
    EXPECT_TRUE(says(other.error().what, "SECOND_SIGNATURE")) << other.error().what;
}

TEST(SecondHistory, does_not_begin_from_an_older_copy_of_the_ledger) {
    kit::SoloNode node;
    record_acts(node, 1);
    node.stop();
    record_and_lose(node, 2);
    expect_no_start(node, "ACKNOWLEDGED_MISSING");
}

TEST(SecondHistory, a_ledger_of_another_past_is_not_the_signers) {
    kit::SoloNode node;
    record_acts(node, 1);
    const Height height = node.height();
    node.stop();
    auto last = **SealRecord::read(node.record_file());
    last.block = {height, 0, sha256("another block")};
    ASSERT_TRUE(SealRecord::write_new(node.record_file(), last));
    expect_no_start(node, "SECOND_HISTORY");
    last.community = sha256("another community");
    ASSERT_TRUE(SealRecord::write_new(node.record_file(), last));
    node.stop();
    expect_no_start(node, "OTHER_COMMUNITY");
}

TEST(SecondHistory, two_copies_of_a_ledger_do_not_run_with_one_record) {
    kit::SoloNode node;
    record_acts(node, 1);
    const auto held = SealRecord::open(node.record_file());
    ASSERT_FALSE(held);
    EXPECT_TRUE(says(held.error().what, "IN_USE")) << held.error().what;
}

// Seven seconds after rounds began to count.
constexpr Timestamp later{rounds_begin.ms + 7 * ms_per_second};

TEST(ConfirmHead, lets_a_ledger_without_a_record_go_on_when_its_head_was_seen) {
    kit::SoloNode node;
    record_acts(node, 2);
    const auto tip = node.engine->committed()->tip();
    node.stop();
    fs::remove(node.record_file());
    expect_no_start(node, "RECORD_MISSING");
    node.stop();
    {
        const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
        ASSERT_TRUE(store);
        const auto rootless =
            confirm_head(**store, node.record_file(), {tip.height, std::nullopt}, later);
        EXPECT_TRUE(kit::is_fault(rootless, "give the log root")) << kit::what_of(rootless);
        const auto other =
            confirm_head(**store, node.record_file(), {tip.height - 1, sha256("other")}, later);
        ASSERT_FALSE(other);
        EXPECT_TRUE(says(other.error().what, "SECOND_HISTORY")) << other.error().what;
        const auto last =
            confirm_head(**store, node.record_file(), {tip.height, tip.log.root()}, later);
        ASSERT_TRUE(last) << last.error().what;
        EXPECT_EQ(last->gap, (SealGap{tip.height + 1, tip.height, 7}))
            << "nobody knows what the key has signed above the tip";
    }
    ASSERT_TRUE(node.start()) << node.trouble;
    record_acts(node, 1);
    EXPECT_EQ(commit_at(node, node.height()).round, 7);
}

// The record knows a block that this ledger never had: confirming a head is no way around that.
TEST(ConfirmHead, refuses_a_ledger_that_has_another_block_where_the_key_has_signed) {
    kit::SoloNode node;
    record_acts(node, 2);
    const auto tip = node.engine->committed()->tip();
    node.stop();
    const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
    ASSERT_TRUE(store);
    for (const Height height : {tip.height, tip.height - 1}) {
        auto other = **SealRecord::read(node.record_file());
        other.block = {height, 0, sha256("a block of another history")};
        ASSERT_TRUE(SealRecord::write_new(node.record_file(), other));
        const auto refused =
            confirm_head(**store, node.record_file(), {tip.height, tip.log.root()}, later);
        ASSERT_FALSE(refused) << height;
        EXPECT_TRUE(says(refused.error().what, "SECOND_HISTORY")) << refused.error().what;
        EXPECT_EQ((*SealRecord::read(node.record_file()))->block, other.block);
    }
}

TEST(ConfirmHead, keeps_the_record_that_was_there_beside_the_new_one) {
    kit::SoloNode node;
    record_acts(node, 2);
    const auto tip = node.engine->committed()->tip();
    node.stop();
    const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
    ASSERT_TRUE(store);
    const auto first = *ops::read_whole(node.record_file());
    ASSERT_TRUE(confirm_head(**store, node.record_file(), {tip.height + 5, std::nullopt}, later));
    EXPECT_EQ(*ops::read_whole(node.record_file().string() + ".1"), first);
    ASSERT_TRUE(ops::write_durably(node.record_file(), "a damaged one"));
    ASSERT_TRUE(confirm_head(**store, node.record_file(), {tip.height + 5, std::nullopt}, later));
    EXPECT_EQ(*ops::read_whole(node.record_file().string() + ".1"), first);
    EXPECT_EQ(*ops::read_whole(node.record_file().string() + ".2"), "a damaged one");
}

// The same ledger is put back again, and the record is gone each time.
TEST(ConfirmHead, takes_another_round_after_each_loss_whatever_is_still_known) {
    kit::SoloNode node;
    record_acts(node, 2);
    const auto tip = node.engine->committed()->tip();
    node.stop();
    const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
    ASSERT_TRUE(store);
    const auto round_at = [&](Timestamp when) {
        return confirm_head(**store, node.record_file(), {tip.height + 5, std::nullopt}, when)
            ->gap.round;
    };
    EXPECT_EQ(round_at(later), 7U);
    fs::remove(node.record_file());
    EXPECT_EQ(round_at(Timestamp{later.ms + ms_per_second}), 8U);
    EXPECT_EQ(round_at(Timestamp{0}), 9U) << "the record knows of the round before";
    fs::remove(node.record_file());
    EXPECT_EQ(round_at(Timestamp{INT64_MAX}), 2'147'483'647U);
}

// What was lost stays lost, and everybody sees it: its heights are signed anew in a later round,
// and so are those above the newest that anybody had seen, for more may be lost than is known.
TEST(ConfirmHead, tells_the_lost_heights_apart_in_every_commit) {
    kit::SoloNode node;
    record_acts(node, 1);
    const Height kept = node.height();
    node.stop();
    const Height seen = record_and_lose(node, 2);
    {
        const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
        const auto last =
            confirm_head(**store, node.record_file(), {seen + 1, std::nullopt}, later);
        ASSERT_TRUE(last) << last.error().what;
        EXPECT_EQ(last->gap, (SealGap{kept + 1, seen + 1, 7}));
    }
    ASSERT_TRUE(node.start()) << node.trouble;
    while (node.height() <= seen + 3) record_acts(node, 1);
    const auto validators = *storage::genesis_validators(node.store->genesis());
    for (Height height = kept + 1; height <= node.height(); ++height) {
        const auto commit = commit_at(node, height);
        EXPECT_EQ(commit.round, 7) << height;
        const auto header = *light::decode_header(node.store->block(height)->header);
        EXPECT_TRUE(light::verify_commit(light::chain_id_of(node.store->community()), validators,
                                         header, commit));
    }
    EXPECT_EQ((*SealRecord::read(node.record_file()))->gap.to, seen + 1);
    node.stop();
    ASSERT_TRUE(node.start()) << node.trouble;
}

// Whoever saw what was lost sends nothing to a node that shows less: so the node says it unasked.
TEST(ConfirmHead, seals_a_block_that_tells_of_the_loss_though_nobody_acts) {
    kit::SoloNode node;
    record_acts(node, 1);
    const Height kept = node.height();
    node.stop();
    const Height seen = record_and_lose(node, 2);
    {
        const auto store = storage::LedgerStore::open(node.ledger(), storage::OpenMode::read_only);
        ASSERT_TRUE(confirm_head(**store, node.record_file(), {seen, std::nullopt}, later));
    }
    ASSERT_TRUE(node.start()) << node.trouble;
    ASSERT_TRUE(node.wait_until([&] { return node.height() != kept; }));
    ASSERT_EQ(node.height(), kept + 1);
    EXPECT_EQ(commit_at(node, kept + 1).round, 7);
    node.stop();
    ASSERT_TRUE(node.start()) << node.trouble;
    record_acts(node, 1);
    EXPECT_EQ(node.height(), kept + 3) << "once: then the act's block, and the one that proves it";
}

}  // namespace
}  // namespace linlian::engine
