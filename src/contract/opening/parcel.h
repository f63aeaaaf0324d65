// Parcels: what engines order. A node gathers acts, numbers the parcel and signs it with its key.
// A parcel is refused for its form and limits only; what is in it is judged act by act, and what of
// that is repeated, expired or cannot be opened is passed over. Format: docs/formats/parcel.md.
#pragma once

#include "contract/opening/transaction.h"
#include "crypto/signer.h"

namespace linlian::machine {

// What the node signs, of the canonical bytes of the parcel without its signature.
Hash32 parcel_hash(const Hash32& community, BytesView unsigned_parcel);

// The encoded parcel of these acts. `number` counts the parcels of the node, from 1.
Bytes make_parcel(const Hash32& community, const KeyPair& node, std::uint64_t number,
                  std::vector<Bytes> acts);
// The parcel without acts that asks for a block at a height.
Bytes make_wake_parcel(const Hash32& community, const KeyPair& node, std::uint64_t number,
                       Height height);

// Its form: strictly encoded, of an ed25519 key, numbered, either with acts or with the height that
// it asks for, within the limits, signed. Whether the node has a seat is not looked at, nor is what
// the acts are. Refusal: PARCEL_MALFORMED.
Result<v1::Parcel> open_parcel(const Hash32& community, BytesView encoded);

// The acts of a decided block in their order. A parcel that open_parcel refuses holds none: it is
// passed over like an act that cannot be opened.
std::vector<Bytes> acts_of(const Hash32& community, std::span<const Bytes> parcels);
// The same, opened one after the other, without those that cannot be opened.
std::vector<OpenedTransaction> open_acts(const Opener& opener, std::span<const Bytes> parcels);

}  // namespace linlian::machine
