// Seals the blocks of one node with its validator key, in CometBFT's header and commit format. Only
// the solo engine has one; it runs on one thread. It does not judge what a block holds.
#pragma once

#include "crypto/signer.h"
#include "light/block.h"
#include "light/validators.h"
#include "storage/ledger_store.h"

namespace linlian::engine {

// Of the application, in every header.
inline constexpr std::uint64_t app_version = 1;

// What every block of a ledger says of its limits.
light::BlockLimits block_limits();

class Sealer {
  public:
    // Goes on after the last block of the store. Faults: the key is none of the validators or has
    // not more than two thirds of their power; the last block does not read.
    static Faultable<Sealer> make(const storage::LedgerStore& store, KeyPair key);

    // The sealed block that follows the last one. `app_hash` is of the state before this block.
    storage::BlockRecord seal(Timestamp time, const Hash32& app_hash, std::vector<Bytes> parcels);

    // The app hash that the last header carries; zero before the first block.
    const Hash32& last_app_hash() const { return last_app_hash_; }

  private:
    Sealer(const Hash32& community, std::vector<light::Validator> validators, KeyPair key);
    light::Header header(Timestamp time, const Hash32& app_hash,
                         const std::vector<Bytes>& parcels) const;
    light::Commit commit(const light::Header& header, light::BlockId id) const;
    void go_on_after(light::Commit commit, std::size_t parcels);

    std::string chain_id_;
    std::vector<light::Validator> validators_;
    KeyPair key_;
    Hash32 validators_hash_;
    Hash32 consensus_hash_;
    light::Commit last_commit_;
    Hash32 last_results_hash_;
    Hash32 last_app_hash_;
};

}  // namespace linlian::engine
