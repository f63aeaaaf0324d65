#include "client/shown/key_fingerprint.h"

#include "client/ballot/ballot_figures.h"
#include "crypto/hash.h"

namespace linlian::client {

std::string key_fingerprint(BytesView public_key) {
    const auto hash = tagged_hash("linlian/key-fingerprint", public_key);
    return in_fours(hash.view().substr(0, Id16::size));
}

}  // namespace linlian::client
