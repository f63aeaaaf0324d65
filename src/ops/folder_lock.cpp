#include "ops/folder_lock.h"

#include "ops/disk_trouble.h"

#include <sys/file.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace linlian::ops {

Faultable<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return tl::unexpected(file_fault(folder, "opened", errno));
    FolderLock lock{file};
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return tl::unexpected(file_fault(folder, "opened", errno));
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace linlian::ops
