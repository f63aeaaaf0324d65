// One hash for a whole result, and the URI in its QR code.
#include "client/result/result_facts.h"

#include "base/hex.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "ops/address/link.h"

namespace linlian::client {

Hash32 verdicts_hash(const std::vector<ballot::v1::VerdictRow>& verdicts) {
    Bytes message;
    for (const auto& row : verdicts) {
        const auto bytes = codec::encode(row);
        for (int shift = 56; shift >= 0; shift -= 8)
            message += static_cast<char>(bytes.size() >> shift & 0xFF);
        message += bytes;
    }
    return tagged_hash("linlian/verdicts", message);
}

std::string result_uri(const Hash32& community, const Id16& ballot, const Hash32& verdicts) {
    return ops::link("linlian:result", {{"c", to_hex(community.view())},
                                        {"b", to_hex(ballot.view())},
                                        {"v", to_hex(verdicts.view())}});
}

}  // namespace linlian::client
