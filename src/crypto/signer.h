// Who signs, and a key pair that does. Only rooms above the waterline and tests use it: below it
// nothing ever holds a secret. Everything is deterministic from the seed, signatures too.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"

#include <memory>
#include <string_view>

namespace linlian {

// Whoever signs, wherever their key is: in a file, on a phone, in a browser.
class Author {
  public:
    virtual ~Author() = default;
    virtual const PublicKey& public_key() const = 0;
    // The signature over tagged_hash(tag, message), by whoever holds the key and may look at what
    // they sign. Refusals: theirs.
    virtual Result<Bytes> sign(std::string_view tag, BytesView message) const = 0;
};

class KeyPair final : public Author {
  public:
    // The pair of this seed. ed25519: the seed is the private key of RFC 8032. p256: it is the
    // secret scalar, big-endian; a seed that is none (zero, or not below the order) is hashed
    // first.
    static KeyPair from_seed(Suite suite, const Hash32& seed);

    KeyPair(KeyPair&&) noexcept = default;
    KeyPair& operator=(KeyPair&&) noexcept = default;

    const PublicKey& public_key() const override { return public_key_; }
    Result<Bytes> sign(std::string_view tag, BytesView message) const override;

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
