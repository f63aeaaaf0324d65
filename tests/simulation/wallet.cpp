#include "simulation/wallet.h"

#include "crypto/hash.h"
#include "modules/registry/rules.h"

namespace linlian::simulation {

const KeyPair& Wallet::fresh() {
    const auto name =
        "simulated key " + std::to_string(seed_) + "/" + std::to_string(pairs_.size());
    const auto suite = pairs_.size() % 16 == 15 ? Suite::p256 : Suite::ed25519;
    pairs_.push_back(std::make_unique<KeyPair>(KeyPair::from_seed(suite, sha256(name))));
    const KeyPair& pair = *pairs_.back();
    by_name_[pair.public_key().encoded()] = &pair;
    by_name_[registry::key_hash(pair.public_key().encoded()).bytes()] = &pair;
    return pair;
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
