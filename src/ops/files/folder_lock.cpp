// Locks on folders by flock: they end with the process, also when it is killed, so that no file of
// a dead process keeps the next one out.

#include "ops/files/folder_lock.h"

#include "ops/files/disk_trouble.h"

#include <sys/file.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace linlian::ops {

Faultable<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
    return lock(folder, LOCK_EX | LOCK_NB);
}

Faultable<FolderLock> FolderLock::wait_for(const std::filesystem::path& folder) {
    return lock(folder, LOCK_EX);
}

Faultable<FolderLock> FolderLock::lock(const std::filesystem::path& folder, int how) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) return tl::unexpected(file_fault(folder, "opened", errno));
    FolderLock lock{file};
    // A signal may interrupt the waiting.
    int failed = ::flock(file, how);
    while (failed != 0 && errno == EINTR) failed = ::flock(file, how);
    if (failed != 0) return tl::unexpected(file_fault(folder, "opened", errno));
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
