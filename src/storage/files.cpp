// Reading and writing whole files, so that what is written is on the disk.
#include "storage/snapshot.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace linlian::storage {
namespace {

std::string last_error() { return std::strerror(errno); }

bool write_all(int file, BytesView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

}  // namespace

Faultable<Bytes> read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream content;
    if (file) content << file.rdbuf();
    if (!file || file.bad()) return fault("the file " + path.string() + " cannot be read");
    return std::move(content).str();
}

Faultable<> write_file(const std::filesystem::path& path, BytesView bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return fault("the file " + path.string() + " cannot be written: " + last_error());
    const bool written = write_all(file, bytes);
    const std::string error = last_error();
    ::close(file);
    if (!written) return fault("the file " + path.string() + " cannot be written: " + error);
    return {};
}

}  // namespace linlian::storage
