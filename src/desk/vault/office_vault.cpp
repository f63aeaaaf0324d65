// The vault of this computer for commands: where it lies, how it is opened, and what is kept in it.
#include "desk/vault/office_vault.h"

#include "base/hex.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "desk/desk.pb.h"
#include "storage/refusals.pb.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace linlian::desk {

using namespace client;

namespace fs = std::filesystem;

fs::path vault_folder(const fs::path& data) { return data / "vault"; }
fs::path vault_key_file(const fs::path& data) { return data / "vault.key"; }

Result<storage::Vault> open_vault(const fs::path& data) {
    auto vault = storage::Vault::open(vault_folder(data), vault_key_file(data));
    if (!vault) return refuse(storage::v1::VAULT_UNAVAILABLE, {{"reason", vault.error().what}});
    return std::move(*vault);
}

std::string type_by_ending(const fs::path& file) {
    static const std::map<std::string, std::string> types{
        {".pdf", "application/pdf"},
        {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".m4a", "audio/mp4"},
        {".mp3", "audio/mpeg"},
        {".wav", "audio/wav"},
        {".heic", "image/heic"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".png", "image/png"},
        {".webp", "image/webp"},
        {".csv", "text/csv"},
        {".txt", "text/plain"},
        {".mp4", "video/mp4"}};
    auto ending = file.extension().string();
    for (char& c : ending) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const auto found = types.find(ending);
    return found == types.end() ? ending : found->second;
}

Result<Hash32> keep_file(storage::Vault& vault, const fs::path& file) {
    const auto content = TRY(read_input(file));
    return vault.put(content, type_by_ending(file));
}

namespace {

// Keeps the file if it still is what the act names.
Result<> keep_same(storage::Vault& vault, const fs::path& file, const Hash32& hash) {
    const auto content = TRY(read_input(file));
    if (sha256(content) != hash) return refuse(v1::FILE_CHANGED, {{"file", file.string()}});
    (void)TRY(vault.put(content, type_by_ending(file)));
    return {};
}

}  // namespace

// Nothing here ends in a refusal: each fault is said and the next file is tried. A name that stands
// twice is kept once.
void keep_named(const fs::path& data, const Screen& screen, const fs::path& folder,
                std::span<const NamedFile> files) {
    if (files.empty()) return;
    const auto warn = [&screen](const std::string& what, const Refusal& refusal) {
        screen.say(styled("{} 未存入资料柜 not kept in the vault: {}: {}", screen.bad("!"), what,
                          refusal_words(refusal).both()));
    };
    auto vault = open_vault(data);
    if (!vault) return warn(vault_folder(data).string(), vault.error());
    std::size_t kept = 0;
    std::set<std::string> seen;
    for (const auto& file : files) {
        if (!seen.insert(file.name).second) continue;
        const auto done = keep_same(*vault, folder / file.name, file.hash);
        if (!done)
            warn(file.name, done.error());
        else
            ++kept;
    }
    if (kept > 0)
        screen.say(screen.faint(styled("已存入资料柜 {} 个文件 {} kept in the vault, {}", kept,
                                       kept == 1 ? "file" : "files", vault_folder(data).string())));
}

}  // namespace linlian::desk
