// The signature is checked over the bytes as they came, so that nothing is encoded anew.
#include "contract/opening/parcel.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"

#include <algorithm>

namespace linlian::machine {
namespace {

Bytes signed_parcel(const Hash32& community, const KeyPair& node, std::uint64_t number,
                    v1::Parcel parcel) {
    parcel.set_node(node.public_key().encoded());
    parcel.set_number(number);
    const Bytes bare = codec::encode(parcel);
    parcel.set_signature(node.sign(parcel_hash(community, bare).view()));
    return codec::encode(parcel);
}

Result<> malformed(const char* part) { return refuse(v1::PARCEL_MALFORMED, {{"part", part}}); }

Result<> check_parcel(const Hash32& community, const v1::Parcel& parcel, BytesView encoded) {
    const auto key = PublicKey::parse(parcel.node());
    if (!key || key->suite != Suite::ed25519) return malformed("node");
    if (parcel.number() == 0) return malformed("number");
    if (parcel.acts().empty() == (parcel.height() == 0)) return malformed("height");
    if (static_cast<std::size_t>(parcel.acts_size()) > max_transactions_per_block)
        return malformed("acts");
    for (const auto& act : parcel.acts()) {
        if (act.empty() || act.size() > max_transaction_bytes) return malformed("acts");
    }
    // The signature is the last field: one byte of tag, one of length, itself.
    const auto field = parcel.signature().size() + 2;
    const BytesView bare = encoded.substr(0, encoded.size() - std::min(field, encoded.size()));
    if (!verify(*key, parcel_hash(community, bare).view(), parcel.signature()))
        return malformed("signature");
    return {};
}

}  // namespace

Hash32 parcel_hash(const Hash32& community, BytesView unsigned_parcel) {
    static const HashTag tag{"linlian/parcel"};
    const Hash32 content = sha256(unsigned_parcel);
    return tag.hash(community.bytes() + content.bytes());
}

Bytes make_parcel(const Hash32& community, const KeyPair& node, std::uint64_t number,
                  std::vector<Bytes> acts) {
    v1::Parcel parcel;
    for (auto& act : acts) parcel.add_acts(std::move(act));
    return signed_parcel(community, node, number, std::move(parcel));
}

Bytes make_wake_parcel(const Hash32& community, const KeyPair& node, std::uint64_t number,
                       Height height) {
    v1::Parcel parcel;
    parcel.set_height(height);
    return signed_parcel(community, node, number, std::move(parcel));
}

Result<v1::Parcel> open_parcel(const Hash32& community, BytesView encoded) {
    v1::Parcel parcel;
    if (encoded.size() > max_parcel_bytes) return refuse(v1::PARCEL_MALFORMED, {{"part", "bytes"}});
    if (!codec::decode_strict(encoded, parcel))
        return refuse(v1::PARCEL_MALFORMED, {{"part", "encoding"}});
    TRY(check_parcel(community, parcel, encoded));
    return parcel;
}

std::vector<Bytes> acts_of(const Hash32& community, std::span<const Bytes> parcels) {
    std::vector<Bytes> acts;
    for (const auto& encoded : parcels) {
        auto parcel = open_parcel(community, encoded);
        if (!parcel) continue;
        for (auto& act : *parcel->mutable_acts()) acts.push_back(std::move(act));
    }
    return acts;
}

std::vector<OpenedTransaction> open_acts(const Opener& opener, std::span<const Bytes> parcels) {
    std::vector<OpenedTransaction> opened;
    for (auto& act : acts_of(opener.community(), parcels)) {
        if (auto one = opener.open(std::move(act))) opened.push_back(std::move(*one));
    }
    return opened;
}

}  // namespace linlian::machine
