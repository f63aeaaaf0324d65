// Sets of validators and the check of a commit, as CometBFT v0.38 makes them: an address is the
// beginning of a hash of the key, and the hash of a set is a Merkle root over its members in order.
#include "light/chain/validators.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "light/chain/wire.h"
#include "light/refusals.pb.h"

#include <algorithm>
#include <set>

namespace linlian::light {
namespace {

constexpr std::size_t address_bytes = 20;

// All that must agree before a signature is worth checking: ledger, set, height, block, and one
// entry for each validator.
Result<> check_commit_fits(std::string_view chain_id, std::span<const Validator> validators,
                           const Header& header, const Commit& commit) {
    if (header.chain_id != chain_id) return refuse(v1::OTHER_CHAIN, {{"chain", header.chain_id}});
    if (header.validators_hash != validators_hash(validators).view())
        return refuse(v1::OTHER_VALIDATORS, {{"height", std::to_string(header.height)}});
    if (commit.height != header.height)
        return refuse(v1::OTHER_HEIGHT, {{"commit", std::to_string(commit.height)},
                                         {"header", std::to_string(header.height)}});
    if (commit.block_id.hash != header_hash(header).view())
        return refuse(v1::OTHER_BLOCK, {{"height", std::to_string(header.height)}});
    if (commit.signatures.size() != validators.size())
        return refuse(v1::SIGNATURES_MISCOUNTED,
                      {{"signatures", std::to_string(commit.signatures.size())},
                       {"validators", std::to_string(validators.size())}});
    return {};
}

// The bytes that are signed are made from the commit itself; nothing of a vote is taken from
// elsewhere.
Result<> check_signature(std::string_view chain_id, const Validator& validator,
                         const Commit& commit, std::size_t index) {
    const CommitSignature& signature = commit.signatures[index];
    if (signature.validator_address != validator_address(validator.key))
        return refuse(v1::OTHER_SIGNER, {{"index", std::to_string(index)}});
    const Bytes signed_bytes = canonical_vote_sign_bytes(chain_id, commit, index);
    if (!verify_vote(validator.key, signed_bytes, signature.signature))
        return refuse(v1::COMMIT_SIGNATURE_WRONG, {{"index", std::to_string(index)}});
    return {};
}

std::int64_t total_power(std::span<const Validator> validators) {
    std::int64_t total = 0;
    for (const auto& validator : validators) total += validator.power;
    return total;
}

}  // namespace

Bytes validator_address(const PublicKey& key) {
    return Bytes{sha256(key.raw).view().substr(0, address_bytes)};
}

std::vector<Validator> in_canonical_order(std::vector<Validator> validators) {
    std::sort(validators.begin(), validators.end(), [](const Validator& a, const Validator& b) {
        if (a.power != b.power) return a.power > b.power;
        return validator_address(a.key) < validator_address(b.key);
    });
    return validators;
}

Hash32 validators_hash(std::span<const Validator> validators) {
    std::vector<Bytes> leaves;
    for (const auto& validator : validators) {
        wire::Validator message;
        message.mutable_key()->set_ed25519(validator.key.raw);
        message.set_power(validator.power);
        leaves.push_back(codec::encode(message));
    }
    return merkle_root(leaves);
}

Result<> check_validators(std::span<const Validator> validators) {
    if (validators.empty() || validators.size() > max_validators)
        return refuse(v1::VALIDATORS_MALFORMED);
    std::set<PublicKey> seen;
    // Taken off one by one, so that no sum overflows; powers times two or three stay numbers too.
    std::int64_t left = max_total_power;
    for (const auto& validator : validators) {
        const bool fits = validator.key.suite == Suite::ed25519 &&
                          PublicKey::parse(validator.key.encoded()).has_value() &&
                          validator.power > 0 && validator.power <= left;
        if (!fits || !seen.insert(validator.key).second) return refuse(v1::VALIDATORS_MALFORMED);
        left -= validator.power;
    }
    return {};
}

std::int64_t needed_power(std::span<const Validator> validators) {
    return total_power(validators) * 2 / 3 + 1;
}

// Votes for nil are checked and do not count: they are signatures of this commit as well.
Result<> verify_commit(std::string_view chain_id, std::span<const Validator> validators,
                       const Header& header, const Commit& commit) {
    TRY(check_validators(validators));
    if (!is_well_formed(commit)) return refuse(v1::COMMIT_MALFORMED);
    TRY(check_commit_fits(chain_id, validators, header, commit));
    std::int64_t signed_power = 0;
    for (std::size_t i = 0; i < validators.size(); ++i) {
        if (commit.signatures[i].flag == VoteFlag::absent) continue;
        TRY(check_signature(chain_id, validators[i], commit, i));
        if (commit.signatures[i].flag == VoteFlag::commit) signed_power += validators[i].power;
    }
    const std::int64_t needed = needed_power(validators);
    if (signed_power < needed)
        return refuse(v1::POWER_TOO_LOW, {{"signed", std::to_string(signed_power)},
                                          {"needed", std::to_string(needed)}});
    return {};
}

}  // namespace linlian::light
