// The commit of CometBFT v0.38: who signed a block, as both engines store it, and the exact bytes
// that each validator signs. Engines fill it, validators.h checks it.
#pragma once

#include "light/chain/header.h"

#include <vector>

namespace linlian::light {

// What one validator did at the end of a height. The numbers are CometBFT's.
enum class VoteFlag : std::uint8_t { absent = 1, commit = 2, nil = 3 };

// The default is an absent validator: no address, no time, no signature.
struct CommitSignature {
    VoteFlag flag = VoteFlag::absent;
    Bytes validator_address;  // 20 bytes
    BlockTime time;
    Bytes signature;  // 64 bytes
    bool operator==(const CommitSignature&) const = default;
};

struct Commit {
    Height height = 0;
    std::int32_t round = 0;
    BlockId block_id;
    std::vector<CommitSignature> signatures;  // one for each validator, in the order of the set
    bool operator==(const Commit&) const = default;
};

// What the validator of entry `index` signs: the canonical precommit with its length in front. The
// entry needs its flag and time, not yet its signature. Needs index < signatures.size().
Bytes canonical_vote_sign_bytes(std::string_view chain_id, const Commit& commit, std::size_t index);

// The Merkle root over the encoded signatures: the next header's last_commit_hash. The first block
// follows the default Commit.
Hash32 commit_hash(const Commit& commit);

// CometBFT's own encoding.
Bytes encode_commit(const Commit& commit);

// The reverse, strict: COMMIT_MALFORMED unless the bytes are exactly what encode_commit gives for a
// commit whose lengths, flags and times are possible and whose absent entries are empty.
Result<Commit> decode_commit(BytesView bytes);

// The shape decode_commit asks for.
bool is_well_formed(const Commit& commit);

}  // namespace linlian::light
