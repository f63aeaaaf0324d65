// The suite ed25519 (RFC 8032) by libsodium: keys, signatures and their checks. Only keys.cpp and
// signer.cpp call it. There are two checks: the strict one of acts is libsodium's, and the one of
// consensus votes is that of CometBFT.
#pragma once

#include "base/bytes.h"

namespace linlian::ed25519 {

inline constexpr std::size_t public_key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;

// True for a canonical point of the group of prime order, not the identity.
bool accepts_key(BytesView raw);
// Without cofactor; refuses keys and R of small order, keys that are not canonical, S not below the
// order of the group.
bool verifies(BytesView raw, BytesView message, BytesView signature);
// By ZIP-215: with cofactor, A and R any encodings of any points of the curve, S below the order.
// Whatever verifies() takes holds here too.
bool verifies_by_zip215(BytesView raw, BytesView message, BytesView signature);

Bytes public_key_of(const Hash32& seed);
Bytes sign(const Hash32& seed, BytesView message);

}  // namespace linlian::ed25519
