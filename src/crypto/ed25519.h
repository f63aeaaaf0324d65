// The suite ed25519 (RFC 8032) by libsodium: keys, signatures and their checks. Only keys.cpp and
// signer.cpp call it. Its verification is libsodium's: without cofactor, and it refuses keys and
// R of small order, keys that are not canonical and S not below the order of the group.
#pragma once

#include "base/bytes.h"

namespace linlian::ed25519 {

inline constexpr std::size_t public_key_bytes = 32;
inline constexpr std::size_t signature_bytes = 64;

// True for a canonical point of the group of prime order, not the identity.
bool accepts_key(BytesView raw);
bool verifies(BytesView raw, BytesView message, BytesView signature);

Bytes public_key_of(const Hash32& seed);
Bytes sign(const Hash32& seed, BytesView message);

}  // namespace linlian::ed25519
