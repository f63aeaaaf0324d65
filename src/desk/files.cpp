// Reading and writing by system calls, because the mode of a new file, links and the sync to the
// disk are not in the reach of streams. Helpers give error numbers; the functions of the header
// make refusals of them.
#include "desk/files.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "ops/files/durable_file.h"
#include "ops/sign_transaction.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace linlian::desk {

using namespace client;

namespace {

namespace fs = std::filesystem;

constexpr mode_t private_file = 0600;

// Each gives 0, or the number of the error.
int write_all(int file, BytesView content) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

// O_EXCL and O_NOFOLLOW: neither a file nor a link that somebody put there is written to.
int write_new(const fs::path& file, BytesView content) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int handle = ::open(file.c_str(), flags, private_file);
    if (handle < 0) return errno;
    const int written = write_all(handle, content);
    const int closed = ::close(handle) == 0 ? 0 : errno;
    return written != 0 ? written : closed;
}

// Moves a file to a name that nobody has; EEXIST where somebody does. A file system that cannot do
// it in one step is asked first.
int move_to_new(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    std::error_code ignored;
    if (fs::symlink_status(to, ignored).type() != fs::file_type::not_found) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

int move_over(const fs::path& from, const fs::path& to) {
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// Written beside its place and moved there when it is whole on the disk: whoever reads sees the old
// content or the new one, and never a half.
int put_file(const fs::path& file, BytesView content,
             int (*move)(const fs::path& from, const fs::path& to)) {
    const auto folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
    if (const int error = ops::try_make_folders(folder)) return error;
    // A name of chance, so that a file left by a power cut is in nobody's way.
    auto fresh = file;
    fresh += "." + to_hex(ops::random_nonce().view()) + ".new";
    int error = write_new(fresh, content);
    if (error == 0) {
        error = move(fresh, file);
        if (error != 0) ::unlink(fresh.c_str());
    } else if (error != EEXIST) {
        ::unlink(fresh.c_str());
    }
    return error != 0 ? error : ops::try_sync_folder(folder);
}

// All of an open file; nothing after an error, which errno has. It may be a pipe, and so may be
// endless: then it is too large.
std::optional<Bytes> read_all(int handle) {
    Bytes content;
    Bytes part(std::size_t{256} * 1024, '\0');
    for (;;) {
        const auto got = ::read(handle, part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) return content;
        content.append(part, 0, static_cast<std::size_t>(got));
        if (content.size() <= max_input_bytes) continue;
        errno = EFBIG;
        return std::nullopt;
    }
}

// 0 is success; else the reason in the words of the system.
Result<> done_or_refused(const fs::path& file, int error) {
    if (error == 0) return {};
    return refuse(v1::FILE_FAILED, {{"file", file.string()}, {"reason", std::strerror(error)}});
}

}  // namespace

bool is_there(const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::status(path, error).type() != std::filesystem::file_type::not_found;
}

std::optional<Bytes> read_file(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return std::nullopt;
    auto content = read_all(handle);
    const int error = errno;
    ::close(handle);
    errno = error;
    return content;
}

bool is_beside(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

// Links are not followed: see the header.
std::optional<Bytes> read_beside(const fs::path& folder, const std::string& name) {
    std::error_code ignored;
    if (!is_beside(name) || fs::is_symlink(folder / name, ignored)) return std::nullopt;
    return read_file(folder / name);
}

Result<Bytes> read_input(const fs::path& file) {
    errno = 0;
    auto content = read_file(file);
    if (content) return std::move(*content);
    return refuse(v1::FILE_UNREADABLE, {{"file", file.string()}, {"reason", std::strerror(errno)}});
}

Result<ClerkFile> clerk_file(const fs::path& file) {
    auto content = TRY(read_input(file));
    return ClerkFile{file.string(), std::move(content),
                     [folder = file.parent_path()](const std::string& name) {
                         return read_beside(folder, name);
                     }};
}

// Without the end of the line, whether it is written as Unix or as Windows does.
Result<std::string> read_first_line(const fs::path& file) {
    const auto content = TRY(read_input(file));
    return content.substr(0, content.find_first_of("\r\n"));
}

Result<> write_private_file(const fs::path& file, BytesView content) {
    return done_or_refused(file, put_file(file, content, move_over));
}

Result<> check_new_file(const fs::path& file) {
    std::error_code ignored;
    if (fs::symlink_status(file, ignored).type() == fs::file_type::not_found) return {};
    return refuse(v1::FILE_EXISTS, {{"file", file.string()}});
}

Result<> write_new_private_file(const fs::path& file, BytesView content) {
    const int error = put_file(file, content, move_to_new);
    if (error == EEXIST) return refuse(v1::FILE_EXISTS, {{"file", file.string()}});
    return done_or_refused(file, error);
}

Result<> make_private_folder(const fs::path& folder) {
    return done_or_refused(folder, ops::try_make_folders(folder));
}

void make_files_private() { ::umask(S_IRWXG | S_IRWXO); }

}  // namespace linlian::desk
