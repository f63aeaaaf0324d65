// Making a transaction: the body of an act, and the signature over the hash of the body. With a key
// at hand or with an Author, who may ask a person or a device first.

#include "ops/sign_transaction.h"

#include "base/check.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"

#include <sys/random.h>

namespace linlian::ops {
namespace {

// The whole minute that `at` is, or the next one.
Timestamp whole_minute_from(Timestamp at) {
    const auto over = at.ms % ms_per_minute;
    return over > 0 ? Timestamp{at.ms - over + ms_per_minute} : Timestamp{at.ms - over};
}

template <class Fixed>
Fixed random_bytes() {
    Fixed made;
    // A request of at most 256 bytes is answered whole or not at all (getrandom(2)).
    CHECK(::getrandom(made.data.data(), Fixed::size, 0) == static_cast<ssize_t>(Fixed::size));
    return made;
}

Bytes body_of(const PublicKey& author, const Hash32& community,
              const google::protobuf::Message& act, Timestamp expires, const Id16& nonce) {
    machine::v1::Body body;
    body.set_community(community.bytes());
    body.set_author_key(author.encoded());
    body.set_nonce(nonce.bytes());
    body.set_expires_ms(whole_minute_from(expires).ms);
    body.set_act_type(act.GetDescriptor()->full_name());
    body.set_act(codec::encode(act));
    return codec::encode(body);
}

Bytes transaction_of(Bytes body, Bytes signature) {
    machine::v1::Transaction transaction;
    transaction.set_body(std::move(body));
    transaction.set_signature(std::move(signature));
    return codec::encode(transaction);
}

}  // namespace

Bytes sign_transaction(const KeyPair& author, const Hash32& community,
                       const google::protobuf::Message& act, Timestamp expires, const Id16& nonce) {
    auto body = body_of(author.public_key(), community, act, expires, nonce);
    auto signature = author.sign(machine::signing_hash(body).view());
    return transaction_of(std::move(body), std::move(signature));
}

Result<Bytes> sign_transaction(const Author& author, const Hash32& community,
                               const google::protobuf::Message& act, Timestamp expires,
                               const Id16& nonce) {
    auto body = body_of(author.public_key(), community, act, expires, nonce);
    auto signature = TRY(author.sign(machine::signing_tag, body));
    return transaction_of(std::move(body), std::move(signature));
}

Id16 random_nonce() { return random_bytes<Id16>(); }

Hash32 random_seed() { return random_bytes<Hash32>(); }

}  // namespace linlian::ops
