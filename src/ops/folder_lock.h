// One process at a time in a folder. The lock is on the folder itself, not on a file in it: nothing
// that can be removed by name lets a second process in. It goes with the process, however that
// ends.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace linlian::ops {

class FolderLock {
  public:
    // Faults: IN_USE, and why the folder cannot be opened.
    static Faultable<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

  private:
    explicit FolderLock(int file) : file_(file) {}
    int file_;
};

}  // namespace linlian::ops
