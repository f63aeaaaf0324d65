// An enrolment slip (实名开通单): a one-time seed on paper with which a person enrols a key. Here
// are its texts: the code to type, the URI in the QR code, and the key seed behind it. slip_pdf
// prints it. A slip alone gives a provisional key that cannot vote until a second proof.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace linlian::roster {

struct Slip {
    Hash32 community;
    Id16 seed;
    std::uint32_t number = 0;
    bool operator==(const Slip&) const = default;
};

// The seed as typed by hand: seven groups of four (typed_code.h). parse_code reads it back.
std::string slip_code(const Slip& slip);

// linlian:slip?c=<community, 64 hex>&s=<seed, 28 characters>&n=<number, decimal>
std::string slip_uri(const Slip& slip);

// The reverse, strict: one spelling for each slip, but for the seed, which is read as typed, where
// it stands as a URL writes it.
// Refusals: SLIP_URI, and those of parse_code.
Result<Slip> parse_slip_uri(std::string_view uri);

// The 32-byte seed of the slip's key pair: tagged hash of seed and community, so that a slip of
// another community gives another key.
Hash32 derive_slip_key_seed(const Id16& seed, const Hash32& community);

}  // namespace linlian::roster
