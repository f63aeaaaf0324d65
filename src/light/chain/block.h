// The rest of a CometBFT v0.38 block: the hashes that its header carries, its bytes, and the parts
// they are cut into. The solo engine writes blocks with it; the comet engine checks with it what
// CometBFT wrote.
#pragma once

#include "light/chain/commit.h"
#include "light/chain/evidence.h"

#include <span>
#include <vector>

namespace linlian::light {

// The Merkle root over the SHA-256 of each item, in order.
Hash32 data_hash(std::span<const Bytes> items);

// The SHA-256 over the two parameters that CometBFT hashes; -1 is "no limit".
struct BlockLimits {
    std::int64_t max_bytes = 0;
    std::int64_t max_gas = -1;
};
Hash32 consensus_hash(const BlockLimits& limits);

// What an item of a block came to. The machine gives none of it a meaning but the code: 0 taken.
struct ItemResult {
    std::uint32_t code = 0;
    Bytes data;
    std::int64_t gas_wanted = 0;
    std::int64_t gas_used = 0;
};
Hash32 results_hash(std::span<const ItemResult> results);

struct Block {
    Header header;
    std::vector<Bytes> items;
    Commit last_commit;  // the default for the first block
    std::vector<Evidence> evidence = {};
    bool operator==(const Block&) const = default;
};

// CometBFT's own encoding.
Bytes encode_block(const Block& block);

// The reverse, strict: BLOCK_MALFORMED unless the bytes are exactly what encode_block gives, with a
// well-formed header, commit and evidence. It does not compare the header's hashes with the
// content.
Result<Block> decode_block(BytesView bytes);

inline constexpr std::size_t part_bytes = 65'536;

// The parts of a block's bytes, for its BlockId.
PartSetHeader part_set_header(BytesView block_bytes);

// What the validators of this block vote for.
BlockId block_id(const Block& block);

}  // namespace linlian::light
