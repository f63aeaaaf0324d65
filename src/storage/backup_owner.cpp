#include "storage/backup_owner.h"

#include "base/hex.h"
#include "ops/disk_trouble.h"
#include "ops/durable_file.h"
#include "storage/backup.h"

namespace linlian::storage {

namespace fs = std::filesystem;

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
    const auto of = community_of(folder);
    if (!of) return tl::unexpected(of.error());
    if (*of == community) return {};
    return fault(folder.string() + " holds the backups of another community, " +
                 to_hex(of->view()) + "; name another folder, nothing was changed");
}

Faultable<Hash32> community_of(const fs::path& folder) {
    const auto text = ops::read_whole(folder / community_file);
    if (!text) return tl::unexpected(text.error());
    const auto id = fixed_from_hex<Hash32>(BytesView{*text}.substr(0, 2 * Hash32::size));
    if (id && text->size() == 2 * Hash32::size + 1) return *id;
    return fault((folder / community_file).string() +
                 " does not name a community (DAMAGED): take the backups from another disk");
}

}  // namespace linlian::storage
