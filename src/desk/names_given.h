// The file of names that a command was given, and the notes of this computer beside the keys: of
// which sealed file it opened which names, byte for byte.
#pragma once

#include "client/act/opened_names.h"

#include <filesystem>

namespace linlian::desk {

// `keys`: the folder of people's keys. None for an empty name of a file. Refusal
// desk.FILE_UNREADABLE.
Result<client::NamesAtHand> names_given(const std::filesystem::path& keys, const std::string& file);

// Notes that this computer opened `names`, byte for byte, of the sealed file with this hash.
// Refusals: of write_private_file.
Result<> note_opened_names(const std::filesystem::path& keys, BytesView names,
                           const Hash32& sealed);

}  // namespace linlian::desk
