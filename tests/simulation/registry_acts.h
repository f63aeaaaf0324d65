// The generator of the registry's acts: what somebody in a community sensibly does next, given what
// there is. It is often refused all the same, for it does not work out every rule.
#pragma once

#include "crypto/signer.h"
#include "machine/machine.h"
#include "simulation/directory.h"

#include <map>

namespace linlian::simulation {

// The key pairs of everybody, found by the public key or by its hash (slips are known by that).
class Wallet {
  public:
    explicit Wallet(std::uint64_t seed) : seed_(seed) {}
    const KeyPair& fresh();
    const KeyPair* find(const Bytes& key_or_hash) const;
    std::size_t size() const { return pairs_.size(); }
    // Forgets the pairs beyond the first `size`, so that the next fresh one is the same again.
    void shrink(std::size_t size);

  private:
    std::uint64_t seed_;
    std::vector<std::unique_ptr<KeyPair>> pairs_;
    std::map<Bytes, const KeyPair*> by_name_;
};

// An act, and the key of whoever sends it (for a slip the hash of it).
struct Sent {
    Bytes key;
    std::unique_ptr<machine::Message> act;
};

// Nothing when the act it thought of needs what there is not.
std::optional<Sent> draw_registry_act(Draws& draws, Wallet& wallet, const Directory& directory,
                                      Timestamp now);

// Acts that need a second office are proposed; somebody of another office supports a motion.
Sent proposed(Draws& draws, const Directory& directory, Sent sent);
std::optional<Sent> draw_support(Draws& draws, const Directory& directory);

}  // namespace linlian::simulation
