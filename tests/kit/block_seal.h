// Seals blocks as the solo engine does, for stores that tests drive without an engine.
#pragma once

#include "base/check.h"
#include "codec/wire.h"
#include "contract/opening/parcel.h"
#include "crypto/signer.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"
#include "storage/ledger_store.h"

namespace linlian::kit {

struct NextBlock {
    Timestamp time;
    std::vector<Bytes> transactions;
};

// What a block says of the one before it: its commit and that each of its parcels was taken.
struct LastBlock {
    light::Commit commit;
    std::vector<light::ItemResult> results;
};
inline LastBlock last_block(const storage::LedgerStore& store, Height height) {
    if (height == 0) return {};
    const auto block = store.block(height);
    auto commit = block ? light::decode_commit(block->commit) : Result<light::Commit>{};
    CHECK(block && commit);
    return {std::move(*commit), std::vector<light::ItemResult>(block->parcels.size())};
}

// The block that follows the tip of the store, signed by `key`, its one validator.
inline storage::BlockRecord sealed_block(const storage::LedgerStore& store, const KeyPair& key,
                                         const NextBlock& next) {
    const auto tip = store.tip();
    const auto [last, results] = last_block(store, tip.height);
    std::vector<Bytes> parcels;
    if (!next.transactions.empty())
        parcels.push_back(machine::make_parcel(
            store.community(), key, static_cast<std::uint64_t>(tip.height) + 1, next.transactions));
    const std::vector<light::Validator> set{
        {key.public_key(), store.genesis().validators(0).power()}};
    const Bytes set_hash = light::validators_hash(set).bytes();
    light::Block block{{.chain_id = light::chain_id_of(store.community()),
                        .height = tip.height + 1,
                        .time = light::BlockTime::from(next.time),
                        .last_block_id = last.block_id,
                        .last_commit_hash = light::commit_hash(last).bytes(),
                        .data_hash = light::data_hash(parcels).bytes(),
                        .validators_hash = set_hash,
                        .next_validators_hash = set_hash,
                        .consensus_hash = light::consensus_hash({}).bytes(),
                        .app_hash = tip.app_hash().bytes(),
                        .last_results_hash = light::results_hash(results).bytes(),
                        .evidence_hash = light::no_evidence_hash().bytes(),
                        .proposer_address = light::validator_address(key.public_key())},
                       parcels,
                       last};
    light::Commit commit{.height = block.header.height,
                         .round = 0,
                         .block_id = light::block_id(block),
                         .signatures = {{.flag = light::VoteFlag::commit,
                                         .validator_address = block.header.proposer_address,
                                         .time = block.header.time,
                                         .signature = {}}}};
    commit.signatures[0].signature =
        key.sign(light::canonical_vote_sign_bytes(block.header.chain_id, commit, 0));
    return {light::encode_header(block.header), light::encode_commit(commit), parcels};
}

}  // namespace linlian::kit
