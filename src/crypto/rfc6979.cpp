// Nonces by HMAC as RFC 6979 makes them (3.2), with SHA-256. All that was made from the secret is
// wiped.
#include "crypto/rfc6979.h"

#include <sodium.h>

namespace linlian::rfc6979 {
namespace {

constexpr BytesView zero_byte{"\0", 1};
constexpr BytesView one_byte{"\1", 1};

void wipe(Bytes& secret) { sodium_memzero(secret.data(), secret.size()); }

const unsigned char* octets(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

NonceSource::NonceSource(BytesView secret, BytesView reduced_hash) {
    value_.data.fill(1);
    Bytes input{secret};
    input.append(reduced_hash);
    for (const BytesView step : {zero_byte, one_byte}) {
        Bytes tail{step};
        tail.append(input);
        key_ = hmac(value_.view(), tail);
        value_ = hmac(value_.view());
        wipe(tail);
    }
    wipe(input);
}

NonceSource::~NonceSource() {
    sodium_memzero(key_.data.data(), Hash32::size);
    sodium_memzero(value_.data.data(), Hash32::size);
}

Hash32 NonceSource::next() {
    value_ = hmac(value_.view());
    const Hash32 candidate = value_;
    // Should this candidate not do, the next one comes from a new key.
    key_ = hmac(value_.view(), zero_byte);
    value_ = hmac(value_.view());
    return candidate;
}

Hash32 NonceSource::hmac(BytesView first, BytesView second) const {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key_.data.data(), Hash32::size);
    crypto_auth_hmacsha256_update(&state, octets(first), first.size());
    crypto_auth_hmacsha256_update(&state, octets(second), second.size());
    Hash32 mac;
    crypto_auth_hmacsha256_final(&state, mac.data.data());
    sodium_memzero(&state, sizeof state);
    return mac;
}

}  // namespace linlian::rfc6979
