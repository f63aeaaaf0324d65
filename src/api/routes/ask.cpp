// Asks: a reader signs the target of a request and a short lifetime, and so proves a key without a
// session. The API opens them; clients sign them.

#include "api/routes/ask.h"

#include "api/api.pb.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"

namespace linlian::api {
namespace {

// Signatures of other things never pass for one of an ask.
constexpr std::string_view ask_tag = "linlian/ask";

Hash32 ask_hash(BytesView ask) {
    static const HashTag tag{ask_tag};
    return tag.hash(ask);
}

// Scheme names are compared without regard to case (RFC 9110 §11.1).
bool has_scheme(std::string_view header) {
    const std::string_view scheme = ask_scheme;
    if (header.size() <= scheme.size() || header[scheme.size()] != ' ') return false;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
        if ((header[i] | 0x20) != (scheme[i] | 0x20)) return false;
    }
    return true;
}

}  // namespace

Result<std::string> sign_ask(const Author& asker, const Hash32& community,
                             const std::string& target, Timestamp expires) {
    v1::Ask ask;
    ask.set_community(community.bytes());
    ask.set_asker_key(asker.public_key().encoded());
    ask.set_expires_ms(expires.ms);
    ask.set_target(target);
    v1::SignedAsk whole;
    whole.set_ask(codec::encode(ask));
    whole.set_signature(TRY(asker.sign(ask_tag, whole.ask())));
    return std::string{ask_scheme} + " " + to_hex(codec::encode(whole));
}

// No header: nobody asks, which is no refusal here. Community and target are signed, so that an ask
// is of no use on another ledger or for another request. The signature is verified last, for it
// costs most.
Result<Bytes> open_ask(std::string_view header, const Hash32& community, std::string_view target,
                       Timestamp now) {
    if (header.empty()) return Bytes{};
    if (!has_scheme(header)) return refuse(v1::ASK_MALFORMED);
    const auto bytes = from_hex(header.substr(std::string_view{ask_scheme}.size() + 1));
    v1::SignedAsk whole;
    v1::Ask ask;
    if (!bytes || !codec::decode_strict(*bytes, whole) || !codec::decode_strict(whole.ask(), ask))
        return refuse(v1::ASK_MALFORMED);
    const auto key = PublicKey::parse(ask.asker_key());
    if (!key) return refuse(v1::ASK_MALFORMED);
    if (ask.community() != community.view()) return refuse(v1::ASK_OTHER_COMMUNITY);
    if (ask.target() != target) return refuse(v1::ASK_OTHER_TARGET);
    if (ask.expires_ms() <= now.ms) return refuse(v1::ASK_EXPIRED);
    // A minute more for clocks that differ.
    if (ask.expires_ms() > now.ms + ask_lifetime_ms + ms_per_minute)
        return refuse(v1::ASK_EXPIRES_TOO_LATE,
                      {{"minutes", std::to_string(ask_lifetime_ms / ms_per_minute)}});
    if (!verify(*key, ask_hash(whole.ask()).view(), whole.signature()))
        return refuse(v1::ASK_SIGNATURE_WRONG);
    return ask.asker_key();
}

}  // namespace linlian::api
