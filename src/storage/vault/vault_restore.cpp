// Putting papers from a backup back into the vault. What lives or was erased in the vault after the
// backup goes before what the backup has; a paper that does not fit its name or list is left out
// and said.

#include "storage/vault/vault_restore.h"

#include "crypto/hash.h"
#include "ops/files/durable_file.h"
#include "storage/vault/vault.h"

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

// Each 64 KiB of an encrypted paper have 17 bytes more, and its beginning a hundred and a type.
constexpr std::size_t max_paper_bytes = max_file_bytes + max_file_bytes / 1024 + 1024;

bool is_there(const fs::path& file) {
    std::error_code error;
    return fs::exists(fs::symlink_status(file, error));
}

fs::path tombstone_of(const fs::path& paper) { return paper.string() + erased_ending; }

// One restoring, from one backup into one vault.
class Restoring {
  public:
    // `vault` is null where its key is not there: then nobody can tell what is a paper of it.
    Restoring(fs::path backup, fs::path into, const Vault* vault)
        : backup_(std::move(backup)), into_(std::move(into)), vault_(vault) {}

    // False: left out.
    Faultable<bool> put_back(const fs::path& within, const Hash32& listed) const {
        const auto hash = paper_of(within);
        if (!hash) return false;
        if (within.extension() == erased_ending) return bury(within, listed);
        if (is_there(tombstone_of(into_ / within)) || stands(within, *hash)) return true;
        // Erased since this list was written: there is nothing to put back.
        if (!is_there(backup_ / within) && is_there(tombstone_of(backup_ / within))) return true;
        const auto content = listed_content(within, listed);
        if (!content || (vault_ != nullptr && !vault_->fits(*content, *hash))) return false;
        TRY(ops::write_durably(into_ / within, *content));
        return true;
    }

  private:
    // The live paper reads, or nobody can tell.
    bool stands(const fs::path& within, const Hash32& hash) const {
        if (!is_there(into_ / within)) return false;
        const auto content = ops::read_whole(into_ / within);
        return vault_ == nullptr || (content && vault_->fits(*content, hash));
    }

    // A tombstone comes back only where nothing stands: a live paper came again after it.
    Faultable<bool> bury(const fs::path& within, const Hash32& listed) const {
        const auto paper = fs::path{within}.replace_extension();
        if (is_there(into_ / paper) || is_there(into_ / within)) return true;
        const auto content = listed_content(within, listed);
        if (!content) return false;
        TRY(ops::write_durably(into_ / within, *content));
        return true;
    }

    // Nothing where the backup's file is not what its list says, or larger than any paper.
    std::optional<Bytes> listed_content(const fs::path& within, const Hash32& listed) const {
        std::error_code error;
        const auto bytes = fs::file_size(backup_ / within, error);
        if (error || bytes > max_paper_bytes) return std::nullopt;
        if (!check_sum(backup_, within, listed)) return std::nullopt;
        auto content = ops::read_whole(backup_ / within, max_paper_bytes);
        if (!content || sha256(*content) != listed) return std::nullopt;
        return std::move(*content);
    }

    fs::path backup_;
    fs::path into_;
    const Vault* vault_;
};

}  // namespace

Faultable<std::vector<fs::path>> put_papers_back(const fs::path& backup, const Sums& list,
                                                 const VaultPlace& vault) {
    std::vector<fs::path> left_out;
    if (vault.folder.empty() || list.empty()) return left_out;
    std::optional<Vault> opened;
    if (is_there(vault.key_file)) {
        auto found = TRY(Vault::open(vault.folder, vault.key_file));
        opened.emplace(std::move(found));
    }
    const Restoring restoring{backup, vault.folder, opened ? &*opened : nullptr};
    for (const auto& [within, hash] : list) {
        const auto done = TRY(restoring.put_back(within, hash));
        if (!done) left_out.emplace_back(within);
    }
    return left_out;
}

}  // namespace linlian::storage
