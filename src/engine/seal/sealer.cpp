// Making headers and commits in CometBFT's format with the one key of this node, and never two at
// one height. `make` checks the key and the record at the start; for each block `seal` signs and
// `settle` puts on record what was signed.

#include "engine/seal/sealer.h"

#include "contract/opening/limits.h"
#include "contract/opening/parcel.h"
#include "engine/line/signed_check.h"
#include "storage/snapshot/genesis_validators.h"

namespace linlian::engine {

// Twice the machine's limit leaves room for headers and envelopes; gas is not used (-1). The hash
// of these is in every header, so that they never change.
light::BlockLimits block_limits() {
    return {.max_bytes = 2 * static_cast<std::int64_t>(machine::max_block_bytes), .max_gas = -1};
}

Sealer::Sealer(const Hash32& community, std::vector<light::Validator> validators, KeyPair key,
               SealRecord record)
    : community_(community),
      chain_id_(light::chain_id_of(community)),
      validators_(std::move(validators)),
      key_(std::move(key)),
      record_(std::move(record)),
      validators_hash_(light::validators_hash(validators_)),
      consensus_hash_(light::consensus_hash(block_limits())) {
    go_on_after({}, 0);
}

Faultable<Sealer> Sealer::make(const storage::LedgerStore& store, KeyPair key, SealRecord record) {
    auto validators = TRY(storage::genesis_validators(store.genesis()));
    // A key that is no validator's has no power, and so cannot seal.
    std::int64_t power = 0;
    for (const auto& validator : validators) {
        if (validator.key == key.public_key()) power = validator.power;
    }
    if (power < light::needed_power(validators))
        return fault("this node's validator key cannot seal blocks of the ledger in " +
                     store.folder().string() +
                     " alone: put the key that founded it in place, or run the ledger with the "
                     "other validators");
    Sealer sealer{store.community(), std::move(validators), std::move(key), std::move(record)};
    TRY(sealer.catch_up(store));
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

// Records the last block, where the power failed after it was synced and before the record was.
Faultable<> Sealer::catch_up(const storage::LedgerStore& store) {
    TRY(check_signed(store, record_.last()));
    sealed_ = record_.last().block;
    const Height tip = store.tip().height;
    if (sealed_.height >= tip) return {};
    const auto newest = store.block(tip);
    const auto hash = newest ? hash_of(*newest) : std::nullopt;
    const auto commit = newest ? light::decode_commit(newest->commit) : Result<light::Commit>{};
    if (!hash || !commit) return {};  // make() says that it does not read
    sealed_ = {tip, static_cast<std::uint32_t>(commit->round), *hash};
    return record_.advance(sealed_, record_.last().belief);
}

// Round 0, until a loss has put the rest into a later one.
std::uint32_t Sealer::round_at(Height height) const {
    const auto& gap = record_.last().gap;
    return height >= gap.from ? gap.round : 0;
}

// What the next header has to say of this block. Results are one plain result for each parcel.
void Sealer::go_on_after(light::Commit commit, std::size_t parcels) {
    last_commit_ = std::move(commit);
    last_results_hash_ = light::results_hash(std::vector<light::ItemResult>(parcels));
}

// Header fields as CometBFT means them; `app_hash` is that of the state before the block.
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
    light::Commit commit{.height = header.height,
                         .round = static_cast<std::int32_t>(round_at(header.height)),
                         .block_id = std::move(id),
                         .signatures = {}};
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

// All acts of a block are one parcel, numbered by the height; a block without acts has none.
std::vector<Bytes> Sealer::parcels_of(std::vector<Bytes> acts) const {
    if (acts.empty()) return {};
    const auto number = static_cast<std::uint64_t>(last_commit_.height) + 1;
    return {machine::make_parcel(community_, key_, number, std::move(acts))};
}

Faultable<storage::BlockRecord> Sealer::seal(Timestamp time, const Hash32& app_hash,
                                             std::vector<Bytes> parcels) {
    light::Block block{header(time, app_hash, parcels), std::move(parcels), last_commit_};
    const SealedBlock next{block.header.height, round_at(block.header.height),
                           light::header_hash(block.header)};
    // The same block again is fine: so it is sealed anew after it was taken back.
    if (next.height < sealed_.height || (next.height == sealed_.height && next != sealed_))
        return fault("this node's key has signed another block at height " +
                     std::to_string(next.height) +
                     " (SECOND_SIGNATURE): it does not sign a second one. Start the node again, "
                     "which seals the block that was taken back anew");
    auto signed_commit = commit(block.header, light::block_id(block));
    storage::BlockRecord record{light::encode_header(block.header),
                                light::encode_commit(signed_commit), std::move(block.items)};
    go_on_after(std::move(signed_commit), record.parcels.size());
    // From here on the signature exists. `sealed_` stands in memory first; the record follows once
    // the block is durable (settle).
    last_app_hash_ = app_hash;
    sealed_ = next;
    return record;
}

Faultable<> Sealer::settle(const std::optional<Belief>& belief) {
    return record_.advance(sealed_, belief);
}

}  // namespace linlian::engine
