// Seals the blocks of one node with its validator key, in CometBFT's header and commit format. Only
// the solo engine has one; it runs on one thread. It does not judge what a block holds.
//
// It never signs two blocks at one height and round. A signature is written into the ledger's batch
// and nowhere else; when that is synced, settle() makes the signer's record say so, synced too, and
// only then may anybody see the block.
#pragma once

#include "crypto/signer.h"
#include "engine/seal/seal_record.h"
#include "light/chain/block.h"
#include "light/chain/validators.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

// Of the application, in every header.
inline constexpr std::uint64_t app_version = 1;

// What every block of a ledger says of its limits.
light::BlockLimits block_limits();

class Sealer {
  public:
    // Goes on after the last block of the store. Faults: the key is none of the validators or has
    // not more than two thirds of their power; the last block does not read; the ledger ends before
    // what the key has signed, or holds another block in its place.
    static Faultable<Sealer> make(const storage::LedgerStore& store, KeyPair key,
                                  SealRecord record);

    // The acts of the next block in one parcel of this node, numbered by the height; none of no
    // acts.
    std::vector<Bytes> parcels_of(std::vector<Bytes> acts) const;

    // The sealed block that follows the last one. `app_hash` is of the state before this block.
    // Fault: the key has signed another block at this height.
    Faultable<storage::BlockRecord> seal(Timestamp time, const Hash32& app_hash,
                                         std::vector<Bytes> parcels);
    // What was sealed last, by a clock believed since this moment, is in the ledger, and synced
    // there: records it.
    Faultable<> settle(const std::optional<Belief>& belief);

    // Since when the clock was believed at the last seal on record; nothing where nobody knows.
    const std::optional<Belief>& belief() const { return record_.last().belief; }
    // The key of this node.
    const KeyPair& key() const { return key_; }
    // Whether the next block is the first one after a loss, whose round tells everybody of it.
    bool begins_after_loss() const {
        const auto& gap = record_.last().gap;
        return !gap.is_none() && gap.from == last_commit_.height + 1;
    }
    // The app hash that the last header carries; zero before the first block.
    const Hash32& last_app_hash() const { return last_app_hash_; }

  private:
    Sealer(const Hash32& community, std::vector<light::Validator> validators, KeyPair key,
           SealRecord record);
    Faultable<> catch_up(const storage::LedgerStore& store);
    std::uint32_t round_at(Height height) const;
    light::Header header(Timestamp time, const Hash32& app_hash,
                         const std::vector<Bytes>& parcels) const;
    light::Commit commit(const light::Header& header, light::BlockId id) const;
    void go_on_after(light::Commit commit, std::size_t parcels);

    Hash32 community_;
    std::string chain_id_;
    std::vector<light::Validator> validators_;
    KeyPair key_;
    SealRecord record_;
    Hash32 validators_hash_;
    Hash32 consensus_hash_;
    light::Commit last_commit_;
    Hash32 last_results_hash_;
    Hash32 last_app_hash_;
    SealedBlock sealed_;  // the newest, settled or not
};

}  // namespace linlian::engine
