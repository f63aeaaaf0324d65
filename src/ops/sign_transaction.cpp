#include "ops/sign_transaction.h"

#include "base/check.h"
#include "codec/wire.h"
#include "machine/transaction.h"

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

}  // namespace

Bytes sign_transaction(const KeyPair& author, const Hash32& community,
                       const google::protobuf::Message& act, Timestamp expires, const Id16& nonce) {
    machine::v1::Body body;
    body.set_community(community.bytes());
    body.set_author_key(author.public_key().encoded());
    body.set_nonce(nonce.bytes());
    body.set_expires_ms(whole_minute_from(expires).ms);
    body.set_act_type(act.GetDescriptor()->full_name());
    body.set_act(codec::encode(act));
    machine::v1::Transaction transaction;
    transaction.set_body(codec::encode(body));
    transaction.set_signature(author.sign(machine::signing_hash(transaction.body()).view()));
    return codec::encode(transaction);
}

Id16 random_nonce() { return random_bytes<Id16>(); }

Hash32 random_seed() { return random_bytes<Hash32>(); }

}  // namespace linlian::ops
