// Who asks: the target of a request, signed with the key of whoever wants to read what is not for
// everybody. It travels in the header Authorization (RFC 9110 §11.6.2) under a scheme of its own.
// Both sides are here: clients sign, the API opens. Frozen in docs/formats/ask.md.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "crypto/signer.h"

namespace linlian::api {

inline constexpr const char* ask_scheme = "Linlian-Ask";
// What clients take; the API lets one minute of a fast clock pass beyond it.
inline constexpr std::int64_t ask_lifetime_ms = 5 * ms_per_minute;

// The value of the header Authorization for `GET target` (path and query, as sent).
// Refusals: the asker's, who may decline.
Result<std::string> sign_ask(const Author& asker, const Hash32& community,
                             const std::string& target, Timestamp expires);

// The encoded key that signed; empty where the header is. Refusals: ASK_MALFORMED,
// ASK_OTHER_COMMUNITY, ASK_OTHER_TARGET, ASK_EXPIRED, ASK_EXPIRES_TOO_LATE, ASK_SIGNATURE_WRONG.
// Whose key it is and what its holder may read is for the machine to say, after this: whoever
// signed nothing is told nothing of a key.
Result<Bytes> open_ask(std::string_view header, const Hash32& community, std::string_view target,
                       Timestamp now);

}  // namespace linlian::api
