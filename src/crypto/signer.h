// A key pair that signs. Only rooms above the waterline and tests use it: below it nothing ever
// holds a secret. Everything is deterministic from the seed, signatures too.
#pragma once

#include "crypto/keys.h"

#include <memory>

namespace linlian {

class KeyPair {
  public:
    // The pair of this seed. ed25519: the seed is the private key of RFC 8032. p256: it is the
    // secret scalar, big-endian; a seed that is none (zero, or not below the order) is hashed
    // first.
    static KeyPair from_seed(Suite suite, const Hash32& seed);

    KeyPair(KeyPair&&) noexcept = default;
    KeyPair& operator=(KeyPair&&) noexcept = default;

    const PublicKey& public_key() const { return public_key_; }

    // The signature over exactly these bytes: RFC 8032 for ed25519, RFC 6979 with SHA-256 for p256.
    Bytes sign(BytesView message) const;

  private:
    // The secret, wiped from memory when the pair goes.
    struct Secret {
        ~Secret();
        Hash32 bytes;
    };

    KeyPair(PublicKey public_key, std::unique_ptr<const Secret> secret);

    PublicKey public_key_;
    std::unique_ptr<const Secret> secret_;
};

}  // namespace linlian
