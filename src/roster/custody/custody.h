// Keeps the registrar's names file so that any two of three custodians open it and no one alone
// can. Each version gets a fresh data key, sealed for every ordered pair as a box in a box
// (libsodium sealed boxes); the file itself is XChaCha20-Poly1305 with everything else in it as
// associated data. Called by the command line; secrets come and go as parameters, never to disk.
// Why it is so: docs/adr/0007-two-of-three-custodians.md.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "roster/plan/names_file.h"

#include <array>
#include <string>

namespace linlian::roster {

inline constexpr std::size_t custodian_count = 3;

// An X25519 key pair. The secret is 32 random bytes that the custodian keeps, on paper as well
// (custodian_key_text).
struct CustodianKey {
    Hash32 secret;
    Hash32 public_key;
};

using CustodianKeys = std::array<Hash32, custodian_count>;  // public keys

CustodianKey custodian_key_of(const Hash32& secret);

// The secret as 56 letters and digits in groups of four with a checksum in each half, and back.
// Refusals of parse: SLIP_LENGTH, SLIP_LETTER, SLIP_TYPO.
std::string custodian_key_text(const Hash32& secret);
Result<CustodianKey> parse_custodian_key(std::string_view typed);

// The names under a fresh key for these three. Refusals: CUSTODIANS_NOT_THREE,
// CUSTODIAN_KEY_WEAK.
Result<Bytes> seal_names(const NamesFile& names, const CustodianKeys& custodians);

// The hash of a sealed file: the version that goes on the ledger.
Hash32 version_of(BytesView sealed);

// The first custodian's half: of use to the other two only, and for this file only. Refusals:
// NOT_A_NAMES_FILE, NOT_A_CUSTODIAN, FILE_CHANGED.
Result<Bytes> open_first_half(BytesView sealed, const CustodianKey& first);

// The second custodian completes. `expected` is the version on the ledger. Refusals: the same,
// VERSION_DIFFERS, PARTIAL_BROKEN, PARTIAL_OF_OTHER_FILE, SAME_CUSTODIAN, NAMES_MALFORMED.
Result<NamesFile> open_names(BytesView sealed, BytesView first_half, const CustodianKey& second,
                             const Hash32& expected);

// A file for three custodians of whom one was replaced: a new data key, so that the one who left
// opens nothing that comes after. The same refusals as opening and sealing.
Result<Bytes> rewrap_names(BytesView sealed, BytesView first_half, const CustodianKey& second,
                           const Hash32& expected, const CustodianKeys& custodians);

// The custodians' public keys as the file names them. Refusal: NOT_A_NAMES_FILE.
Result<CustodianKeys> custodians_of(BytesView sealed);

}  // namespace linlian::roster
