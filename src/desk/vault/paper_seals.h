// The private file in which a clerk keeps what opens their seals.
#pragma once

#include "client/paper/paper_work.h"

#include <filesystem>

namespace linlian::desk {

// Adds these to those that the file keeps, and gives all; of commands that do so at once none loses
// what another one keeps. Refusals: desk.FILE_FAILED, those of read_seals_file.
Result<std::vector<client::SealedReading>> keep_seals(
    const std::filesystem::path& file, const client::BallotView& ballot,
    std::span<const client::SealedReading> readings);
// Refusals: desk.FILE_UNREADABLE, those of read_seals.
Result<std::vector<client::SealedReading>> read_seals_file(const std::filesystem::path& file,
                                                           const client::BallotView& ballot);

}  // namespace linlian::desk
