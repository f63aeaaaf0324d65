// A clerk's roster as a file of this computer: read and checked, and written out as it is read. A
// workbook can be made to show people something else than what a program reads of it, and no list
// of the ways to do so is whole.
#pragma once

#include "client/roster/roster_work.h"
#include "client/shown/screen.h"

#include <filesystem>

namespace linlian::desk {

struct RosterFile {
    std::string file;   // CSV or XLSX
    std::string sheet;  // of a workbook; empty: the first
};

// As client::read_roster, for the day it is now. Refusal desk.FILE_UNREADABLE.
Result<client::ReadRoster> read_roster_file(const RosterFile& from, const std::string& estate);

// The table as this program reads it, row by row, to a new file in CSV. Refusals: those of
// roster::read_table and of the files.
Result<> write_as_read(const RosterFile& from, const std::filesystem::path& to);

// Tells whoever imports a workbook how to look at what was read of it; nothing for other files.
void warn_of_workbook(const client::Screen& screen, const RosterFile& from);

}  // namespace linlian::desk
