// Proofs, frontiers and keys have one encoding each: what is read is exactly what was written, and
// what no root stands behind proves nothing.
#include "base/check.h"
#include "crypto/keys.h"
#include "crypto/merkle_log.h"
#include "state/tree/tree_proof.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const linlian::BytesView bytes{reinterpret_cast<const char*>(data), size};
    const linlian::Hash32 key = linlian::tree_key("key");
    const linlian::Hash32 value = linlian::tree_value_hash("value");
    if (const auto proof = linlian::StateProof::decode(bytes)) {
        CHECK(proof->encode() == bytes);
        CHECK(!linlian::verify_member(value, key, value, *proof));
        CHECK(!linlian::verify_absent(value, key, *proof));
    }
    if (const auto frontier = linlian::LogFrontier::decode(bytes)) {
        CHECK(frontier->encode() == bytes);
        auto grown = *frontier;
        if (grown.size() < UINT64_MAX) grown.append(value);
        CHECK(grown.size() == UINT64_MAX || grown.root() != frontier->root());
    }
    if (const auto public_key = linlian::PublicKey::decode(bytes)) {
        CHECK(public_key->encoded() == bytes);
        CHECK(!linlian::verify(*public_key, "message", linlian::Bytes(64, 's')));
    }
    // A vote: key, signature, message. Whatever the strict check takes, that of votes takes too.
    if (size >= 96) {
        const linlian::PublicKey voter{linlian::Suite::ed25519,
                                       linlian::Bytes{bytes.substr(0, 32)}};
        const auto signature = bytes.substr(32, 64);
        const bool counts = linlian::verify_vote(voter, bytes.substr(96), signature);
        CHECK(counts || !linlian::verify(voter, bytes.substr(96), signature));
    }
    return 0;
}
