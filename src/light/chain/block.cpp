// The rest of a block: hashes in its header, its bytes, and the parts that CometBFT cuts it into.
#include "light/chain/block.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "light/chain/wire.h"
#include "light/refusals.pb.h"

#include <algorithm>

namespace linlian::light {

Hash32 data_hash(std::span<const Bytes> items) {
    std::vector<Bytes> leaves;
    for (const Bytes& item : items) leaves.push_back(sha256(item).bytes());
    return merkle_root(leaves);
}

Hash32 consensus_hash(const BlockLimits& limits) {
    wire::ConsensusParameters message;
    message.set_block_max_bytes(limits.max_bytes);
    message.set_block_max_gas(limits.max_gas);
    return sha256(codec::encode(message));
}

// Over the fields that CometBFT calls deterministic; logs and events are no part.
Hash32 results_hash(std::span<const ItemResult> results) {
    std::vector<Bytes> leaves;
    for (const auto& result : results) {
        wire::ItemResult message;
        message.set_code(result.code);
        message.set_data(result.data);
        message.set_gas_wanted(result.gas_wanted);
        message.set_gas_used(result.gas_used);
        leaves.push_back(codec::encode(message));
    }
    return merkle_root(leaves);
}

Bytes encode_block(const Block& block) {
    wire::Block message;
    to_wire(block.header, *message.mutable_header());
    for (const Bytes& item : block.items) message.mutable_data()->add_items(item);
    message.mutable_data();  // Written also when there are no items.
    message.mutable_evidence();
    for (const auto& one : block.evidence)
        to_wire(one, *message.mutable_evidence()->add_evidence());
    to_wire(block.last_commit, *message.mutable_last_commit());
    return codec::encode(message);
}

Result<Block> decode_block(BytesView bytes) {
    wire::Block message;
    if (!codec::decode_strict(bytes, message)) return refuse(v1::BLOCK_MALFORMED);
    Block block{.header = from_wire(message.header()),
                .items = {message.data().items().begin(), message.data().items().end()},
                .last_commit = from_wire(message.last_commit()),
                .evidence = {}};
    for (const auto& one : message.evidence().evidence()) block.evidence.push_back(from_wire(one));
    const bool fits = std::ranges::all_of(block.evidence,
                                          [](const Evidence& one) { return is_well_formed(one); });
    if (!fits || !is_well_formed(block.header) || !is_well_formed(block.last_commit) ||
        // Also catches what the wire format would let pass in two spellings.
        encode_block(block) != bytes)
        return refuse(v1::BLOCK_MALFORMED);
    return block;
}

PartSetHeader part_set_header(BytesView block_bytes) {
    std::vector<Bytes> parts;
    for (std::size_t at = 0; at < block_bytes.size(); at += part_bytes)
        parts.emplace_back(block_bytes.substr(at, part_bytes));
    return {static_cast<std::uint32_t>(parts.size()), merkle_root(parts).bytes()};
}

BlockId block_id(const Block& block) {
    return {header_hash(block.header).bytes(), part_set_header(encode_block(block))};
}

}  // namespace linlian::light
