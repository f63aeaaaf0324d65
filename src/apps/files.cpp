#include "apps/files.h"

#include "apps/apps.pb.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "ops/sign_transaction.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace linlian::apps {
namespace {

namespace fs = std::filesystem;

constexpr mode_t private_file = 0600;
constexpr mode_t private_folder = 0700;

// Each gives 0, or the number of the error.
int make_folders(const fs::path& folder) {
    std::error_code ignored;
    if (folder.empty() || fs::is_directory(folder, ignored)) return 0;
    if (const int error = make_folders(folder.parent_path())) return error;
    return ::mkdir(folder.c_str(), private_folder) == 0 || errno == EEXIST ? 0 : errno;
}

int write_all(int file, BytesView content) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return written < 0 ? errno : EIO;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

int write_new(const fs::path& file, BytesView content) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int handle = ::open(file.c_str(), flags, private_file);
    if (handle < 0) return errno;
    const int written = write_all(handle, content);
    const int closed = ::close(handle) == 0 ? 0 : errno;
    return written != 0 ? written : closed;
}

int sync_folder(const fs::path& folder) {
    const int handle =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return errno;
    const int synced = ::fsync(handle) == 0 ? 0 : errno;
    ::close(handle);
    return synced;
}

int replace_file(const fs::path& file, BytesView content) {
    if (const int error = make_folders(file.parent_path())) return error;
    // A name of chance, so that a file left by a power cut is in nobody's way.
    auto fresh = file;
    fresh += "." + to_hex(ops::random_nonce().view()) + ".new";
    int error = write_new(fresh, content);
    if (error == 0 && ::rename(fresh.c_str(), file.c_str()) != 0) error = errno;
    if (error != 0 && error != EEXIST) ::unlink(fresh.c_str());
    return error != 0 ? error : sync_folder(file.parent_path());
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

Result<> done_or_refused(const fs::path& file, int error) {
    if (error == 0) return {};
    return refuse(v1::FILE_FAILED, {{"file", file.string()}, {"reason", std::strerror(error)}});
}

}  // namespace

std::optional<Bytes> read_file(const fs::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (handle < 0) return std::nullopt;
    auto content = read_all(handle);
    const int error = errno;
    ::close(handle);
    errno = error;
    return content;
}

Result<Bytes> read_input(const fs::path& file) {
    errno = 0;
    auto content = read_file(file);
    if (content) return std::move(*content);
    return refuse(v1::FILE_UNREADABLE, {{"file", file.string()}, {"reason", std::strerror(errno)}});
}

Result<std::string> read_first_line(const fs::path& file) {
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    return content->substr(0, content->find_first_of("\r\n"));
}

Result<> write_private_file(const fs::path& file, BytesView content) {
    return done_or_refused(file, replace_file(file, content));
}

Result<> make_private_folder(const fs::path& folder) {
    return done_or_refused(folder, make_folders(folder));
}

void make_files_private() { ::umask(S_IRWXG | S_IRWXO); }

}  // namespace linlian::apps
