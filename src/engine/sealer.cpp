#include "engine/sealer.h"

#include "machine/limits.h"
#include "storage/genesis_validators.h"

namespace linlian::engine {

light::BlockLimits block_limits() {
    return {.max_bytes = 2 * static_cast<std::int64_t>(machine::max_block_bytes), .max_gas = -1};
}

Sealer::Sealer(const Hash32& community, std::vector<light::Validator> validators, KeyPair key)
    : chain_id_(light::chain_id_of(community)),
      validators_(std::move(validators)),
      key_(std::move(key)),
      validators_hash_(light::validators_hash(validators_)),
      consensus_hash_(light::consensus_hash(block_limits())) {
    go_on_after({}, 0);
}

Faultable<Sealer> Sealer::make(const storage::LedgerStore& store, KeyPair key) {
    auto validators = storage::genesis_validators(store.genesis());
    if (!validators) return tl::unexpected(std::move(validators).error());
    std::int64_t power = 0;
    for (const auto& validator : *validators) {
        if (validator.key == key.public_key()) power = validator.power;
    }
    if (power < light::needed_power(*validators))
        return fault("this node's validator key cannot seal blocks of the ledger in " +
                     store.folder().string() +
                     " alone: put the key that founded it in place, or run the ledger with the "
                     "other validators");
    Sealer sealer{store.community(), std::move(*validators), std::move(key)};
    const auto height = store.tip().height;
    if (height == 0) return sealer;
    const auto last = store.block(height);
    auto commit = last ? light::decode_commit(last->commit) : Result<light::Commit>{};
    if (!last || !commit)
        return fault("the last block in " + store.folder().string() +
                     " does not read; restore the latest backup");
    sealer.go_on_after(std::move(*commit), last->parcels.size());
    const auto header = light::decode_header(last->header);
    if (!header || !Hash32::parse(header->app_hash, sealer.last_app_hash_))
        return fault("the last header in " + store.folder().string() +
                     " does not read; restore the latest backup");
    return sealer;
}

void Sealer::go_on_after(light::Commit commit, std::size_t parcels) {
    last_commit_ = std::move(commit);
    last_results_hash_ = light::results_hash(std::vector<light::ItemResult>(parcels));
}

light::Header Sealer::header(Timestamp time, const Hash32& app_hash,
                             const std::vector<Bytes>& parcels) const {
    return {.app_version = app_version,
            .chain_id = chain_id_,
            .height = last_commit_.height + 1,
            .time = light::BlockTime::from(time),
            .last_block_id = last_commit_.block_id,
            .last_commit_hash = light::commit_hash(last_commit_).bytes(),
            .data_hash = light::data_hash(parcels).bytes(),
            .validators_hash = validators_hash_.bytes(),
            .next_validators_hash = validators_hash_.bytes(),
            .consensus_hash = consensus_hash_.bytes(),
            .app_hash = app_hash.bytes(),
            .last_results_hash = last_results_hash_.bytes(),
            .evidence_hash = light::no_evidence_hash().bytes(),
            .proposer_address = light::validator_address(key_.public_key())};
}

// Validators who are not this node are absent from it.
light::Commit Sealer::commit(const light::Header& header, light::BlockId id) const {
    light::Commit commit{
        .height = header.height, .round = 0, .block_id = std::move(id), .signatures = {}};
    for (const auto& validator : validators_) {
        auto& entry = commit.signatures.emplace_back();
        if (validator.key != key_.public_key()) continue;
        entry.flag = light::VoteFlag::commit;
        entry.validator_address = light::validator_address(validator.key);
        entry.time = header.time;
        entry.signature = key_.sign(
            light::canonical_vote_sign_bytes(chain_id_, commit, commit.signatures.size() - 1));
    }
    return commit;
}

storage::BlockRecord Sealer::seal(Timestamp time, const Hash32& app_hash,
                                  std::vector<Bytes> parcels) {
    light::Block block{header(time, app_hash, parcels), std::move(parcels), last_commit_};
    auto signed_commit = commit(block.header, light::block_id(block));
    storage::BlockRecord record{light::encode_header(block.header),
                                light::encode_commit(signed_commit), std::move(block.items)};
    go_on_after(std::move(signed_commit), record.parcels.size());
    last_app_hash_ = app_hash;
    return record;
}

}  // namespace linlian::engine
