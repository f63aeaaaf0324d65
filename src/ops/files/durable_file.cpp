// Writing, reading and moving files so that a power cut leaves the old or the new, never half. The
// order is always the same: the content is synced before the name changes, and the folder after it.

#include "ops/files/durable_file.h"

#include "ops/files/disk_trouble.h"

#include <sys/stat.h>

#include <cerrno>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace linlian::ops {
namespace {

namespace fs = std::filesystem;

// A descriptor that is closed with its scope.
class Handle {
  public:
    explicit Handle(int file) : file_(file) {}
    ~Handle() {
        if (file_ >= 0) ::close(file_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int get() const { return file_; }
    explicit operator bool() const { return file_ >= 0; }

  private:
    int file_;
};

// By errno, so it comes right after the call that failed.
auto failed(const fs::path& path, std::string_view deed) {
    return tl::unexpected(file_fault(path, deed, errno));
}

// A name alone lies in the folder where the program runs.
fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path{"."};
}

// A file that must be new: whatever stands under this name is not written through.
Faultable<> write_and_sync(const fs::path& path, BytesView content) {
    const Handle file{
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file) return failed(path, "written");
    while (!content.empty()) {
        const ssize_t written = ::write(file.get(), content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return failed(path, "written");
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0) return failed(path, "written");
    return {};
}

int try_sync(const fs::path& path, int flags) {
    const Handle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags)};
    return file && ::fsync(file.get()) == 0 ? 0 : errno;
}

Faultable<> sync_path(const fs::path& path, int flags) {
    const int error = try_sync(path, flags);
    if (error != 0) return tl::unexpected(file_fault(path, "synced", error));
    return {};
}

// Network file systems do not know the flag; two names for one file do the same there.
bool put_in_place(const fs::path& beside, const fs::path& path, Existing existing) {
    const unsigned flags = existing == Existing::keep ? RENAME_NOREPLACE : 0;
    if (::renameat2(AT_FDCWD, beside.c_str(), AT_FDCWD, path.c_str(), flags) == 0) return true;
    if (flags == 0 || (errno != EINVAL && errno != ENOSYS)) return false;
    return ::link(beside.c_str(), path.c_str()) == 0 && ::unlink(beside.c_str()) == 0;
}

}  // namespace

Faultable<> write_durably(const fs::path& path, BytesView content, Existing existing) {
    TRY(make_folders(folder_of(path)));
    struct stat about {};
    // Moving over a folder would say less clearly what is wrong.
    if (::lstat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return failed(path, "written");
    }
    const fs::path beside = path.string() + ".new." + std::to_string(::getpid());
    ::unlink(beside.c_str());  // of a process of this number that was killed
    auto written = write_and_sync(beside, content);
    if (written && !put_in_place(beside, path, existing)) written = failed(path, "written");
    if (!written) {
        ::unlink(beside.c_str());
        return written;
    }
    return sync_folder(folder_of(path));
}

Faultable<Bytes> read_whole(const fs::path& path, std::size_t bytes_max) {
    // Without waiting (O_NONBLOCK): opening a pipe would wait for its other end.
    const Handle file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file) return failed(path, "read");
    struct stat about {};
    if (::fstat(file.get(), &about) != 0) return failed(path, "read");
    if (!S_ISREG(about.st_mode))
        return tl::unexpected(file_fault(path, "read", S_ISDIR(about.st_mode) ? EISDIR : ESPIPE));
    Bytes content;
    if (static_cast<std::size_t>(about.st_size) <= bytes_max)
        content.reserve(static_cast<std::size_t>(about.st_size));
    char part[64 * 1024];
    // One byte more than allowed ends the reading: the size before may be out of date.
    while (content.size() <= bytes_max) {
        const ssize_t got = ::read(file.get(), part, sizeof part);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(path, "read");
        if (got == 0) return content;
        content.append(part, static_cast<std::size_t>(got));
    }
    return tl::unexpected(file_fault(path, "read", EOVERFLOW));
}

// From the top down, each synced into the one above it before the next is made. Somebody else may
// make the same one meanwhile, which is fine.
int try_make_folders(const fs::path& folder) {
    struct stat about {};
    if (folder.empty() || (::stat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode))) return 0;
    const bool is_below = folder.has_relative_path() && folder.has_parent_path();
    if (const int error = try_make_folders(is_below ? folder.parent_path() : fs::path{}))
        return error;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return errno;
    if (::stat(folder.c_str(), &about) == 0 && !S_ISDIR(about.st_mode)) return ENOTDIR;
    return try_sync_folder(folder_of(folder));
}

Faultable<> make_folders(const fs::path& folder) {
    const int error = try_make_folders(folder);
    if (error != 0) return tl::unexpected(file_fault(folder, "made", error));
    return {};
}

int try_sync_folder(const fs::path& folder) { return try_sync(folder, O_DIRECTORY); }

Faultable<> sync_folder(const fs::path& folder) { return sync_path(folder, O_DIRECTORY); }

// Whatever is neither file nor folder has no content to sync.
Faultable<> sync_tree(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator at{folder, error};
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        const bool is_folder = at->is_directory(error);
        if (error || (!is_folder && !at->is_regular_file(error))) continue;
        TRY(sync_path(at->path(), is_folder ? O_DIRECTORY : 0));
    }
    if (error) return tl::unexpected(file_fault(folder, "synced", error.value()));
    TRY(sync_folder(folder));
    return sync_folder(folder_of(folder));
}

// The new name first: a power cut between the two may show both, never none.
Faultable<> move_durably(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failed(to, "made");
    TRY(sync_folder(folder_of(to)));
    return sync_folder(folder_of(from));
}

}  // namespace linlian::ops
