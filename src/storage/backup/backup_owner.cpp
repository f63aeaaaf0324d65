// Whose a backup folder is: the file with the community id, and what may lie in the parts that
// RocksDB clears of what it does not know.

#include "storage/backup/backup_owner.h"

#include "base/hex.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"
#include "storage/backup/backup.h"

#include <algorithm>
#include <cctype>

namespace linlian::storage {

namespace fs = std::filesystem;

namespace {

// As the database calls what it writes into these parts: CURRENT, MANIFEST-000005, 000012.log,
// 000012_s1a2b_4711.sst, and while it writes them .CURRENT.tmp.
bool is_of_database(std::string name) {
    if (name.starts_with('.') && name.ends_with(".tmp")) name = name.substr(1, name.size() - 5);
    const auto end =
        std::ranges::find_if_not(name, [](unsigned char c) { return isdigit(c) != 0; });
    const bool is_numbered =
        end - name.begin() >= 6 && end != name.end() && (*end == '.' || *end == '_');
    return name == "CURRENT" || name.starts_with("MANIFEST-") || name.starts_with("OPTIONS-") ||
           (is_numbered &&
            (name.ends_with(".sst") || name.ends_with(".log") || name.ends_with(".blob")));
}

}  // namespace

// An empty folder is claimed; one with other files in it is refused, since RocksDB may remove what
// lies there.
Faultable<> claim_folder(const fs::path& folder, const Hash32& community) {
    const auto file = folder / community_file;
    std::error_code error;
    if (!fs::exists(file, error)) {
        if (fs::is_empty(folder, error))
            return ops::write_durably(file, to_hex(community.view()) + "\n");
        if (error) return tl::unexpected(ops::file_fault(folder, "read", error.value()));
        return fault(
            folder.string() +
            " is not empty and does not say of which community its backups are (NOT_EMPTY): "
            "name an empty folder, such as " +
            (folder / "linlian").string() + "; nothing was changed");
    }
    const auto of = TRY(community_of(folder));
    if (of == community) return {};
    return fault(folder.string() + " holds the backups of another community, " + to_hex(of.view()) +
                 "; name another folder, nothing was changed");
}

Faultable<> check_ours(const fs::path& folder) {
    for (const char* part : {"shared", "shared_checksum", "private"}) {
        std::error_code error;
        fs::recursive_directory_iterator at{folder / part, error};
        for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
            const bool is_ours = at->is_directory(error)
                                     ? part == std::string_view{"private"} && at.depth() == 0
                                     : is_of_database(at->path().filename().string());
            if (!is_ours)
                return fault(at->path().string() +
                             " is of no backup and would be removed (NOT_OURS): move it to where "
                             "it is kept, and make the backup again; nothing was changed");
        }
    }
    return {};
}

Faultable<Hash32> community_of(const fs::path& folder) {
    const auto text = TRY(ops::read_whole(folder / community_file));
    const auto id = fixed_from_hex<Hash32>(BytesView{text}.substr(0, 2 * Hash32::size));
    if (id && text.size() == 2 * Hash32::size + 1) return *id;
    return fault((folder / community_file).string() +
                 " does not name a community (DAMAGED): take the backups from another disk");
}

}  // namespace linlian::storage
