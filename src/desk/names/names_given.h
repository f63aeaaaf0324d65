// The file of names that a command was given, and the notes of this computer beside the keys: of
// which sealed file it opened which names, byte for byte.
#pragma once

#include "client/act/opened_names.h"
#include "roster/custody/custody.h"

#include <filesystem>

namespace linlian::desk {

// `keys`: the folder of people's keys. None for an empty name of a file. Refusal
// desk.FILE_UNREADABLE.
Result<client::NamesAtHand> names_given(const std::filesystem::path& keys, const std::string& file);

// Sealed names with what opens them.
struct SealedNames {
    BytesView sealed;
    BytesView half;               // of half_of_key
    roster::CustodianKey second;  // who completes it
};
// What opened names must be: their version, and their community where the ledger was asked.
struct ExpectedNames {
    Hash32 version;
    std::optional<Hash32> community;
};
// Opens them, notes that, and only then writes them to a new file: where it cannot be noted, no
// names lie in the clear. Refusals: those of roster::open_names, client.OTHER_COMMUNITY_NAMES,
// desk.FILE_EXISTS, FILE_FAILED.
Result<roster::NamesFile> open_to_file(const std::filesystem::path& keys, const SealedNames& names,
                                       const ExpectedNames& expected,
                                       const std::filesystem::path& file);

// Notes that this computer opened `names`, byte for byte, of the sealed file with this hash.
// Refusals: of write_private_file.
Result<> note_opened_names(const std::filesystem::path& keys, BytesView names,
                           const Hash32& sealed);

}  // namespace linlian::desk
