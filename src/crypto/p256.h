// The suite p256 (ECDSA over NIST P-256 with SHA-256, FIPS 186-5) by OpenSSL: keys, signatures and
// their checks. Only keys.cpp and signer.cpp call it. Signatures are r ‖ s, 32 bytes each
// (IEEE P1363); both (r, s) and (r, n-s) verify.
#pragma once

#include "base/bytes.h"

namespace linlian::p256 {

inline constexpr std::size_t public_key_bytes = 33;
inline constexpr std::size_t signature_bytes = 64;

// True for a compressed point of the curve (SEC 1 §2.3.3, first byte 2 or 3).
bool accepts_key(BytesView raw);
bool verifies(BytesView raw, BytesView message, BytesView signature);

Bytes public_key_of(const Hash32& seed);
// The nonce is the one of RFC 6979 §3.2 with SHA-256, so that the same message gets the same
// signature.
Bytes sign(const Hash32& seed, BytesView message);

}  // namespace linlian::p256
