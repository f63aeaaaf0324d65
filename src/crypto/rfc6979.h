// The deterministic nonces of RFC 6979 with SHA-256, for a group whose order has 256 bits. Only
// the suite p256 calls it, when it signs. It does not know the group: the caller takes the first
// nonce that fits.
#pragma once

#include "base/bytes.h"

namespace linlian::rfc6979 {

// The candidates of RFC 6979 §3.2 in their order. Wiped from memory when it goes.
class NonceSource {
  public:
    // Both are 32 bytes: the secret scalar, and the message hash modulo the order.
    NonceSource(BytesView secret, BytesView reduced_hash);
    NonceSource(const NonceSource&) = delete;
    NonceSource& operator=(const NonceSource&) = delete;
    ~NonceSource();

    Hash32 next();

  private:
    // HMAC-SHA-256 under the present key.
    Hash32 hmac(BytesView first, BytesView second = {}) const;

    Hash32 key_;
    Hash32 value_;
};

}  // namespace linlian::rfc6979
