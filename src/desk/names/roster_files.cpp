#include "desk/names/roster_files.h"

#include "client/node/wall_clock.h"
#include "desk/files.h"
#include "ops/safe_text.h"
#include "ops/time/beijing_time.h"
#include "roster/table/table_file.h"

namespace linlian::desk {

using namespace client;

Result<ReadRoster> read_roster_file(const RosterFile& from, const std::string& estate) {
    const auto file = TRY(read_input(from.file));
    return read_roster(file, from.sheet, estate, ops::civil_date(wall_clock()));
}

Result<> write_as_read(const RosterFile& from, const std::filesystem::path& to) {
    const auto file = TRY(read_input(from.file));
    const auto table = TRY(roster::read_table(file, from.sheet));
    const auto line = [](std::uint32_t number, const std::vector<std::string>& cells) {
        auto text = std::to_string(number);
        for (const auto& cell : cells) text += "," + ops::csv_cell(cell);
        return text + "\n";
    };
    // Spreadsheet programs read UTF-8 by this mark alone.
    Bytes csv = "\xef\xbb\xbf" + line(table.header_number, table.header);
    for (const auto& row : table.rows) csv += line(row.number, row.cells);
    return write_new_private_file(to, csv);
}

void warn_of_workbook(const Screen& screen, const RosterFile& from) {
    const auto file = read_input(from.file);
    if (!file || !file->starts_with("PK")) return;
    screen.warning(styled(
        "工作簿可以做得让人看到的与程序读到的不同：请先用以下命令写出程序读到的内容，逐行看过 A "
        "workbook can be made to show something else than what is read: look first at each row as "
        "it is read\n  linlian roster check {} --as-read {}.csv",
        from.file, from.file));
}

}  // namespace linlian::desk
