// The vault: papers, scans and photos beside the ledger, each encrypted under a key of its own and
// known by the hash of its plain content, which is all that the ledger ever holds. Keys of files
// are wrapped under the vault's key, which lies in a file of its own. Safe from any thread. Who may
// read what is decided in front of it. Format: docs/formats/vault.md.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace linlian::storage {

// Plain content, 32 MiB.
inline constexpr std::size_t max_file_bytes = 32u << 20;

// The types of files that are taken, as in Content-Type.
std::span<const std::string_view> allowed_file_types();

class Vault {
  public:
    // As it was put: the type as in Content-Type, the plain content.
    struct File {
        std::string type;
        Bytes content;
    };

    // Opens the vault in `folder` under the key in `key_file`; makes both where they are missing.
    // Faults: a key file of the wrong length or readable by others; a folder that cannot be made; a
    // folder with files whose key file is missing.
    static Faultable<Vault> open(const std::filesystem::path& folder,
                                 const std::filesystem::path& key_file);
    Vault(Vault&&) noexcept = default;
    ~Vault();

    // Keeps the content; returns its SHA-256. The same content is kept once; content that was
    // erased may come again, and a damaged file is mended. It is on the disk when this returns.
    // Refusals: FILE_EMPTY, FILE_TOO_LARGE, FILE_TYPE_UNKNOWN, VAULT_UNAVAILABLE.
    Result<Hash32> put(BytesView content, const std::string& type);
    // Refusals: FILE_ERASED, FILE_UNKNOWN, FILE_DAMAGED.
    Result<File> get(const Hash32& hash) const;
    // Removes the content with its key; what stays is that it was erased, and when. Backups made
    // before still have it. Refusals: FILE_UNKNOWN, FILE_ERASED, VAULT_UNAVAILABLE.
    Result<> erase(const Hash32& hash, Timestamp when);
    bool has(const Hash32& hash) const;
    // Whether these encrypted bytes are the paper of that hash under this vault's key.
    bool fits(BytesView encrypted, const Hash32& hash) const;

    // What is or was kept, by hash. Fault: the folder cannot be read.
    struct Entry {
        Hash32 hash;
        std::uint64_t bytes = 0;          // on the disk, encrypted
        std::optional<Timestamp> erased;  // when; then nothing of it is left
    };
    Faultable<std::vector<Entry>> list() const;

  private:
    explicit Vault(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path path_of(const Hash32& hash) const;

    std::filesystem::path folder_;
    Hash32 key_;  // wiped when the vault goes
};

// The ending of a tombstone, which stands in the place of a paper that was erased.
inline constexpr const char* erased_ending = ".erased";

// The hash that names the paper or tombstone at this path within a vault; nothing where a file is
// neither, is not whole yet, or lies elsewhere than the vault looks for it.
std::optional<Hash32> paper_of(const std::filesystem::path& within);

// Whether the copy of a paper in `file`, at `path` within the vault, is kept as it is.
using KeepCopy = std::function<bool(const std::filesystem::path& file, BytesView path)>;

// Copies files and tombstones that the backup in `to` lacks, and drops there what was erased in
// `from`. What is there already is copied anew unless `keep` says so (nobody: it is the same). Each
// file is whole and synced or not there. The key is in neither. Faults name the file.
Faultable<> copy_vault(const std::filesystem::path& from, const std::filesystem::path& to,
                       const KeepCopy& keep = {});

}  // namespace linlian::storage
