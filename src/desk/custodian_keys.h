// Keys of the custodians of a names file: one small private file each, or the same secret as typed
// from paper. Commands read and make them here; roster/custody.h does the sealing and opening.
#pragma once

#include "roster/custody/custody.h"

#include <filesystem>

namespace linlian::desk {

// Makes a fresh key and writes it to a file that only its user reads. Refusals: desk.FILE_FAILED,
// desk.KEY_NAME_TAKEN when the file is there.
Result<roster::CustodianKey> make_custodian(const std::string& name,
                                            const std::filesystem::path& file);

// The secret of a custodian, from a file of make_custodian. Refusals: desk.FILE_UNREADABLE,
// NOT_A_CUSTODIAN_KEY.
Result<roster::CustodianKey> read_custodian(const std::filesystem::path& file);

// The public key: 64 hexadecimal digits, or a file of make_custodian. Refusal:
// desk.NOT_A_CUSTODIAN_KEY.
Result<Hash32> read_custodian_public(const std::string& hex_or_file);

}  // namespace linlian::desk
