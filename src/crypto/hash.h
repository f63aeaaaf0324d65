// SHA-256, the one hash of the ledger: transaction ids, Merkle trees, roots. Every room above
// calls it. It never keys, salts or truncates: who needs domain separation uses tagged_hash.
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstddef>

namespace linlian {

// The SHA-256 of the bytes (FIPS 180-4).
Hash32 sha256(BytesView bytes);

// SHA-256 in pieces. finish() gives the hash of everything added since the last finish() (or the
// start) and leaves the hasher empty, ready for the next message.
class Sha256 {
  public:
    Sha256();
    Sha256& add(BytesView bytes);
    Hash32 finish();

  private:
    // Room for OpenSSL's context, so that its headers stay out of every file that hashes.
    static constexpr std::size_t context_bytes = 112;
    alignas(8) std::array<std::byte, context_bytes> context_;
};

// sha256(sha256(tag) ‖ sha256(tag) ‖ message), as in BIP-340: a hash made under one tag is never
// the hash of anything under another tag, nor a plain sha256 of something that occurs elsewhere.
Hash32 tagged_hash(std::string_view domain_tag, BytesView message);

// The same for a tag under which much is hashed: what comes before the message is hashed once.
class HashTag {
  public:
    explicit HashTag(std::string_view domain_tag);
    Hash32 hash(BytesView message) const { return Sha256{begun_}.add(message).finish(); }

  private:
    Sha256 begun_;
};

}  // namespace linlian
