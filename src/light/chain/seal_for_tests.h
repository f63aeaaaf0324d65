// For tests of this room: a header with its validators and their commit, all signed by keys whose
// seeds are their numbers.
#pragma once

#include "crypto/hash.h"
#include "crypto/signer.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"

namespace linlian::light {

struct Seal {
    std::vector<Validator> validators;
    Header header;
    Commit commit;
};

inline KeyPair test_key(std::size_t number) {
    return KeyPair::from_seed(Suite::ed25519, sha256("validator " + std::to_string(number)));
}

// The set of test keys 0, 1, … with these powers, in CometBFT's order.
inline std::vector<Validator> test_validators(const std::vector<std::int64_t>& powers) {
    std::vector<Validator> validators;
    for (std::size_t i = 0; i < powers.size(); ++i)
        validators.push_back({test_key(i).public_key(), powers[i]});
    return in_canonical_order(std::move(validators));
}

inline Bytes test_signature(const Validator& validator, std::size_t keys, BytesView message) {
    for (std::size_t i = 0; i < keys; ++i) {
        const KeyPair pair = test_key(i);
        if (pair.public_key() == validator.key) return pair.sign(message);
    }
    return {};
}

// `votes` has a letter for each validator in the set's order: c for the block, n nil, a absent.
inline Commit test_commit(const std::vector<Validator>& validators, const Header& header,
                          std::string_view votes, std::int32_t round = 0) {
    Commit commit{.height = header.height,
                  .round = round,
                  .block_id = {header_hash(header).bytes(), {1, sha256("parts").bytes()}},
                  .signatures = {}};
    commit.signatures.resize(validators.size());
    for (std::size_t i = 0; i < validators.size(); ++i) {
        if (votes[i] == 'a') continue;
        auto& entry = commit.signatures[i];
        entry.flag = votes[i] == 'c' ? VoteFlag::commit : VoteFlag::nil;
        entry.validator_address = validator_address(validators[i].key);
        entry.time = header.time;
        entry.signature = test_signature(validators[i], validators.size(),
                                         canonical_vote_sign_bytes(header.chain_id, commit, i));
    }
    return commit;
}

inline Header test_header(std::string_view chain_id, const std::vector<Validator>& validators) {
    return {.chain_id = std::string{chain_id},
            .height = 8,
            .time = BlockTime::from(Timestamp{1'795'222'800'123}),
            .last_block_id = {sha256("block 7").bytes(), {1, sha256("parts").bytes()}},
            .last_commit_hash = sha256("commit 7").bytes(),
            .data_hash = data_hash({}).bytes(),
            .validators_hash = validators_hash(validators).bytes(),
            .next_validators_hash = validators_hash(validators).bytes(),
            .consensus_hash = consensus_hash({}).bytes(),
            .app_hash = sha256("state 7").bytes(),
            .last_results_hash = results_hash({}).bytes(),
            .evidence_hash = no_evidence_hash().bytes(),
            .proposer_address = validator_address(validators[0].key)};
}

inline Seal sealed(std::string_view chain_id, const std::vector<std::int64_t>& powers,
                   std::string_view votes) {
    Seal seal;
    seal.validators = test_validators(powers);
    seal.header = test_header(chain_id, seal.validators);
    seal.commit = test_commit(seal.validators, seal.header, votes);
    return seal;
}

}  // namespace linlian::light
