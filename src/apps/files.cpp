#include "apps/files.h"

#include "apps/apps.pb.h"
#include "codec/refusal.h"

#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace linlian::apps {
namespace {

bool write_all(int file, BytesView content) {
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        if (written <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

Result<> replace_file(const std::filesystem::path& file, BytesView content, unsigned mode) {
    std::error_code error;
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), error);
    auto fresh = file;
    fresh += ".new";
    const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    bool written = handle >= 0 && write_all(handle, content);
    if (handle >= 0) written = ::close(handle) == 0 && written;
    if (written) std::filesystem::rename(fresh, file, error);
    if (!written || error) {
        std::filesystem::remove(fresh, error);
        return refuse(v1::FILE_FAILED, {{"file", file.string()}});
    }
    return {};
}

}  // namespace

std::optional<Bytes> read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file)) return std::nullopt;
    std::ostringstream content;
    content << in.rdbuf();
    return in.bad() ? std::nullopt : std::optional{content.str()};
}

Result<Bytes> read_input(const std::filesystem::path& file) {
    auto content = read_file(file);
    if (!content) return refuse(v1::FILE_UNREADABLE, {{"file", file.string()}});
    return std::move(*content);
}

Result<> write_file(const std::filesystem::path& file, BytesView content) {
    return replace_file(file, content, 0644);
}

Result<> write_private_file(const std::filesystem::path& file, BytesView content) {
    return replace_file(file, content, 0600);
}

}  // namespace linlian::apps
