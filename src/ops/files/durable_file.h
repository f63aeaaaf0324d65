// Files and folders that are on the disk when the call returns, and that nobody else may read:
// keys, papers, backups, the signer's record. Whoever says "written" to a person writes this way.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <filesystem>

namespace linlian::ops {

enum class Existing { replace, keep };

// Writes a new file beside (rights 0600, never through a link), syncs it, moves it into place and
// syncs the folder; makes missing folders (0700). After a power cut the old content is there or the
// new one, whole. Existing::keep: EXISTS when there is one already. Faults: see disk_trouble.h.
Faultable<> write_durably(const std::filesystem::path& path, BytesView content,
                          Existing existing = Existing::replace);
// The whole of a file of at most so many bytes. Never waits: what is no file (a pipe, a device) is
// a fault, as is one that is larger; else it would keep a start waiting, or fill the memory.
Faultable<Bytes> read_whole(const std::filesystem::path& path,
                            std::size_t bytes_max = std::size_t{1} << 30);

// Makes the folder and those above it that are missing (0700), and syncs what holds them.
Faultable<> make_folders(const std::filesystem::path& folder);
// Syncs the names in a folder: what was made, moved or removed there.
Faultable<> sync_folder(const std::filesystem::path& folder);
// The same for who has words of their own for the cause: 0, or the number of the system's error.
int try_make_folders(const std::filesystem::path& folder);
int try_sync_folder(const std::filesystem::path& folder);
// Syncs every file and folder from here down, then the name of this one.
Faultable<> sync_tree(const std::filesystem::path& folder);
// Moves a file or folder and syncs both folders.
Faultable<> move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace linlian::ops
