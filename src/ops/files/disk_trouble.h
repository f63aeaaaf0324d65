// What an error number of the operating system means to the operator of a node: a code that stays,
// and the way out. Whoever touches files says so by file_fault(), so that a cause reads the same
// everywhere.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace linlian::ops {

struct DiskTrouble {
    int error = 0;          // as in errno
    std::string_view code;  // "DISK_FULL"
    std::string_view zh;    // what is wrong and what to do
    std::string_view en;
};

// All that are told apart; the last stands for every other number.
std::span<const DiskTrouble> disk_troubles();
// `error` as in errno.
const DiskTrouble& disk_trouble(int error);

// "FOLDER/FILE cannot be written (DISK_FULL): ...". `deed` is "read", "written", "made".
Fault file_fault(const std::filesystem::path& path, std::string_view deed, int error);

}  // namespace linlian::ops
