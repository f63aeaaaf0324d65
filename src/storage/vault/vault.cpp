// The vault's folder: putting, getting and erasing papers, listing them, and copying all of them to
// a backup. How a file is encrypted stands in vault_cipher.cpp, and putting papers back in
// vault_restore.cpp.

#include "storage/vault/vault.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "ops/files/disk_trouble.h"
#include "ops/files/durable_file.h"
#include "storage/refusals.pb.h"
#include "storage/vault/vault_cipher.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sodium.h>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

// Documents, sheets, sound, pictures and films.
constexpr std::array<std::string_view, 13> file_types{
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "audio/mp4",
    "audio/mpeg",
    "audio/wav",
    "image/heic",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/csv",
    "text/plain",
    "video/mp4"};

constexpr const char* gone = erased_ending;

// The key file, made with fresh randomness where nothing is encrypted yet.
Faultable<Hash32> read_key(const fs::path& path, bool may_make) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
        // A new key beside old files would leave all of them unreadable for good.
        if (!may_make)
            return fault("the key of the vault, " + path.string() +
                         ", is missing, and there are files under it; put the key back");
        Hash32 key;
        randombytes_buf(key.data.data(), Hash32::size);
        TRY(ops::write_durably(path, key.view(), ops::Existing::keep));
        return key;
    }
    // Any right of the group or of others.
    if ((about.st_mode & 077) != 0)
        return fault("the key of the vault, " + path.string() +
                     ", can be read by others; run chmod 600 on it");
    auto bytes = ops::read_whole(path);
    Hash32 key;
    if (!bytes || !Hash32::parse(*bytes, key))
        return fault("the key of the vault, " + path.string() +
                     ", does not read or is not 32 bytes long; put the right one back");
    // The copy that was read; the key itself is wiped by ~Vault.
    sodium_memzero(bytes->data(), bytes->size());
    return key;
}

// Where a paper lies within its vault.
// A folder for each first byte, so that none grows too large to list.
fs::path place_of(const Hash32& hash) {
    const std::string name = to_hex(hash.view());
    return fs::path{name.substr(0, 2)} / name;
}

// What a tombstone says; one that came from a backup may say anything.
Timestamp time_in(BytesView tombstone) {
    Timestamp when{0};
    std::from_chars(tombstone.data(), tombstone.data() + tombstone.size(), when.ms);
    return when;
}

auto unavailable(std::string reason) {
    return refuse(v1::VAULT_UNAVAILABLE, {{"reason", std::move(reason)}});
}

}  // namespace

// The path must be the very one that the vault would look at: a file with a good name in another
// folder is not a paper.
std::optional<Hash32> paper_of(const fs::path& within) {
    const auto paper = within.extension() == gone ? fs::path{within}.replace_extension() : within;
    const auto hash = fixed_from_hex<Hash32>(paper.filename().string());
    return hash && paper == place_of(*hash) ? hash : std::nullopt;
}

std::span<const std::string_view> allowed_file_types() { return file_types; }

// A key is made only where the folder is empty.
Faultable<Vault> Vault::open(const fs::path& folder, const fs::path& key_file) {
    if (sodium_init() < 0) return fault("the cryptographic library cannot start");
    TRY(ops::make_folders(folder));
    std::error_code error;
    const bool is_empty = fs::is_empty(folder, error);
    if (error) return tl::unexpected(ops::file_fault(folder, "opened", error.value()));
    auto key = TRY(read_key(key_file, is_empty));
    Vault vault{folder};
    vault.key_ = key;
    return vault;
}

Vault::~Vault() { sodium_memzero(key_.data.data(), Hash32::size); }

fs::path Vault::path_of(const Hash32& hash) const { return folder_ / place_of(hash); }

Result<Hash32> Vault::put(BytesView content, const std::string& type) {
    if (content.empty()) return refuse(v1::FILE_EMPTY);
    if (content.size() > max_file_bytes)
        return refuse(v1::FILE_TOO_LARGE, {{"bytes", std::to_string(content.size())},
                                           {"limit", std::to_string(max_file_bytes)}});
    if (std::find(file_types.begin(), file_types.end(), type) == file_types.end())
        return refuse(v1::FILE_TYPE_UNKNOWN, {{"type", type}});
    const Hash32 hash = sha256(content);
    const fs::path path = path_of(hash);
    // Also where the file is damaged, which mends it. The tombstone goes after the content is on
    // the disk: a power cut in between leaves a paper that reads.
    if (!get(hash)) {
        const auto written = ops::write_durably(path, encrypt_file(key_, type, content));
        if (!written) return unavailable(written.error().what);
    }
    std::error_code error;
    if (!fs::remove(path.string() + gone, error)) return hash;
    const auto synced = ops::sync_folder(path.parent_path());
    if (!synced) return unavailable(synced.error().what);
    return hash;
}

