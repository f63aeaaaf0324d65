// Keys of the custodians of a names file: one small private file each, or the same secret as typed
// from paper. Commands read and make them here; roster/custody.h does the sealing and opening.
#pragma once

#include "client/shown/styled.h"
#include "roster/custody/custody.h"

#include <filesystem>
#include <functional>
#include <span>

namespace linlian::desk {

// Makes a fresh key and writes it to a file that only its user reads. Refusals: desk.FILE_FAILED,
// desk.KEY_NAME_TAKEN when the file is there.
Result<roster::CustodianKey> make_custodian(const std::string& name,
                                            const std::filesystem::path& file);

// The secret of a custodian, from a file of make_custodian. Refusals: desk.FILE_UNREADABLE,
// NOT_A_CUSTODIAN_KEY.
Result<roster::CustodianKey> read_custodian(const std::filesystem::path& file);

// Asks whoever sits there for a secret that stands on paper, and never in an argument; "" where
// nobody can be asked.
using AskSecret = std::function<std::string(const client::Styled& question)>;

// The secrets of custodians: from their files; for "-" as it is typed. Refusals: those of
// read_custodian and roster::parse_custodian_key.
Result<std::vector<roster::CustodianKey>> custodians_given(
    const std::vector<std::string>& files_or_dashes, const AskSecret& ask);

// The half of the key to sealed names with which the last of these custodians opens them: of the
// first of two, or what the first one wrote to the file `half`. Refusals: client.COMMAND_WRONG for
// one custodian alone, of the file, of roster::open_first_half.
Result<Bytes> half_of_key(BytesView sealed, std::span<const roster::CustodianKey> custodians,
                          const std::string& half);

// The public key: 64 hexadecimal digits, or a file of make_custodian. Refusal:
// desk.NOT_A_CUSTODIAN_KEY.
Result<Hash32> read_custodian_public(const std::string& hex_or_file);
// Of as many as guard the names of a roster; there must be so many.
Result<roster::CustodianKeys> read_custodians_public(const std::vector<std::string>& given);

}  // namespace linlian::desk
