// Key pairs from seeds. Which suite signs how stands in the suites' own files.
#include "crypto/signer.h"

#include "base/check.h"
#include "crypto/ed25519.h"
#include "crypto/hash.h"
#include "crypto/p256.h"

#include <sodium.h>
#include <utility>

namespace linlian {

KeyPair::Secret::~Secret() { sodium_memzero(bytes.data.data(), bytes.data.size()); }

KeyPair::KeyPair(PublicKey public_key, std::unique_ptr<const Secret> secret)
    : public_key_{std::move(public_key)}, secret_{std::move(secret)} {}

KeyPair KeyPair::from_seed(Suite suite, const Hash32& seed) {
    auto secret = std::make_unique<Secret>();
    secret->bytes = seed;
    switch (suite) {
        case Suite::ed25519:
            return {{.suite = suite, .raw = ed25519::public_key_of(seed)}, std::move(secret)};
        case Suite::p256:
            return {{.suite = suite, .raw = p256::public_key_of(seed)}, std::move(secret)};
    }
    UNREACHABLE();
}

Result<Bytes> KeyPair::sign(std::string_view tag, BytesView message) const {
    return sign(tagged_hash(tag, message).view());
}

Bytes KeyPair::sign(BytesView message) const {
    CHECK(secret_ != nullptr);
    switch (public_key_.suite) {
        case Suite::ed25519:
            return ed25519::sign(secret_->bytes, message);
        case Suite::p256:
            return p256::sign(secret_->bytes, message);
    }
    UNREACHABLE();
}

}  // namespace linlian
