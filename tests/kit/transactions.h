// Keys and transactions of tests: the same seed gives the same key on every run.
#pragma once

#include "crypto/hash.h"
#include "ops/sign_transaction.h"

#include <string>

namespace linlian::kit {

// The key of whoever is called `name`.
inline KeyPair key_of(const std::string& name, Suite suite = Suite::ed25519) {
    return KeyPair::from_seed(suite, sha256("kit key of " + name));
}

// A nonce that only this number has.
inline Id16 nonce_of(std::uint64_t number) {
    const Hash32 hash = sha256("kit nonce " + std::to_string(number));
    Id16 nonce;
    std::copy_n(hash.data.begin(), Id16::size, nonce.data.begin());
    return nonce;
}

inline Bytes sign_act(const KeyPair& author, const Hash32& community,
                      const google::protobuf::Message& act, Timestamp expires,
                      const Id16& nonce = ops::random_nonce()) {
    return ops::sign_transaction(author, community, act, expires, nonce);
}

}  // namespace linlian::kit
