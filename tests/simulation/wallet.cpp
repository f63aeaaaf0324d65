#include "simulation/wallet.h"

#include "crypto/hash.h"
#include "modules/registry/rules.h"

namespace linlian::simulation {

KeyPair Wallet::pair(std::uint64_t seed, std::size_t number) {
    const auto name = "simulated key " + std::to_string(seed) + "/" + std::to_string(number);
    return KeyPair::from_seed(number % 16 == 15 ? Suite::p256 : Suite::ed25519, sha256(name));
}

const KeyPair& Wallet::fresh() {
    pairs_.push_back(std::make_unique<KeyPair>(pair(seed_, pairs_.size())));
    const KeyPair& made = *pairs_.back();
    by_name_[made.public_key().encoded()] = &made;
    by_name_[registry::key_hash(made.public_key().encoded()).bytes()] = &made;
    return made;
}

void Wallet::shrink(std::size_t size) {
    while (pairs_.size() > size) {
        const Bytes key = pairs_.back()->public_key().encoded();
        by_name_.erase(key);
        by_name_.erase(registry::key_hash(key).bytes());
        pairs_.pop_back();
    }
}

const KeyPair* Wallet::find(const Bytes& key_or_hash) const {
    const auto found = by_name_.find(key_or_hash);
    return found == by_name_.end() ? nullptr : found->second;
}

}  // namespace linlian::simulation
