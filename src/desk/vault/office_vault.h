// The vault of this computer: papers, scans and photos whose hashes stand on the ledger, kept
// encrypted in DATA/vault under the key DATA/vault.key. Commands that name a file keep it here.
#pragma once

#include "client/shown/screen.h"
#include "desk/files.h"
#include "storage/vault/vault.h"

#include <span>

namespace linlian::desk {

std::filesystem::path vault_folder(const std::filesystem::path& data);
std::filesystem::path vault_key_file(const std::filesystem::path& data);

// Refusal storage.VAULT_UNAVAILABLE with what is wrong and what to do.
Result<storage::Vault> open_vault(const std::filesystem::path& data);

// The type of a file by its ending, as in Content-Type; for other endings the ending itself, which
// no vault takes.
std::string type_by_ending(const std::filesystem::path& file);

// Keeps the content of a file. Refusals: desk.FILE_UNREADABLE, those of Vault::put.
Result<Hash32> keep_file(storage::Vault& vault, const std::filesystem::path& file);

// Keeps files of a folder that an act names by their hashes, each once, and says so: the content
// that the hash is of, and no other. One that changed meanwhile, or that the vault does not take,
// is told of and keeps nobody from acting: its hash stands on the ledger all the same.
void keep_named(const std::filesystem::path& data, const client::Screen& screen,
                const std::filesystem::path& folder, std::span<const client::NamedFile> files);

}  // namespace linlian::desk
