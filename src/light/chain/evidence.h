// Proofs that validators misbehaved, as CometBFT v0.38 puts them into blocks. Whoever reads the
// blocks of a consortium needs them to check a block's hashes. It does not judge the proofs: the
// validators did, who signed the block.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <span>

namespace linlian::light {

// The numbers are CometBFT's.
enum class EvidenceKind : std::uint8_t { duplicate_vote = 1, light_client_attack = 2 };

struct Evidence {
    EvidenceKind kind = EvidenceKind::duplicate_vote;
    Bytes content;  // CometBFT's own encoding of the message of that kind
    bool operator==(const Evidence&) const = default;
};

// The content is exactly what CometBFT writes for a message of the kind.
bool is_well_formed(const Evidence& evidence);

// The Merkle root over the contents; of an empty list, no_evidence_hash().
Hash32 evidence_hash(std::span<const Evidence> evidence);

// The hash of an empty list of evidence; the blocks of the solo engine have no other.
Hash32 no_evidence_hash();

}  // namespace linlian::light
