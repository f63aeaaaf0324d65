// Jobs over the many files of this computer's vault, with how far they are: keeping them, listing
// what was kept, looking whether each is whole. Each `tell` shows what came of it as a table, or to
// programs.
#pragma once

#include "client/roster/roster_work.h"
#include "client/shown/screen.h"
#include "storage/vault/vault.h"

#include <filesystem>
#include <map>

namespace linlian::desk {

// One file that was to be kept: its hash, or why it was not.
struct FileKept {
    std::filesystem::path file;
    Result<Hash32> hash;
};
// Keeps files as they are named, and all files in a folder that is named, each once and by name.
// Every file that can be kept is. Refusals: desk.FILE_UNREADABLE for a folder, those of open_vault.
Result<std::vector<FileKept>> keep_files(const std::filesystem::path& data,
                                         const std::vector<std::string>& named,
                                         const client::Progress& progress);
// How many were not kept.
std::size_t show(const client::Screen& screen, const std::vector<FileKept>& files);

// What is and what was in it. Refusal storage.VAULT_UNAVAILABLE.
Result<std::vector<storage::Vault::Entry>> entries_of(const storage::Vault& vault);
void show(const client::Screen& screen, const std::vector<storage::Vault::Entry>& entries);

// Files that should be there, by hash, and what each is for people.
using Papers = std::map<Hash32, std::string>;
// Those that the vault has, erased ones apart. Refusal as above.
Result<Papers> papers_in(const storage::Vault& vault);

// Which of them are missing or damaged, and why.
struct PaperFault {
    Hash32 hash;
    std::string what;
    Refusal refusal;
};
std::vector<PaperFault> check_papers(const storage::Vault& vault, const Papers& wanted,
                                     const client::Progress& progress);
// `checked`: how many were looked at.
void show(const client::Screen& screen, const std::vector<PaperFault>& wrong, std::size_t checked);

}  // namespace linlian::desk
