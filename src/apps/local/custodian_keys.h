// Keys of the custodians of a names file: one small private file each, or the same secret as typed
// from paper. Commands read and make them here; roster/custody.h does the sealing and opening.
#pragma once

#include "roster/custody.h"

#include <filesystem>

namespace linlian::apps {

// Makes a fresh key and writes it to a file that only its user reads. Refusals: apps.FILE_FAILED,
// apps.KEY_NAME_TAKEN when the file is there.
Result<roster::CustodianKey> make_custodian(const std::string& name,
                                            const std::filesystem::path& file);

// The secret of a custodian: from a file of make_custodian; for "-", as typed from paper on the
// terminal, never from an argument. Refusals: apps.FILE_UNREADABLE, NOT_A_CUSTODIAN_KEY, and those
// of roster::parse_custodian_key.
Result<roster::CustodianKey> read_custodian(const std::string& file_or_dash);

// The public key: 64 hexadecimal digits, or a file of make_custodian. Refusal:
// apps.NOT_A_CUSTODIAN_KEY.
Result<Hash32> read_custodian_public(const std::string& hex_or_file);

}  // namespace linlian::apps
