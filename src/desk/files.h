// Reading and writing whole files, with refusals that name the file and the cause. What this
// program writes is its user's alone: keys, names, choices and papers lie in files of mode 0600, in
// folders of mode 0700, and whoever wants to share one decides so.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "client/call/clerk_file.h"

#include <filesystem>
#include <optional>
#include <string>

namespace linlian::desk {

// Whether something is there. What cannot be looked at is there: reading it then tells why not.
bool is_there(const std::filesystem::path& path);

// What a command reads at most of one file.
inline constexpr std::size_t max_input_bytes = std::size_t{512} * 1024 * 1024;

// Nothing when the file cannot be read, or is larger.
std::optional<Bytes> read_file(const std::filesystem::path& file);

// The content, or refusal desk.FILE_UNREADABLE.
Result<Bytes> read_input(const std::filesystem::path& file);

// Whether it names a file beside the document or table in which it stands, and no place elsewhere:
// who runs somebody else's table would else put the hash of a file of their own on the ledger.
bool is_beside(const std::string& name);
// Its content where it lies there itself: a link beside a table may lead to any file of whoever
// runs it. Nothing for what is no such file.
std::optional<Bytes> read_beside(const std::filesystem::path& folder, const std::string& name);

// A file to be read, with those beside it. Refusal desk.FILE_UNREADABLE.
Result<client::ClerkFile> clerk_file(const std::filesystem::path& file);

// The first line of a file, without its end: how secrets are handed over. Refusal as above.
Result<std::string> read_first_line(const std::filesystem::path& file);

// Puts the content in the place of the file in one step, on the disk before it returns: a new file
// beside it under a name that nobody can have prepared, synced, renamed over it, its folder synced.
// A link at `file` is replaced and never followed. Makes the folders that are missing. Refusal
// desk.FILE_FAILED; then the file is as it was.
Result<> write_private_file(const std::filesystem::path& file, BytesView content);

// The same for the output of every command (names, seeds, serials, keys, bundles, notices): a file
// that is there stays as it is. Refusal desk.FILE_EXISTS; asked before a command does anything
// else, so that nothing is on the ledger whose file could not be written.
Result<> check_new_file(const std::filesystem::path& file);
Result<> write_new_private_file(const std::filesystem::path& file, BytesView content);

// Makes the folder, and those that it lies in, where they are missing, on the disk before it
// returns. Refusal desk.FILE_FAILED.
Result<> make_private_folder(const std::filesystem::path& folder);

// From now on no file or folder of this process is open to others: called once, at the start.
void make_files_private();

}  // namespace linlian::desk
