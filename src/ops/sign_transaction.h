// Making a transaction as clients do: the command line, the bench and tests call it. The page in
// the browser does the same in its own code. It asks nothing of a node and decides nothing.
#pragma once

#include "base/timestamp.h"
#include "crypto/signer.h"

#include <google/protobuf/message.h>

namespace linlian::ops {

// The canonical bytes of a signed transaction of `act`, ready for Engine::submit. `community` is
// the id of the community, `expires` the block time from which on it is void: the whole minute that
// it is, or the next one, as nodes demand.
Bytes sign_transaction(const KeyPair& author, const Hash32& community,
                       const google::protobuf::Message& act, Timestamp expires, const Id16& nonce);
// The same by whoever may decline. Refusals: theirs.
Result<Bytes> sign_transaction(const Author& author, const Hash32& community,
                               const google::protobuf::Message& act, Timestamp expires,
                               const Id16& nonce);

// 16 bytes from the operating system's source of randomness.
Id16 random_nonce();
// 32 such bytes: a secret.
Hash32 random_seed();

}  // namespace linlian::ops
