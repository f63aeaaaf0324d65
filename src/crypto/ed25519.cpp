#include "crypto/ed25519.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <optional>
#include <sodium.h>

namespace linlian::ed25519 {
namespace {

// libsodium picks its fastest code once, before its first use; doing it here frees every caller
// from knowing. The language makes the initialisation of a local static safe among threads.
void ensure_ready() {
    static const bool is_ready = sodium_init() >= 0;
    CHECK(is_ready);
}

const unsigned char* octets(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* octets(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// The pair in libsodium's form: seed ‖ public key. It is wiped when it goes.
struct ExpandedSecret {
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> bytes{};
    Bytes public_key = Bytes(public_key_bytes, '\0');

    explicit ExpandedSecret(const Hash32& seed) {
        ensure_ready();
        crypto_sign_seed_keypair(octets(public_key), bytes.data(), seed.data.data());
    }
    ExpandedSecret(const ExpandedSecret&) = delete;
    ExpandedSecret& operator=(const ExpandedSecret&) = delete;
    ~ExpandedSecret() { sodium_memzero(bytes.data(), bytes.size()); }
};

using Point = std::array<unsigned char, crypto_core_ed25519_BYTES>;
using Scalar = std::array<unsigned char, crypto_core_ed25519_SCALARBYTES>;

constexpr Point identity{1};

// The point eight times over: without its part of small order, in its one canonical encoding.
// libsodium's addition takes every encoding of every point, which is what ZIP-215 asks; only its
// multiplication is choosy, and what comes from here it takes. Nothing when `bytes` are no point.
std::optional<Point> times_eight(BytesView bytes) {
    Point point{};
    std::copy_n(octets(bytes), point.size(), point.begin());
    for (int doubled = 0; doubled < 3; ++doubled) {
        if (crypto_core_ed25519_add(point.data(), point.data(), point.data()) != 0) return {};
    }
    return point;
}

// `digest` modulo the order of the group.
Scalar reduced(const std::array<unsigned char, crypto_hash_sha512_BYTES>& digest) {
    Scalar scalar{};
    crypto_core_ed25519_scalar_reduce(scalar.data(), digest.data());
    return scalar;
}

// S of a signature; nothing unless it is below the order of the group.
std::optional<Scalar> read_scalar(BytesView bytes) {
    std::array<unsigned char, crypto_hash_sha512_BYTES> wide{};
    std::copy_n(octets(bytes), crypto_core_ed25519_SCALARBYTES, wide.begin());
    const Scalar scalar = reduced(wide);
    if (!std::equal(scalar.begin(), scalar.end(), wide.begin())) return {};
    return scalar;
}

// What R, A and the message are multiplied with: SHA-512(R ‖ A ‖ message), as they were written.
Scalar challenge(BytesView r, BytesView a, BytesView message) {
    crypto_hash_sha512_state state;
    crypto_hash_sha512_init(&state);
    for (const BytesView part : {r, a, message})
        crypto_hash_sha512_update(&state, octets(part), part.size());
    std::array<unsigned char, crypto_hash_sha512_BYTES> digest{};
    crypto_hash_sha512_final(&state, digest.data());
    return reduced(digest);
}

// `point` is one of times_eight(). libsodium refuses to say "identity", so that is said here.
Point multiplied(const Scalar& scalar, const Point& point) {
    Point product = identity;
    if (point == identity || scalar == Scalar{}) return product;
    CHECK(crypto_scalarmult_ed25519_noclamp(product.data(), scalar.data(), point.data()) == 0);
    return product;
}

Point multiplied_base(const Scalar& scalar) {
    Point product = identity;
    if (scalar == Scalar{}) return product;
    CHECK(crypto_scalarmult_ed25519_base_noclamp(product.data(), scalar.data()) == 0);
    return product;
}

BytesView bytes_of(const Point& point) {
    return {reinterpret_cast<const char*>(point.data()), point.size()};
}

}  // namespace

// [1/8] [8] A = A holds for canonical encodings of points of the group of prime order alone, and
// rests on additions only. libsodium's own word for it (crypto_core_ed25519_is_valid_point) changed
// with a security update: two nodes must not differ because one was updated.
bool accepts_key(BytesView raw) {
    ensure_ready();
    constexpr Scalar eight{8};
    static const Scalar eighth = [&] {
        Scalar inverse{};
        CHECK(crypto_core_ed25519_scalar_invert(inverse.data(), eight.data()) == 0);
        return inverse;
    }();
    const auto times = times_eight(raw);
    return times && *times != identity && bytes_of(multiplied(eighth, *times)) == raw;
}

bool verifies(BytesView raw, BytesView message, BytesView signature) {
    ensure_ready();
    return crypto_sign_verify_detached(octets(signature), octets(message), message.size(),
                                       octets(raw)) == 0;
}

// [8] S B = [8] R + [k] [8] A, https://zips.z.cash/zip-0215
bool verifies_by_zip215(BytesView raw, BytesView message, BytesView signature) {
    if (verifies(raw, message, signature)) return true;  // nearly always, and much faster
    const BytesView r = signature.substr(0, sizeof(Point));
    const auto s = read_scalar(signature.substr(r.size()));
    const auto eight_r = times_eight(r);
    const auto eight_a = times_eight(raw);
    if (!s || !eight_r || !eight_a) return false;
    const Point eight_sb = *times_eight(bytes_of(multiplied_base(*s)));
    const Point of_a = multiplied(challenge(r, raw, message), *eight_a);
    Point sum{};
    CHECK(crypto_core_ed25519_add(sum.data(), eight_r->data(), of_a.data()) == 0);
    return sum == eight_sb;
}

Bytes public_key_of(const Hash32& seed) { return ExpandedSecret{seed}.public_key; }

Bytes sign(const Hash32& seed, BytesView message) {
    const ExpandedSecret secret{seed};
    Bytes signature(signature_bytes, '\0');
    crypto_sign_detached(octets(signature), nullptr, octets(message), message.size(),
                         secret.bytes.data());
    return signature;
}

}  // namespace linlian::ed25519
