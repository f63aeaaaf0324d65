// The list of a backup, sums/NUMBER: a line for each file with its SHA-256, as sha256sum prints
// them, and a last line with the sum of those above. With it a backup is known to be finished and
// whole.

#include "storage/backup/backup_sums.h"

#include "base/hex.h"
#include "crypto/hash.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"

#include <cerrno>
#include <charconv>
#include <fstream>
#include <set>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t hex_size = 2 * Hash32::size;
constexpr std::string_view own_sum = "# the lines above: ";

// The number that a file is called by, as those of RocksDB in `meta` are.
std::optional<std::uint32_t> number_in(const fs::path& name) {
    const std::string text = name.string();
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// A list may be written by others: it names files of the backup, nothing beside it.
bool lies_within(const fs::path& path) {
    return path.is_relative() && path.string() == path.lexically_normal().string() &&
           *path.begin() != "..";
}

std::optional<std::pair<std::string, Hash32>> read_line(std::string_view line) {
    if (line.size() <= hex_size + 2 || line.substr(hex_size, 2) != "  ") return std::nullopt;
    const auto hash = fixed_from_hex<Hash32>(line.substr(0, hex_size));
    std::string path{line.substr(hex_size + 2)};
    if (!hash || !lies_within(path)) return std::nullopt;
    return std::pair{std::move(path), *hash};
}

}  // namespace

// Of both folders: a backup that has a list and no `meta`, or the reverse, must be seen so that it
// can be refused.
std::vector<std::uint32_t> backup_numbers(const fs::path& folder) {
    std::set<std::uint32_t> numbers;
    for (const char* part : {"meta", "sums"}) {
        std::error_code error;
        fs::directory_iterator at{folder / part, error};
        for (const fs::directory_iterator end; !error && at != end; at.increment(error)) {
            if (const auto number = number_in(at->path().filename())) numbers.insert(*number);
        }
    }
    return {numbers.begin(), numbers.end()};
}

fs::path sums_file(const fs::path& folder, std::uint32_t number) {
    return folder / "sums" / std::to_string(number);
}

Faultable<> write_sums(const fs::path& folder, std::uint32_t number, const Sums& sums) {
    std::string text;
    for (const auto& [path, hash] : sums) text += to_hex(hash.view()) + "  " + path + "\n";
    text += std::string{own_sum} + to_hex(sha256(text).view()) + "\n";
    return ops::write_durably(sums_file(folder, number), text);
}

Faultable<std::optional<Sums>> read_sums(const fs::path& folder, std::uint32_t number) {
    const auto file = sums_file(folder, number);
    std::error_code error;
    // Missing: that backup was never finished. It is not the same as damaged.
    if (!fs::exists(file, error) && !error) return std::nullopt;
    const auto text = TRY(ops::read_whole(file));
    const auto damaged =
        fault(file.string() + " is damaged (DAMAGED): backup " + std::to_string(number) +
              " cannot be checked; restore another one with --number");
    Sums sums;
    std::size_t at = 0;
    while (at < text.size() && !BytesView{text}.substr(at).starts_with(own_sum)) {
        const auto end = text.find('\n', at);
        if (end == Bytes::npos) return damaged;
        auto line = read_line(BytesView{text}.substr(at, end - at));
        if (!line) return damaged;
        sums.insert(std::move(*line));
        at = end + 1;
    }
    const auto lines = BytesView{text}.substr(0, at);
    // To the last byte: what stands after the last line would be covered by nothing.
    if (text.substr(at) != std::string{own_sum} + to_hex(sha256(lines).view()) + "\n")
        return damaged;
    return sums;
}

// In pieces: a file may be larger than the memory. Links, devices and pipes are not files of a
// backup, and reading them may never end.
Faultable<Hash32> hash_file(const fs::path& path) {
    std::error_code error;
    const auto status = fs::symlink_status(path, error);
    if (!fs::exists(status)) return tl::unexpected(ops::file_fault(path, "read", ENOENT));
    if (!fs::is_regular_file(status))
        return fault(path.string() +
                     " is no file but a link, folder or device (DAMAGED): the backup was not "
                     "written like that; restore another one");
    std::ifstream file{path, std::ios::binary};
    Sha256 hash;
    std::vector<char> part(1 << 20);
    while (file.read(part.data(), static_cast<std::streamsize>(part.size())) || file.gcount() > 0)
        hash.add({part.data(), static_cast<std::size_t>(file.gcount())});
    if (!file.eof()) return tl::unexpected(ops::file_fault(path, "read", errno));
    return hash.finish();
}

namespace {

// A folder that is a link may lead anywhere.
Faultable<> check_folders(const fs::path& folder, const fs::path& path) {
    fs::path at = folder;
    for (const auto& part : path.parent_path()) {
        at /= part;
        std::error_code error;
        if (fs::is_symlink(fs::symlink_status(at, error)))
            return fault(at.string() +
                         " is a link (DAMAGED): the backup was not written like that; restore "
                         "another one");
    }
    return {};
}

}  // namespace

// `within` comes from a list that may be a stranger's; read_line has refused paths that lead out.
Faultable<> check_sum(const fs::path& folder, const fs::path& within, const Hash32& hash) {
    TRY(check_folders(folder, within));
    const auto now = TRY(hash_file(folder / within));
    if (now == hash) return {};
    return fault((folder / within).string() +
                 " is not what the backup wrote, so that one cannot be used (DAMAGED): "
                 "restore another one with --number, or from another disk");
}

}  // namespace linlian::storage
