// From the cheap to the dear, and nothing of the rows before the signature is known to be right.
#include "contract/opening/transaction.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/check_fields.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"

namespace linlian::machine {
namespace {

Result<v1::Body> open_body(BytesView bytes, v1::Transaction& envelope) {
    if (bytes.size() > max_transaction_bytes)
        return refuse(v1::TOO_LARGE, {{"bytes", std::to_string(bytes.size())},
                                      {"limit", std::to_string(max_transaction_bytes)}});
    if (!codec::decode_strict(bytes, envelope))
        return refuse(v1::MALFORMED, {{"part", "envelope"}});
    v1::Body body;
    if (!codec::decode_strict(envelope.body(), body))
        return refuse(v1::MALFORMED, {{"part", "body"}});
    if (body.nonce().size() != nonce_bytes) return refuse(v1::MALFORMED, {{"part", "nonce"}});
    // To the millisecond it would tell how far the author's clock is off: of acts about persons
    // everybody may see it, and the same in the acts that their author signed by name.
    const bool is_minute = body.expires_ms() > 0 && body.expires_ms() % ms_per_minute == 0;
    if (!is_minute) return refuse(v1::MALFORMED, {{"part", "expires_ms"}});
    TRY(check_fields(body));
    return body;
}

}  // namespace

Hash32 transaction_id(BytesView body) {
    static const HashTag tag{"linlian/transaction"};
    return tag.hash(body);
}

Hash32 signing_hash(BytesView body) {
    static const HashTag tag{signing_tag};
    return tag.hash(body);
}

Result<OpenedTransaction> Opener::open(Bytes bytes, const Welcome& welcome) const {
    v1::Transaction envelope;
    auto body = TRY(open_body(bytes, envelope));
    if (body.community() != community_.view()) return refuse(v1::OTHER_COMMUNITY);
    const auto key = PublicKey::parse(body.author_key());
    const auto key_needs = needs_of_key(program_, body.author_key());
    if (!key || !key_needs) return refuse(v1::MALFORMED, {{"part", "author_key"}});
    const Act* entry = program_.find_act(body.act_type());
    if (entry == nullptr) return refuse(v1::ACT_UNKNOWN, {{"type", body.act_type()}});
    const Hash32 id = transaction_id(envelope.body());
    // Before anything that rows say: else a stranger learns whose slip is used, or which key ended.
    if (!verify(*key, signing_hash(envelope.body()).view(), envelope.signature()))
        return refuse(v1::SIGNATURE_WRONG);
    if (welcome) TRY(welcome({id, body.author_key(), Timestamp{body.expires_ms()}, *entry}));
    auto act = TRY(open_act(program_, body.act_type(), body.act()));

    OpenedTransaction opened;
    opened.id_ = id;
    opened.author_key_ = body.author_key();
    opened.nonce_ = body.nonce();
    opened.expires_ = Timestamp{body.expires_ms()};
    opened.act_entry_ = entry;
    opened.needs_ = std::move(act.needs);
    opened.needs_.insert(opened.needs_.end(), key_needs->begin(), key_needs->end());
    opened.cost_ = act.cost + bytes.size() / bytes_per_cost;
    opened.act_ = std::move(act.content);
    opened.bytes_ = std::move(bytes);
    return opened;
}

}  // namespace linlian::machine
