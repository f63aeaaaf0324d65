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
    // The same, but waits until nobody else has it: for work of moments, also between threads of
    // one process.
    static Faultable<FolderLock> wait_for(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

  private:
    explicit FolderLock(int file) : file_(file) {}
    static Faultable<FolderLock> lock(const std::filesystem::path& folder, int how);
    int file_;
};

}  // namespace linlian::ops
