// Public keys and the check of a signature, for every suite the ledger knows. The machine and the
// verifiers call it. It never holds a secret (signer.h does) and decides nothing about whose key
// it is.
#pragma once

#include "base/bytes.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <span>

namespace linlian {

// The numbers are part of the encoding of a key: they are never reused.
enum class Suite : std::uint8_t { ed25519 = 1, p256 = 2 };

// One kind of signature. A new suite is one more entry of the table behind suites().
struct SuiteEntry {
    Suite suite;
    std::string_view name;
    std::size_t public_key_bytes;
    std::size_t signature_bytes;
    // Brings the suite into force; empty: from the first release. The machine holds acts to it.
    std::string_view amendment = {};
    // True when `raw`, of the right length, is a key that may be enrolled.
    bool (*accepts_key)(BytesView raw);
    // Both `raw` and `signature` have the right lengths; `raw` need not be an accepted key.
    bool (*verifies)(BytesView raw, BytesView message, BytesView signature);
};

// Every suite, in the order of its number.
std::span<const SuiteEntry> suites();

// The entry of a suite; null for a number that no suite has.
const SuiteEntry* find_suite(Suite suite);

struct PublicKey {
    Suite suite = Suite::ed25519;
    Bytes raw;  // ed25519: 32 bytes (RFC 8032); p256: 33 bytes, compressed point (SEC 1 §2.3.3)

    auto operator<=>(const PublicKey&) const = default;

    // One byte for the suite, then the raw key.
    Bytes encoded() const;

    // The reverse of encoded(), for a key that is to be enrolled. Nothing for an unknown suite, a
    // wrong length, a point off the curve, an ed25519 key that is not canonical or not of prime
    // order. Every key has one encoding. An ed25519 key takes as long as verifying a signature.
    static std::optional<PublicKey> decode(BytesView encoded);

    // The same, looking at suite and length only: for a key that is then looked up among the
    // enrolled ones. verify() refuses by itself what is no key.
    static std::optional<PublicKey> parse(BytesView encoded);
};

// True when the signature over exactly these bytes is the key's. Signatures are 64 bytes: ed25519
// as in RFC 8032, p256 as r ‖ s (IEEE P1363) over SHA-256. A p256 signature (r, n-s) verifies as
// well as (r, s): a signature is never an id here, the id of a transaction hashes its body only.
// A point off the curve, or an ed25519 key not canonical or of small order, verifies nothing.
bool verify(const PublicKey& key, BytesView message, BytesView signature);

// The same for the vote of a validator, by the rule of CometBFT: ed25519 only, as ZIP-215 says. Had
// we a stricter rule, one validator could make blocks that CometBFT goes on from and nobody could
// prove here. Never for acts.
bool verify_vote(const PublicKey& key, BytesView message, BytesView signature);

}  // namespace linlian
