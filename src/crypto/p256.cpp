#include "crypto/p256.h"

// EC_KEY and ECDSA_do_* are deprecated in OpenSSL 3.0 in favour of EVP, which in 3.0 neither takes
// a nonce (RFC 6979 came with 3.2) nor r ‖ s, and spends more time on making a key object than on
// its parameters. The arithmetic behind both is the same. The warning is off in this file only.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/check.h"
#include "crypto/hash.h"
#include "crypto/rfc6979.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>

#include <memory>
#include <sodium.h>

namespace linlian::p256 {
namespace {

template <auto free_it>
struct Freer {
    template <class T>
    void operator()(T* what) const {
        free_it(what);
    }
};
using Group = std::unique_ptr<EC_GROUP, Freer<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, Freer<EC_POINT_clear_free>>;
using Key = std::unique_ptr<EC_KEY, Freer<EC_KEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freer<BN_clear_free>>;
using Scratch = std::unique_ptr<BN_CTX, Freer<BN_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freer<ECDSA_SIG_free>>;

// The curve is a constant of mathematics; making its tables anew would cost more than a signature.
const EC_GROUP* curve() {
    static const Group group{EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)};
    CHECK(group != nullptr);
    return group.get();
}

const unsigned char* octets(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Scratch new_scratch() {
    Scratch scratch{BN_CTX_new()};
    CHECK(scratch != nullptr);
    return scratch;
}

// Marked so that OpenSSL takes the ways whose time does not depend on the number.
Number number_of(BytesView big_endian) {
    Number number{BN_new()};
    CHECK(number && BN_bin2bn(octets(big_endian), static_cast<int>(big_endian.size()),
                              number.get()) != nullptr);
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    return number;
}

// 32 bytes, big-endian, filled up with zeros.
Bytes bytes_of(const BIGNUM* number) {
    Bytes bytes(32, '\0');
    CHECK(BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32) == 32);
    return bytes;
}

// The point of a compressed key; null when there is none.
Point point_of(BytesView raw, BN_CTX* scratch) {
    Point point{EC_POINT_new(curve())};
    CHECK(point != nullptr);
    const bool is_compressed = raw.size() == public_key_bytes && (raw[0] == 2 || raw[0] == 3);
    if (!is_compressed) return nullptr;
    if (EC_POINT_oct2point(curve(), point.get(), octets(raw), raw.size(), scratch) != 1)
        return nullptr;
    return point;
}

// Either may be null: verifying needs no secret, signing no point.
Key key_with(const BIGNUM* secret, const EC_POINT* point) {
    Key key{EC_KEY_new()};
    CHECK(key && EC_KEY_set_group(key.get(), curve()) == 1);
    if (secret != nullptr) CHECK(EC_KEY_set_private_key(key.get(), secret) == 1);
    if (point != nullptr) CHECK(EC_KEY_set_public_key(key.get(), point) == 1);
    return key;
}

// scalar * G.
Point multiple_of_base(const BIGNUM* scalar, BN_CTX* scratch) {
    Point point{EC_POINT_new(curve())};
    CHECK(point && EC_POINT_mul(curve(), point.get(), scalar, nullptr, nullptr, scratch) == 1);
    return point;
}

bool is_scalar(const BIGNUM* number) {
    return !BN_is_zero(number) && BN_cmp(number, EC_GROUP_get0_order(curve())) < 0;
}

// The seed itself, when it is a scalar; else (fewer than one in 2^32) its hashes until one is.
Number secret_of(const Hash32& seed) {
    Number secret = number_of(seed.view());
    Hash32 next = seed;
    while (!is_scalar(secret.get())) {
        next = tagged_hash("linlian/p256/secret", next.view());
        secret = number_of(next.view());
    }
    return secret;
}

// The message hash as a number below the order, in 32 bytes (bits2octets of RFC 6979 §2.3.4).
Bytes reduced(const Hash32& hash, BN_CTX* scratch) {
    const Number number = number_of(hash.view());
    const BIGNUM* order = EC_GROUP_get0_order(curve());
    CHECK(BN_nnmod(number.get(), number.get(), order, scratch) == 1);
    return bytes_of(number.get());
}

// The signature with this nonce; null for the nonce, never met in practice, that gives none.
Signature signature_with(const BIGNUM* nonce, const Hash32& hash, EC_KEY* key, BN_CTX* scratch) {
    const BIGNUM* order = EC_GROUP_get0_order(curve());
    const Number inverse{BN_mod_inverse(nullptr, nonce, order, scratch)};
    const Number r{BN_new()};
    CHECK(inverse && r);
    const Point point = multiple_of_base(nonce, scratch);
    CHECK(EC_POINT_get_affine_coordinates(curve(), point.get(), r.get(), nullptr, scratch) == 1);
    CHECK(BN_nnmod(r.get(), r.get(), order, scratch) == 1);
    if (BN_is_zero(r.get())) return nullptr;
    return Signature{ECDSA_do_sign_ex(hash.data.data(), 32, inverse.get(), r.get(), key)};
}

}  // namespace

bool accepts_key(BytesView raw) {
    const Scratch scratch = new_scratch();
    return point_of(raw, scratch.get()) != nullptr;
}

bool verifies(BytesView raw, BytesView message, BytesView signature) {
    const Scratch scratch = new_scratch();
    const Point point = point_of(raw, scratch.get());
    if (!point || signature.size() != signature_bytes) return false;
    const Key key = key_with(nullptr, point.get());
    Signature parts{ECDSA_SIG_new()};
    CHECK(parts != nullptr);
    // The call takes both numbers over. Their range is checked by the verification.
    CHECK(ECDSA_SIG_set0(parts.get(), number_of(signature.substr(0, 32)).release(),
                         number_of(signature.substr(32)).release()) == 1);
    const Hash32 hash = sha256(message);
    const bool is_valid = ECDSA_do_verify(hash.data.data(), 32, parts.get(), key.get()) == 1;
    // A refused signature leaves its reason in a queue of the thread that nobody here reads.
    ERR_clear_error();
    return is_valid;
}

Bytes public_key_of(const Hash32& seed) {
    const Scratch scratch = new_scratch();
    const Point point = multiple_of_base(secret_of(seed).get(), scratch.get());
    Bytes raw(public_key_bytes, '\0');
    CHECK(EC_POINT_point2oct(curve(), point.get(), POINT_CONVERSION_COMPRESSED,
                             reinterpret_cast<unsigned char*>(raw.data()), raw.size(),
                             scratch.get()) == raw.size());
    return raw;
}

Bytes sign(const Hash32& seed, BytesView message) {
    const Scratch scratch = new_scratch();
    const Number secret = secret_of(seed);
    const Key key = key_with(secret.get(), nullptr);
    const Hash32 hash = sha256(message);
    Bytes secret_bytes = bytes_of(secret.get());
    rfc6979::NonceSource nonces{secret_bytes, reduced(hash, scratch.get())};
    sodium_memzero(secret_bytes.data(), secret_bytes.size());
    for (;;) {
        const Number nonce = number_of(nonces.next().view());
        if (!is_scalar(nonce.get())) continue;
        const Signature signature = signature_with(nonce.get(), hash, key.get(), scratch.get());
        if (!signature) continue;
        return bytes_of(ECDSA_SIG_get0_r(signature.get())) +
               bytes_of(ECDSA_SIG_get0_s(signature.get()));
    }
}

}  // namespace linlian::p256
