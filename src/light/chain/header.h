// The block header of CometBFT v0.38, which both engines write, and its hash: what a block is
// known by. Engines fill it, the verifier reads it. It never says whether a header is true:
// validators do, by their commit.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"

namespace linlian::light {

// Seconds and nanoseconds since 1970 UTC. The default is the zero time of Go, 1 January of year 1,
// which CometBFT writes where there is no time.
struct BlockTime {
    std::int64_t seconds = -62135596800;
    std::int32_t nanos = 0;

    auto operator<=>(const BlockTime&) const = default;

    static BlockTime from(Timestamp time);
    // The same in milliseconds, rounded down. All the machine ever sees of a block's time.
    Timestamp timestamp() const;
    // Years 1 to 9999 and 0 <= nanos < 10^9: what CometBFT is able to encode.
    bool is_encodable() const;
};

// How many parts of 64 kB the bytes of a block have, and the Merkle root over them.
struct PartSetHeader {
    std::uint32_t total = 0;
    Bytes hash;
    bool operator==(const PartSetHeader&) const = default;
};

// The default is "no block": before the first, and in a vote for nil.
struct BlockId {
    Bytes hash;
    PartSetHeader parts;
    bool operator==(const BlockId&) const = default;
    bool is_none() const { return *this == BlockId{}; }
};

struct Header {
    std::uint64_t block_version = 11;  // of CometBFT's block format
    std::uint64_t app_version = 0;
    std::string chain_id;  // at most 50 bytes
    Height height = 0;     // below 2^63
    BlockTime time;
    BlockId last_block_id;
    // Hashes are empty or 32 bytes long; only the app hash is of any length.
    Bytes last_commit_hash;      // commit_hash() of the block before
    Bytes data_hash;             // data_hash() of this block's items
    Bytes validators_hash;       // validators_hash() of those who sign this block; never empty
    Bytes next_validators_hash;  // of those who sign the next one
    Bytes consensus_hash;        // consensus_hash() of the parameters
    Bytes app_hash;              // of the state after the block BEFORE this one
    Bytes last_results_hash;     // results_hash() of the block before
    Bytes evidence_hash;         // no_evidence_hash() in the blocks we write
    Bytes proposer_address;      // empty or 20 bytes

    bool operator==(const Header&) const = default;
};

inline constexpr std::size_t max_chain_id_bytes = 50;

// The chain id of a community's blocks: "linlian-" and the first 20 bytes of the community id in
// hex. Every vote signs it, so a commit of one community is never one of another.
std::string chain_id_of(const Hash32& community);

// The Merkle root over the 14 encoded fields (docs/formats/block.md). CometBFT gives no hash to a
// header without a validators hash; decode_header lets none in, and we never write one.
Hash32 header_hash(const Header& header);

// CometBFT's own encoding.
Bytes encode_header(const Header& header);

// The reverse, strict: HEADER_MALFORMED unless the bytes are exactly what encode_header gives for
// a header whose lengths, height and time are possible.
Result<Header> decode_header(BytesView bytes);

}  // namespace linlian::light
