#include "light/chain/validators.h"

#include "crypto/hash.h"
#include "light/chain/seal_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::light {
namespace {

std::string code_of(const Result<>& result) {
    return result ? "accepted" : result.error().code.substr(sizeof("light.") - 1);
}

std::string verdict(const Seal& seal) {
    return code_of(verify_commit("chain", seal.validators, seal.header, seal.commit));
}

}  // namespace

TEST(VerifyCommit, accepts_what_all_signed) {
    EXPECT_EQ(verdict(sealed("chain", {1, 1, 1, 1}, "cccc")), "accepted");
}

TEST(VerifyCommit, accepts_one_unit_of_power_above_two_thirds) {
    EXPECT_EQ(verdict(sealed("chain", {67, 33}, "ca")), "accepted");
}

TEST(VerifyCommit, refuses_exactly_two_thirds) {
    const Seal seal = sealed("chain", {2, 2, 2}, "cca");
    const auto result = verify_commit("chain", seal.validators, seal.header, seal.commit);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (Refusal{"light.POWER_TOO_LOW", {{"signed", "4"}, {"needed", "5"}}}));
}

TEST(VerifyCommit, counts_a_vote_for_nil_as_no_power) {
    EXPECT_EQ(verdict(sealed("chain", {1, 1, 1, 1}, "ccnc")), "accepted");
    EXPECT_EQ(verdict(sealed("chain", {1, 1, 1, 1}, "ccnn")), "POWER_TOO_LOW");
}

TEST(VerifyCommit, refuses_every_flipped_bit_of_every_signature) {
    const Seal seal = sealed("chain", {1, 1, 1, 1}, "ccnc");
    for (std::size_t i = 0; i < seal.commit.signatures.size(); ++i) {
        for (std::size_t bit = 0; bit < 64 * 8; ++bit) {
            Seal changed = seal;
            changed.commit.signatures[i].signature[bit / 8] ^= static_cast<char>(1 << bit % 8);
            EXPECT_EQ(verdict(changed), "COMMIT_SIGNATURE_WRONG") << i << " " << bit;
        }
    }
}

TEST(VerifyCommit, refuses_another_chain) {
    const Seal seal = sealed("chain", {1}, "c");
    EXPECT_EQ(code_of(verify_commit("niahc", seal.validators, seal.header, seal.commit)),
              "OTHER_CHAIN");
}

TEST(VerifyCommit, refuses_votes_made_for_another_chain) {
    Seal seal = sealed("niahc", {1}, "c");
    seal.header.chain_id = "chain";
    seal.commit.block_id.hash = header_hash(seal.header).bytes();
    EXPECT_EQ(verdict(seal), "COMMIT_SIGNATURE_WRONG");
}

TEST(VerifyCommit, refuses_a_header_that_names_other_validators) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    seal.header.validators_hash = sha256("others").bytes();
    EXPECT_EQ(verdict(seal), "OTHER_VALIDATORS");
}

TEST(VerifyCommit, refuses_a_set_in_another_order) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    std::swap(seal.validators[0], seal.validators[1]);
    EXPECT_EQ(verdict(seal), "OTHER_VALIDATORS");
}

TEST(VerifyCommit, refuses_a_commit_of_another_height) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    ++seal.commit.height;
    EXPECT_EQ(verdict(seal), "OTHER_HEIGHT");
}

TEST(VerifyCommit, refuses_a_commit_for_another_block) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    seal.header.app_hash = sha256("other state").bytes();
    EXPECT_EQ(verdict(seal), "OTHER_BLOCK");
}

TEST(VerifyCommit, refuses_votes_for_another_block) {
    const Seal other = sealed("chain", {1, 1}, "cc");
    Seal seal = other;
    seal.header.app_hash = sha256("other state").bytes();
    seal.commit.block_id.hash = header_hash(seal.header).bytes();
    EXPECT_EQ(verdict(seal), "COMMIT_SIGNATURE_WRONG");
}

TEST(VerifyCommit, refuses_other_parts_of_the_same_header) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    seal.commit.block_id.parts.total = 2;
    EXPECT_EQ(verdict(seal), "COMMIT_SIGNATURE_WRONG");
}

TEST(VerifyCommit, refuses_too_few_and_too_many_entries) {
    Seal seal = sealed("chain", {1, 1, 1, 1}, "ccca");
    seal.commit.signatures.pop_back();
    EXPECT_EQ(verdict(seal), "SIGNATURES_MISCOUNTED");
    seal.commit.signatures.resize(5);
    EXPECT_EQ(verdict(seal), "SIGNATURES_MISCOUNTED");
}

TEST(VerifyCommit, refuses_one_signer_counted_twice) {
    Seal seal = sealed("chain", {1, 1, 1, 1}, "ccaa");
    seal.commit.signatures[2] = seal.commit.signatures[0];
    EXPECT_EQ(verdict(seal), "OTHER_SIGNER");
}

TEST(VerifyCommit, refuses_a_set_with_one_key_twice) {
    Seal seal = sealed("chain", {1, 1}, "cc");
    seal.validators[1] = seal.validators[0];
    seal.commit.signatures[1] = seal.commit.signatures[0];
    seal.header.validators_hash = validators_hash(seal.validators).bytes();
    EXPECT_EQ(verdict(seal), "VALIDATORS_MALFORMED");
}

TEST(VerifyCommit, refuses_an_absent_entry_that_is_not_empty) {
    Seal seal = sealed("chain", {1, 1, 1, 1}, "ccca");
    seal.commit.signatures[3].validator_address = validator_address(seal.validators[3].key);
    EXPECT_EQ(verdict(seal), "COMMIT_MALFORMED");
}

TEST(Validators, must_be_some_of_positive_power_and_not_too_much_together) {
    std::vector<Validator> set = sealed("chain", {1, 1}, "cc").validators;
    EXPECT_EQ(code_of(check_validators({})), "VALIDATORS_MALFORMED");
    set[0].power = 0;
    EXPECT_EQ(code_of(check_validators(set)), "VALIDATORS_MALFORMED");
    set[0].power = max_total_power;
    EXPECT_EQ(code_of(check_validators(set)), "VALIDATORS_MALFORMED");
    set[0].power = max_total_power - 1;
    EXPECT_EQ(code_of(check_validators(set)), "accepted");
}

TEST(Validators, must_be_ed25519) {
    const Hash32 seed = sha256("p256");
    const PublicKey key = KeyPair::from_seed(Suite::p256, seed).public_key();
    const std::vector<Validator> set{{key, 1}};
    EXPECT_EQ(code_of(check_validators(set)), "VALIDATORS_MALFORMED");
}

// CometBFT takes any 32 bytes as a key. Had we another rule, a set that it goes on with could not
// be followed here; the machine sees to it that no such key becomes a validator's.
TEST(Validators, may_have_any_key_of_32_bytes) {
    for (const Bytes& raw : {Bytes(32, '\0'), Bytes(32, '\xff')}) {
        const std::vector<Validator> set{{{Suite::ed25519, raw}, 1}};
        EXPECT_EQ(code_of(check_validators(set)), "accepted");
        const std::vector<Validator> shorter{{{Suite::ed25519, raw.substr(1)}, 1}};
        EXPECT_EQ(code_of(check_validators(shorter)), "VALIDATORS_MALFORMED");
    }
}

}  // namespace linlian::light
