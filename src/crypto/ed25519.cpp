#include "crypto/ed25519.h"

#include "base/check.h"

#include <array>
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

}  // namespace

bool accepts_key(BytesView raw) {
    ensure_ready();
    return crypto_core_ed25519_is_valid_point(octets(raw)) == 1;
}

bool verifies(BytesView raw, BytesView message, BytesView signature) {
    ensure_ready();
    return crypto_sign_verify_detached(octets(signature), octets(message), message.size(),
                                       octets(raw)) == 0;
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
