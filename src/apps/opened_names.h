// The registrar's names file once its custodians have opened it, as commands are given it.
#pragma once

#include "roster/names_file.h"

#include <filesystem>

namespace linlian::apps {

// Refusals: apps.FILE_UNREADABLE, those of roster::names_from_json.
Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file);

}  // namespace linlian::apps
