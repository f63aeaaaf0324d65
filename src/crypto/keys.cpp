// The table of signature suites, and keys by it. A new suite is one more entry, with the amendment
// by which it comes into force.
#include "crypto/keys.h"

#include "crypto/ed25519.h"
#include "crypto/p256.h"

#include <algorithm>
#include <array>

namespace linlian {
namespace {

constexpr std::array suite_table{
    SuiteEntry{.suite = Suite::ed25519,
               .name = "ed25519",
               .public_key_bytes = ed25519::public_key_bytes,
               .signature_bytes = ed25519::signature_bytes,
               .amendment = {},
               .accepts_key = ed25519::accepts_key,
               .verifies = ed25519::verifies},
    SuiteEntry{.suite = Suite::p256,
               .name = "p256",
               .public_key_bytes = p256::public_key_bytes,
               .signature_bytes = p256::signature_bytes,
               .amendment = {},
               .accepts_key = p256::accepts_key,
               .verifies = p256::verifies},
};

}  // namespace

std::span<const SuiteEntry> suites() { return suite_table; }

const SuiteEntry* find_suite(Suite suite) {
    const auto found = std::ranges::find(suite_table, suite, &SuiteEntry::suite);
    return found == suite_table.end() ? nullptr : &*found;
}

Bytes PublicKey::encoded() const { return Bytes(1, static_cast<char>(suite)) + raw; }

// Suite and length alone; whether it is a key of the suite is asked by decode().
std::optional<PublicKey> PublicKey::parse(BytesView encoded) {
    if (encoded.empty()) return std::nullopt;
    const auto suite = static_cast<Suite>(static_cast<std::uint8_t>(encoded[0]));
    const BytesView raw = encoded.substr(1);
    const SuiteEntry* entry = find_suite(suite);
    if (entry == nullptr || raw.size() != entry->public_key_bytes) return std::nullopt;
    return PublicKey{.suite = suite, .raw = Bytes{raw}};
}

std::optional<PublicKey> PublicKey::decode(BytesView encoded) {
    auto key = parse(encoded);
    if (!key || !find_suite(key->suite)->accepts_key(key->raw)) return std::nullopt;
    return key;
}

bool verify(const PublicKey& key, BytesView message, BytesView signature) {
    const SuiteEntry* entry = find_suite(key.suite);
    if (entry == nullptr || key.raw.size() != entry->public_key_bytes) return false;
    if (signature.size() != entry->signature_bytes) return false;
    return entry->verifies(key.raw, message, signature);
}

// Validators vote with ed25519 alone, and by ZIP-215 as CometBFT does.
bool verify_vote(const PublicKey& key, BytesView message, BytesView signature) {
    return key.suite == Suite::ed25519 && key.raw.size() == ed25519::public_key_bytes &&
           signature.size() == ed25519::signature_bytes &&
           ed25519::verifies_by_zip215(key.raw, message, signature);
}

}  // namespace linlian
