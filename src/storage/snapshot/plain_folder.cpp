// Refusing folders in which something leads elsewhere, before a library opens what lies there.

#include "storage/snapshot/plain_folder.h"

#include "ops/files/disk_trouble.h"

namespace linlian::storage {

namespace fs = std::filesystem;

Faultable<> check_plain(const fs::path& folder, const fs::path& part) {
    std::error_code error;
    fs::recursive_directory_iterator at{folder, fs::directory_options::skip_permission_denied,
                                        error};
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        if (!part.empty() && at->path() == folder / part) at.disable_recursion_pending();
        std::error_code ignored;
        const auto status = at->symlink_status(ignored);
        // Beside a node that runs files come and go.
        if (fs::is_regular_file(status) || fs::is_directory(status) || !fs::exists(status))
            continue;
        return fault(at->path().string() +
                     " is no file but a link, pipe or device (DAMAGED): this program writes none; "
                     "take another folder or disk");
    }
    if (error) return tl::unexpected(ops::file_fault(folder, "read", error.value()));
    return {};
}

}  // namespace linlian::storage
