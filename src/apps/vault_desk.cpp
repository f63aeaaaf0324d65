#include "apps/vault_desk.h"

#include "apps/files.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "storage/refusals.pb.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace linlian::apps {

namespace fs = std::filesystem;

fs::path vault_folder(const fs::path& data) { return data / "vault"; }
fs::path vault_key_file(const fs::path& data) { return data / "vault.key"; }

Result<storage::Vault> open_vault(const Options& options) {
    auto vault = storage::Vault::open(vault_folder(options.data), vault_key_file(options.data));
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
    const auto content = read_input(file);
    if (!content) return tl::unexpected(content.error());
    return vault.put(*content, type_by_ending(file));
}

void keep_named(const Options& options, std::span<const fs::path> files) {
    if (files.empty()) return;
    const auto terminal = options.terminal();
    const auto warn = [&terminal](const std::string& what, const Refusal& refusal) {
        terminal.say(
            styled("{} 未存入资料柜 not kept in the vault: {}: {} {}", terminal.bad("!"), what,
                   codec::refusal_text(refusal, codec::Language::zh).value_or(""),
                   codec::refusal_text(refusal, codec::Language::en).value_or(refusal.code)));
    };
    auto vault = open_vault(options);
    if (!vault) return warn(vault_folder(options.data).string(), vault.error());
    std::size_t kept = 0;
    for (const auto& file : std::set<fs::path>{files.begin(), files.end()}) {
        const auto hash = keep_file(*vault, file);
        if (!hash)
            warn(file.filename().string(), hash.error());
        else
            ++kept;
    }
    if (kept > 0)
        terminal.say(terminal.faint(styled("已存入资料柜 {} 个文件 {} kept in the vault, {}", kept,
                                           kept == 1 ? "file" : "files",
                                           vault_folder(options.data).string())));
}

}  // namespace linlian::apps
