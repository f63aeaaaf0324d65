// The validators of a height and the one check that makes a header true: that more than two thirds
// of their power signed it. The verifier and both engines call it. It knows nothing of how
// somebody becomes a validator.
#pragma once

#include "crypto/keys.h"
#include "light/chain/commit.h"

#include <span>
#include <vector>

namespace linlian::light {

struct Validator {
    PublicKey key;  // ed25519: CometBFT votes with nothing else here
    std::int64_t power = 0;
    bool operator==(const Validator&) const = default;
};

// The first 20 bytes of the SHA-256 of the raw key.
Bytes validator_address(const PublicKey& key);

// CometBFT's order, which its hash and its commits follow: most power first, then by address.
std::vector<Validator> in_canonical_order(std::vector<Validator> validators);

// The Merkle root over the validators in the order given.
Hash32 validators_hash(std::span<const Validator> validators);

// VALIDATORS_MALFORMED unless there are 1 to max_validators ed25519 keys, each once, each with a
// power above zero, together at most max_total_power. As in CometBFT any 32 bytes are a key here;
// which keys may become a validator's, the machine decides.
Result<> check_validators(std::span<const Validator> validators);

inline constexpr std::size_t max_validators = 10'000;           // CometBFT's MaxVotesCount
inline constexpr std::int64_t max_total_power = INT64_MAX / 8;  // its MaxTotalVotingPower

// The least power whose signatures carry a block: more than two thirds of all.
std::int64_t needed_power(std::span<const Validator> validators);

// Holds when the set is the one that the header names, the commit is for exactly this header, and
// more than two thirds of the power signed for it. As CometBFT's VerifyCommit, every signature
// that is present must be right, votes for nil too, each by ZIP-215.
Result<> verify_commit(std::string_view chain_id, std::span<const Validator> validators,
                       const Header& header, const Commit& commit);

}  // namespace linlian::light
