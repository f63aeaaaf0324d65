// The registrar's names file once its custodians have opened it, as commands are given it.
#pragma once

#include "roster/names_file.h"

#include <filesystem>

namespace linlian::apps {

// The file of this community: that of another would put other people's names and doors, or none, on
// what is shown and printed. Refusals: apps.FILE_UNREADABLE, OTHER_COMMUNITY_NAMES, those of
// roster::names_from_json.
Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file,
                                            const Hash32& community);

}  // namespace linlian::apps
