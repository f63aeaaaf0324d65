#include "storage/vault.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "storage/refusals.pb.h"
#include "storage/snapshot.h"
#include "storage/vault_cipher.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <map>
#include <sodium.h>

namespace linlian::storage {
namespace {

namespace fs = std::filesystem;

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

constexpr const char* gone = ".erased";

// The key file, made with fresh randomness where nothing is encrypted yet.
Faultable<Hash32> read_key(const fs::path& path, bool may_make) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) {
        if (!may_make)
            return fault("the key of the vault, " + path.string() +
                         ", is missing, and there are files under it; put the key back");
        Hash32 key;
        randombytes_buf(key.data.data(), Hash32::size);
        TRY(write_file(path, key.view()));
        return key;
    }
    if ((about.st_mode & 077) != 0)
        return fault("the key of the vault, " + path.string() +
                     ", can be read by others; run chmod 600 on it");
    auto bytes = read_file(path);
    Hash32 key;
    if (!bytes || !Hash32::parse(*bytes, key))
        return fault("the key of the vault, " + path.string() +
                     ", does not read or is not 32 bytes long; put the right one back");
    sodium_memzero(bytes->data(), bytes->size());
    return key;
}

auto unavailable(std::string reason) {
    return refuse(v1::VAULT_UNAVAILABLE, {{"reason", std::move(reason)}});
}

// Writes beside and moves into place, so that a file is whole or not there.
Faultable<> write_whole(const fs::path& path, BytesView bytes) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    const fs::path beside = path.string() + ".part." + to_hex(sha256(bytes).view().substr(0, 4));
    TRY(write_file(beside, bytes));
    fs::rename(beside, path, error);
    if (error) return fault(path.string() + " cannot be written: " + error.message());
    return {};
}

}  // namespace

std::span<const std::string_view> allowed_file_types() { return file_types; }

Faultable<Vault> Vault::open(const fs::path& folder, const fs::path& key_file) {
    if (sodium_init() < 0) return fault("the cryptographic library cannot start");
    std::error_code error;
    fs::create_directories(folder, error);
    const bool is_empty = fs::is_empty(folder, error);
    if (error)
        return fault("the vault in " + folder.string() + " cannot be opened: " + error.message());
    auto key = read_key(key_file, is_empty);
    if (!key) return tl::unexpected(std::move(key).error());
    Vault vault{folder};
    vault.key_ = *key;
    return vault;
}

Vault::~Vault() { sodium_memzero(key_.data.data(), Hash32::size); }

fs::path Vault::path_of(const Hash32& hash) const {
    const std::string name = to_hex(hash.view());
    return folder_ / name.substr(0, 2) / name;
}

Result<Hash32> Vault::put(BytesView content, const std::string& type) {
    if (content.empty()) return refuse(v1::FILE_EMPTY);
    if (content.size() > max_file_bytes)
        return refuse(v1::FILE_TOO_LARGE, {{"bytes", std::to_string(content.size())},
                                           {"limit", std::to_string(max_file_bytes)}});
    if (std::find(file_types.begin(), file_types.end(), type) == file_types.end())
        return refuse(v1::FILE_TYPE_UNKNOWN, {{"type", type}});
    const Hash32 hash = sha256(content);
    const fs::path path = path_of(hash);
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (const auto written = write_whole(path, encrypt_file(key_, type, content)); !written)
            return unavailable(written.error().what);
    }
    fs::remove(path.string() + gone, error);
    return hash;
}

bool Vault::has(const Hash32& hash) const {
    std::error_code error;
    return fs::exists(path_of(hash), error);
}

Result<Vault::File> Vault::get(const Hash32& hash) const {
    const fs::path path = path_of(hash);
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (fs::exists(path.string() + gone, error)) return refuse(v1::FILE_ERASED);
        return refuse(v1::FILE_UNKNOWN);
    }
    const auto encrypted = read_file(path);
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
    if (const auto written = write_whole(path.string() + gone, std::to_string(when.ms)); !written)
        return unavailable(written.error().what);
    fs::remove(path, error);
    if (error) return unavailable(error.message());
    return {};
}

Faultable<std::vector<Vault::Entry>> Vault::list() const {
    std::map<Hash32, Entry> entries;
    try {
        for (const auto& file : fs::recursive_directory_iterator(folder_)) {
            const bool is_erased = file.path().extension() == gone;
            const auto name = is_erased ? file.path().stem() : file.path().filename();
            const auto hash = fixed_from_hex<Hash32>(name.string());
            if (!file.is_regular_file() || !hash) continue;  // a folder, or not whole yet
            auto& entry = entries[*hash];
            entry.hash = *hash;
            if (is_erased)
                entry.erased = Timestamp{std::stoll(read_file(file.path()).value_or("0"))};
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

Faultable<> copy_vault(const fs::path& from, const fs::path& to_folder) {
    try {
        for (const auto& entry : fs::recursive_directory_iterator(from)) {
            if (!entry.is_regular_file()) continue;
            const fs::path to = to_folder / fs::relative(entry.path(), from);
            if (to.string().find(".part.") != std::string::npos) continue;  // not whole yet
            fs::create_directories(to.parent_path());
            if (!fs::exists(to)) fs::copy_file(entry.path(), to);
            if (to.extension() == gone) fs::remove(fs::path{to}.replace_extension());
        }
    } catch (const fs::filesystem_error& error) {
        return fault("the vault cannot be copied to " + to_folder.string() + ": " + error.what());
    }
    return {};
}

}  // namespace linlian::storage
