#include "light/chain/evidence.h"

#include "codec/wire.h"
#include "light/chain/block.h"
#include "light/chain/seal_for_tests.h"
#include "light/chain/wire.h"

#include <gtest/gtest.h>

#include <functional>

namespace linlian::light {
namespace {

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

wire::Vote vote(const std::string& block) {
    wire::Vote vote;
    vote.set_type(2);
    vote.set_height(7);
    to_wire({sha256(block).bytes(), {1, sha256("parts").bytes()}}, *vote.mutable_block_id());
    to_wire(BlockTime{}, *vote.mutable_time());
    vote.set_validator_address(Bytes(20, 'v'));
    vote.set_signature(Bytes(64, 's'));
    return vote;
}

wire::DuplicateVote duplicate_vote() {
    wire::DuplicateVote votes;
    *votes.mutable_one() = vote("one");
    *votes.mutable_other() = vote("other");
    votes.set_total_power(4);
    votes.set_validator_power(1);
    votes.mutable_time();
    return votes;
}

wire::LightClientAttack attack() {
    const Seal seal = sealed("chain", {1, 1}, "ca");
    wire::LightClientAttack attack;
    auto& block = *attack.mutable_conflicting_block();
    to_wire(seal.header, *block.mutable_signed_header()->mutable_header());
    to_wire(seal.commit, *block.mutable_signed_header()->mutable_commit());
    for (const auto& one : seal.validators) {
        auto& member = *block.mutable_validators()->add_members();
        member.set_address(validator_address(one.key));
        member.mutable_key()->set_ed25519(one.key.raw);
        member.set_power(one.power);
    }
    *attack.add_byzantine() = block.validators().members(0);
    attack.mutable_time();
    return attack;
}

Block block_with(std::vector<Evidence> evidence) {
    const Seal seal = sealed("chain", {1, 1}, "cc");
    return {seal.header, {"item"}, seal.commit, std::move(evidence)};
}

bool reads(const google::protobuf::Message& content, EvidenceKind kind) {
    return is_well_formed({kind, codec::encode(content)});
}

}  // namespace

TEST(Evidence, of_both_kinds_comes_back_in_a_block) {
    const Block block =
        block_with({{EvidenceKind::duplicate_vote, codec::encode(duplicate_vote())},
                    {EvidenceKind::light_client_attack, codec::encode(attack())},
                    {EvidenceKind::duplicate_vote, codec::encode(duplicate_vote())}});
    EXPECT_EQ(decode_block(encode_block(block)), block);
    EXPECT_NE(evidence_hash(block.evidence), no_evidence_hash());
}

TEST(Evidence, is_hashed_in_its_order) {
    Block block = block_with({{EvidenceKind::duplicate_vote, codec::encode(duplicate_vote())},
                              {EvidenceKind::light_client_attack, codec::encode(attack())}});
    const Hash32 hash = evidence_hash(block.evidence);
    std::swap(block.evidence[0], block.evidence[1]);
    EXPECT_NE(evidence_hash(block.evidence), hash);
}

// A part left out would be a second spelling of the same evidence.
TEST(Evidence, must_have_every_part_that_is_always_written) {
    ASSERT_TRUE(reads(duplicate_vote(), EvidenceKind::duplicate_vote));
    const std::vector<std::function<void(wire::DuplicateVote&)>> cuts{
        [](auto& votes) { votes.clear_one(); },
        [](auto& votes) { votes.clear_other(); },
        [](auto& votes) { votes.clear_time(); },
        [](auto& votes) { votes.mutable_one()->clear_time(); },
        [](auto& votes) { votes.mutable_other()->clear_block_id(); },
        [](auto& votes) { votes.mutable_other()->mutable_block_id()->clear_parts(); },
    };
    for (const auto& cut : cuts) {
        auto votes = duplicate_vote();
        cut(votes);
        EXPECT_FALSE(reads(votes, EvidenceKind::duplicate_vote));
    }
    ASSERT_TRUE(reads(attack(), EvidenceKind::light_client_attack));
    auto without_time = attack();
    without_time.clear_time();
    EXPECT_FALSE(reads(without_time, EvidenceKind::light_client_attack));
    auto without_header = attack();
    without_header.mutable_conflicting_block()->clear_signed_header();
    EXPECT_FALSE(reads(without_header, EvidenceKind::light_client_attack));
}

TEST(Evidence, of_no_known_kind_or_not_well_formed_makes_no_block) {
    const Block good =
        block_with({{EvidenceKind::duplicate_vote, codec::encode(duplicate_vote())}});
    const Bytes bytes = encode_block(good);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(code_of(decode_block(bytes.substr(0, size))), "light.BLOCK_MALFORMED");
    wire::Block message;
    ASSERT_TRUE(codec::decode_strict(bytes, message));
    message.mutable_evidence()->mutable_evidence(0)->clear_kind();
    EXPECT_EQ(code_of(decode_block(codec::encode(message))), "light.BLOCK_MALFORMED");
    EXPECT_FALSE(is_well_formed({EvidenceKind::duplicate_vote, "no vote"}));
    EXPECT_FALSE(is_well_formed({EvidenceKind{3}, ""}));
}

}  // namespace linlian::light
