// CometBFT's header: its bytes, its hash and its time. The hash is a Merkle root over the fourteen
// fields, so every field stands for itself in it.
#include "light/chain/header.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/merkle_log.h"
#include "light/chain/wire.h"
#include "light/refusals.pb.h"

#include <array>

namespace linlian::light {
namespace {

// Years 1 to 9999, in seconds since 1970: what CometBFT is able to encode.
constexpr std::int64_t first_second = -62135596800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t end_second = 253402300800;    // 10000-01-01T00:00:00Z
constexpr std::int32_t nanos_per_second = 1'000'000'000;
constexpr std::int32_t nanos_per_ms = 1'000'000;
constexpr std::size_t address_bytes = 20;
constexpr std::size_t chain_id_hash_bytes = 20;

template <class Message, class Value>
Bytes encoded(const Value& value) {
    Message message;
    to_wire(value, message);
    return codec::encode(message);
}

// Scalars are hashed inside a value message; an empty one becomes no bytes at all.
Bytes value_of(const Bytes& value) {
    wire::BytesValue message;
    message.set_value(value);
    return codec::encode(message);
}

Bytes value_of(Height height) {
    wire::NumberValue message;
    message.set_value(static_cast<std::int64_t>(height));
    return codec::encode(message);
}

bool is_hash_or_empty(const Bytes& hash) { return hash.empty() || hash.size() == Hash32::size; }

// Hashes may be empty, but for the one that names the validators.
bool hashes_are_well_formed(const Header& header) {
    for (const Bytes* hash : {&header.last_commit_hash, &header.data_hash, &header.validators_hash,
                              &header.next_validators_hash, &header.consensus_hash,
                              &header.last_results_hash, &header.evidence_hash}) {
        if (!is_hash_or_empty(*hash)) return false;
    }
    return !header.validators_hash.empty();
}

}  // namespace

// Nanoseconds are never below zero, before 1970 too: seconds are rounded down.
BlockTime BlockTime::from(Timestamp time) {
    const std::int64_t left = ((time.ms % ms_per_second) + ms_per_second) % ms_per_second;
    return {(time.ms - left) / ms_per_second, static_cast<std::int32_t>(left) * nanos_per_ms};
}

Timestamp BlockTime::timestamp() const { return {seconds * ms_per_second + nanos / nanos_per_ms}; }

bool BlockTime::is_encodable() const {
    return seconds >= first_second && seconds < end_second && nanos >= 0 &&
           nanos < nanos_per_second;
}

bool is_well_formed(const BlockId& id) {
    if (id.is_none()) return true;
    return id.hash.size() == Hash32::size && id.parts.hash.size() == Hash32::size &&
           id.parts.total > 0;
}

bool is_well_formed(const Header& header) {
    const auto& address = header.proposer_address;
    return header.chain_id.size() <= max_chain_id_bytes && header.height <= INT64_MAX &&
           header.time.is_encodable() && is_well_formed(header.last_block_id) &&
           hashes_are_well_formed(header) && (address.empty() || address.size() == address_bytes);
}

std::string chain_id_of(const Hash32& community) {
    return "linlian-" + to_hex(community.view().substr(0, chain_id_hash_bytes));
}

Hash32 header_hash(const Header& header) {
    wire::Version version;
    version.set_block(header.block_version);
    version.set_app(header.app_version);
    const std::array<Bytes, 14> fields{
        codec::encode(version),
        value_of(header.chain_id),
        value_of(header.height),
        encoded<wire::Time>(header.time),
        encoded<wire::BlockId>(header.last_block_id),
        value_of(header.last_commit_hash),
        value_of(header.data_hash),
        value_of(header.validators_hash),
        value_of(header.next_validators_hash),
        value_of(header.consensus_hash),
        value_of(header.app_hash),
        value_of(header.last_results_hash),
        value_of(header.evidence_hash),
        value_of(header.proposer_address),
    };
    return merkle_root(fields);
}

Bytes encode_header(const Header& header) { return encoded<wire::Header>(header); }

// Encoded again it must be the same bytes: else one header would have two.
Result<Header> decode_header(BytesView bytes) {
    wire::Header message;
    if (!codec::decode_strict(bytes, message)) return refuse(v1::HEADER_MALFORMED);
    Header header = from_wire(message);
    if (!is_well_formed(header) || encode_header(header) != bytes)
        return refuse(v1::HEADER_MALFORMED);
    return header;
}

}  // namespace linlian::light
