// The key pairs of a simulation's people: whoever signs looks here for the pair of a key.
#pragma once

#include "base/bytes.h"
#include "crypto/signer.h"

#include <map>
#include <memory>
#include <vector>

namespace linlian::simulation {

// The key pairs of everybody, found by the public key or by its hash (slips are known by that).
class Wallet {
  public:
    explicit Wallet(std::uint64_t seed) : seed_(seed) {}
    // The pair of this number in a wallet of this seed.
    static KeyPair pair(std::uint64_t seed, std::size_t number);
    const KeyPair& fresh();
    const KeyPair* find(const Bytes& key_or_hash) const;
    std::size_t size() const { return pairs_.size(); }
    std::uint64_t seed() const { return seed_; }
    // Forgets the pairs beyond the first `size`, so that the next fresh one is the same again.
    void shrink(std::size_t size);

  private:
    std::uint64_t seed_;
    std::vector<std::unique_ptr<KeyPair>> pairs_;
    std::map<Bytes, const KeyPair*> by_name_;
};

}  // namespace linlian::simulation
