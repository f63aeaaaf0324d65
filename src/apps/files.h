// Reading and writing whole files, with refusals that name the file.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>
#include <optional>

namespace linlian::apps {

// Nothing when the file cannot be read.
std::optional<Bytes> read_file(const std::filesystem::path& file);

// The content, or refusal apps.FILE_UNREADABLE.
Result<Bytes> read_input(const std::filesystem::path& file);

// Replaces the file in one step (a new file, synced, renamed over it); makes its folder where
// needed. Refusal apps.FILE_FAILED.
Result<> write_file(const std::filesystem::path& file, BytesView content);

// The same, readable and writable by its user only.
Result<> write_private_file(const std::filesystem::path& file, BytesView content);

}  // namespace linlian::apps
