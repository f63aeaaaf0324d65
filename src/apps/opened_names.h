// The registrar's names file once its custodians have opened it, as commands are given it. It says
// who is who, and nothing within it says whether it is true: what counts is that this computer
// opened it, of a sealed file whose hash is on the ledger. So each one that is opened here is
// noted beside the keys, by hashes alone, and whoever vouches for somebody by another one is told.
#pragma once

#include "apps/options.h"
#include "roster/names_file.h"

#include <filesystem>

namespace linlian::apps {

// The file of this community: that of another would put other people's names and doors, or none, on
// what is shown and printed. Refusals: apps.FILE_UNREADABLE, OTHER_COMMUNITY_NAMES, those of
// roster::names_from_json.
Result<roster::NamesFile> read_opened_names(const std::filesystem::path& file,
                                            const Hash32& community);
// The same of what was read already.
Result<roster::NamesFile> opened_names(BytesView content, const Hash32& community);

// Whom and which doors the roster of the file has: owners, who acts for them, and what they own.
// Two offices compared those; of anybody else in it (an owner of another estate, somebody who sold)
// one of them may have said what it liked, so nobody is shown by that.
roster::NamesFile on_roster(const roster::NamesFile& names);

// Notes that this computer opened `names`, byte for byte, of the sealed file with this hash.
// Refusals: of write_private_file.
Result<> note_opened_names(const Options& options, BytesView names, const Hash32& sealed);

// That this computer opened `names`, byte for byte, of the sealed file with this hash.
bool is_opened_here(const Options& options, BytesView names, BytesView sealed);

// Said last before somebody signs or prints by a names file: that this computer did not open it, or
// that it is not of a roster in force; else of which estate it is. Nothing without a file.
// Refusals: apps.FILE_UNREADABLE, of the node.
Result<> warn_of_names(const Options& options, LedgerDoor& door, const std::string& file);

}  // namespace linlian::apps
