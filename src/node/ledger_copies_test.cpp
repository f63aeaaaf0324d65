// The folder of a node and its copies: what is refused, and what is asked before, leaves both as
// they were.
#include "node/ledger_copies.h"

#include "client/client.pb.h"
#include "client/shown/screen_for_tests.h"
#include "codec/wire.h"
#include "engine/seal/confirm_head.h"
#include "kit/code_of.h"
#include "kit/folder.h"
#include "kit/transactions.h"
#include "modules/registry/registry.pb.h"
#include "node/ledger_replay.h"
#include "node/node.h"
#include "node/upkeep.h"

#include <gtest/gtest.h>

namespace linlian::node {
namespace {

struct LedgerCopies : ::testing::Test {
    LedgerCopies() {
        const auto founded =
            found_ledger(data, [](const auto&, const PublicKey& key) -> GenesisOrFaults {
                registry::v1::Genesis people;
                people.add_estates("翠竹苑");
                for (const auto* kind : {"residents", "street", "party"}) {
                    auto* office = people.add_offices();
                    office->set_kind(kind);
                    office->set_name(kind);
                    auto* chair = people.add_founders();
                    chair->set_key(kit::key_of(kind).public_key().encoded());
                    chair->add_roles()->set_office(kind);
                    chair->mutable_roles(0)->set_role("chair");
                }
                machine::v1::Genesis genesis;
                genesis.set_name("测试社区");
                genesis.set_time_ms(1'790'000'000'000);
                genesis.set_nonce(Id16{}.bytes());
                genesis.set_veil(Bytes(Hash32::size, 'v'));
                auto* validator = genesis.add_validators();
                validator->set_key(key.encoded());
                validator->set_power(1);
                auto* section = genesis.add_sections();
                section->set_type(people.GetDescriptor()->full_name());
                section->set_content(codec::encode(people));
                return genesis;
            });
        CHECK(founded.has_value());
        community = *founded;
    }

    kit::Folder folder;
    std::filesystem::path data = folder / "data";
    std::filesystem::path other = folder / "other";
    std::string backups = (folder / "backups").string();
    Hash32 community;
    client::ReviewForTests review;
};

TEST_F(LedgerCopies, come_back_into_a_folder_of_the_community_that_is_wanted_alone) {
    const auto made = back_up(data, backups, 3);
    ASSERT_TRUE(made) << kit::code_of(made);
    EXPECT_FALSE(made->has_vault);
    EXPECT_EQ(kit::code_of(restore_ledger(other, backups, 0, Hash32{})), "node.LEDGER_ELSEWHERE");
    EXPECT_FALSE(std::filesystem::exists(other));
    const auto restored = restore_ledger(other, backups, 0, community);
    ASSERT_TRUE(restored) << kit::code_of(restored);
    EXPECT_EQ(restored->community, community);
    EXPECT_TRUE(restored->key_hint) << "the key is in no backup";
    EXPECT_EQ(restored->vault_key, "");
    EXPECT_TRUE(show(review.shown, *restored));
    const auto found = backups_in(backups);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->backups.size(), 1U);
}

TEST_F(LedgerCopies, tell_of_papers_that_did_not_come_back) {
    Restored done;
    done.left_out.assign(21, "vault/paper");
    const auto told = show(review.shown, done);
    ASSERT_EQ(kit::code_of(told), "node.PAPERS_LEFT_OUT");
    EXPECT_EQ(told.error().figures.at(0).value, "21");
    EXPECT_TRUE(told.error().figures.at(1).value.ends_with("paper …"));
    EXPECT_NE(review.shown.taken().find("Restored to"), std::string::npos) << "first all else";
}

TEST_F(LedgerCopies, are_carried_out_again_for_the_community_that_is_trusted) {
    const auto progress = [](auto, auto) {};
    EXPECT_EQ(kit::code_of(replay_ledger(data, Hash32{}, progress)), "node.LEDGER_ELSEWHERE");
    EXPECT_EQ(kit::code_of(replay_ledger(other, community, progress)), "node.LEDGER_WRONG");
}

TEST_F(LedgerCopies, are_shortened_by_nobody_who_did_not_agree) {
    review.agrees = false;
    EXPECT_EQ(kit::code_of(prune(review, data, least_days_kept)), "client.NOT_CONFIRMED");
    EXPECT_EQ(kit::code_of(roll_back(review, data)), "client.NOT_CONFIRMED");
    EXPECT_EQ(kit::code_of(confirm_witnessed(review, data, {})), "client.NOT_CONFIRMED");
    EXPECT_EQ(kit::code_of(prune(review, other, least_days_kept)), "desk.STORE_FAILED");
    review.agrees = true;
    EXPECT_EQ(kit::code_of(prune(review, data, least_days_kept - 1)), "node.DAYS_TOO_FEW");
}

// It would stand in the signer's record for good.
TEST_F(LedgerCopies, lost_no_block_that_no_ledger_can_have_made) {
    const auto store =
        storage::LedgerStore::open(ledger_folder(data), storage::OpenMode::read_only);
    ASSERT_TRUE(store);
    const auto tip = (*store)->tip();
    const auto record = data / "seal-to-try";
    const auto confirmed = [&](Height height, std::int64_t later_ms) {
        return engine::confirm_head(**store, record, {height, std::nullopt},
                                    {tip.time.ms + later_ms});
    };
    const Height minute = 60'000;
    EXPECT_TRUE(
        kit::is_fault(confirmed(tip.height + minute + 1001, 1000), "no ledger has reached"));
    EXPECT_TRUE(kit::is_fault(confirmed(UINT64_MAX, 1000), "no ledger has reached"));
    EXPECT_FALSE(std::filesystem::exists(record)) << "nothing is recorded";
    const auto done = confirmed(tip.height + minute + 1000, 1000);
    ASSERT_TRUE(done) << kit::what_of(done);
    EXPECT_EQ(done->gap.to, tip.height + minute + 1000);
}

}  // namespace
}  // namespace linlian::node