bool Vault::has(const Hash32& hash) const {
    std::error_code error;
    return fs::exists(path_of(hash), error);
}

bool Vault::fits(BytesView encrypted, const Hash32& hash) const {
    const auto file = decrypt_file(key_, encrypted);
    return file && sha256(file->content) == hash;
}

// A live paper counts even where its tombstone stands beside it: it came again, or its erasing was
// cut short. The content is held against its hash, so that no file passes for another.
Result<Vault::File> Vault::get(const Hash32& hash) const {
    const fs::path path = path_of(hash);
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (fs::exists(path.string() + gone, error)) return refuse(v1::FILE_ERASED);
        return refuse(v1::FILE_UNKNOWN);
    }
    const auto encrypted = ops::read_whole(path);
    auto file = encrypted ? decrypt_file(key_, *encrypted) : std::nullopt;
    if (!file || sha256(file->content) != hash) return refuse(v1::FILE_DAMAGED);
    return File{std::move(file->type), std::move(file->content)};
}

Result<> Vault::erase(const Hash32& hash, Timestamp when) {
    const fs::path path = path_of(hash);
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (fs::exists(path.string() + gone, error)) return refuse(v1::FILE_ERASED);
        return refuse(v1::FILE_UNKNOWN);
    }
    // The tombstone first: were the power to fail in between, the paper is still there and can be
    // erased again; the other way round nobody would know that it had been.
    if (const auto written = ops::write_durably(path.string() + gone, std::to_string(when.ms));
        !written)
        return unavailable(written.error().what);
    fs::remove(path, error);
    if (error) return unavailable(ops::file_fault(path, "removed", error.value()).what);
    if (const auto synced = ops::sync_folder(path.parent_path()); !synced)
        return unavailable(synced.error().what);
    return {};
}

Faultable<std::vector<Vault::Entry>> Vault::list() const {
    std::map<Hash32, Entry> entries;
    try {
        for (const auto& file : fs::recursive_directory_iterator(folder_)) {
            const bool is_erased = file.path().extension() == gone;
            const auto hash = paper_of(file.path().lexically_relative(folder_));
            if (!file.is_regular_file() || !hash) continue;  // a folder, or not whole yet
            auto& entry = entries[*hash];
            entry.hash = *hash;
            if (is_erased)
                entry.erased = time_in(ops::read_whole(file.path()).value_or(""));
            else
                entry.bytes = file.file_size();
        }
    } catch (const std::exception& error) {
        return fault("the vault in " + folder_.string() + " cannot be read: " + error.what());
    }
    std::vector<Entry> list;
    for (const auto& [hash, entry] : entries) list.push_back(entry);
    return list;
}

namespace {

// Writes only what differs, so that a backup of an unchanged vault costs reading alone.
Faultable<> copy_whole(const fs::path& from, const fs::path& to) {
    const auto content = TRY(ops::read_whole(from));
    const auto there = ops::read_whole(to);
    if (there && *there == content) return {};
    return ops::write_durably(to, content);
}

Faultable<> remove_durably(const fs::path& file) {
    std::error_code error;
    if (fs::remove(file, error)) return ops::sync_folder(file.parent_path());
    if (error) return tl::unexpected(ops::file_fault(file, "removed", error.value()));
    return {};
}

}  // namespace

// Where a paper and its tombstone are both there, the paper came again: as in Vault::get.
Faultable<> copy_vault(const fs::path& from, const fs::path& to_folder, const KeepCopy& keep) {
    std::error_code error;
    fs::recursive_directory_iterator at{from, error};
    for (const fs::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
        const fs::path within = at->path().lexically_relative(from);
        if (!at->is_regular_file(error) || !paper_of(within)) continue;
        const fs::path to = to_folder / within;
        if (to.extension() == gone) {
            const fs::path paper = fs::path{within}.replace_extension();
            // The paper itself is met on its own, and removes the tombstone in the backup then.
            if (fs::exists(from / paper, error)) continue;
            TRY(copy_whole(at->path(), to));
            TRY(remove_durably(to_folder / paper));
            continue;
        }
        const bool kept = keep && fs::exists(to, error) && keep(to, within.string());
        if (!kept) TRY(copy_whole(at->path(), to));
        TRY(remove_durably(to.string() + gone));
    }
    if (error) return tl::unexpected(ops::file_fault(from, "copied", error.value()));
    return {};
}

}  // namespace linlian::storage
