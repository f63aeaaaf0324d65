// A clerk's CSV: its headings are checked when it is read, its cells when somebody asks for them.
// Each reader of a cell notes its fault and goes on, so that one run tells all of them.
#include "client/paper/clerk_table.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/proof/typed.h"
#include "client/shown/quoted.h"
#include "codec/refusal.h"
#include "crypto/hash.h"
#include "ops/address/link.h"
#include "ops/safe_text.h"
#include "ops/time/beijing_time.h"
#include "roster/table/csv_table.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace linlian::client {
namespace {

// The row as a spreadsheet counts it; what is wrong, in both languages.
Refusal fault_of(const std::string& file, std::uint32_t row, const std::string& column,
                 const std::string& zh, const std::string& en) {
    return codec::make_refusal(
        v1::PAPER_FILE_WRONG,
        {{"file", file}, {"row", std::to_string(row)}, {"column", column}, {"zh", zh}, {"en", en}});
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

// What cell() gives by reference where the row has no such cell.
const std::string nothing;

}  // namespace

// A heading that is not known is refused rather than passed over: a misspelt optional column would
// otherwise be read as empty in every row.
Result<ClerkTable> ClerkTable::read(ClerkFile file, const std::vector<ClerkColumn>& columns) {
    ClerkTable table;
    table.table_ = TRY(roster::read_csv(file.content));
    // Cells copied from a list of ours may carry the mark that keeps them from being formulas.
    for (auto& row : table.table_.rows)
        for (auto& cell : row.cells) cell = ops::from_csv_cell(cell);
    const auto& header = table.table_.header;
    for (std::size_t i = 0; i < header.size(); ++i) {
        // Spreadsheets leave empty columns behind; nothing of them is read.
        if (header[i].empty()) continue;
        const auto heading = roster::folded(header[i]);
        const auto found = std::ranges::find_if(columns, [&](const auto& column) {
            return heading == roster::folded(column.zh) || heading == roster::folded(column.en);
        });
        const auto row = table.table_.header_number;
        if (found == columns.end())
            return tl::unexpected(fault_of(file.name, row, in_brackets(header[i]), "没有这一列",
                                           "is no column here"));
        if (!table.places_.emplace(found->en, i).second)
            return tl::unexpected(
                fault_of(file.name, row, in_brackets(header[i]), "重复的列", "stands twice"));
    }
    for (const auto& column : columns) {
        if (column.is_needed && !table.places_.contains(column.en))
            return tl::unexpected(fault_of(file.name, table.table_.header_number,
                                           column.zh + " " + column.en, "缺少这一列",
                                           "is missing"));
    }
    table.file_ = std::move(file);
    return table;
}

// A row may be shorter than the heading; what it lacks reads as empty.
const std::string& ClerkTable::cell(const roster::TableRow& row, const std::string& column) const {
    const auto place = places_.find(column);
    if (place == places_.end() || place->second >= row.cells.size()) return nothing;
    return row.cells[place->second];
}

void ClerkTable::wrong(const roster::TableRow& row, const std::string& column,
                       const std::string& zh, const std::string& en) {
    faults_.push_back(fault_of(file_.name, row.number, column, zh, en));
}

Bytes ClerkTable::id(const roster::TableRow& row, const std::string& column, bool is_needed) {
    const auto text = without_spaces(cell(row, column));
    if (text.empty() && !is_needed) return {};
    const auto read = typed_id<Id16>(text);
    if (!read) wrong(row, column, "应为 32 位编号", "takes an id of 32 hexadecimal digits");
    return read ? read->bytes() : Bytes{};
}

// The code of a paper is a link whose last parameter is its serial.
Bytes ClerkTable::serial(const roster::TableRow& row, const std::string& column) {
    auto text = without_spaces(cell(row, column));
    const auto link = ops::read_link(text, "linlian:paper");
    if (link && !link->empty() && link->back().first == "s") text = link->back().second;
    const auto read = typed_id<Id16>(text);
    if (!read)
        wrong(row, column, "应为表决票上的 32 位编号或扫码所得",
              "takes the 32 digits on the paper, or what its QR code says");
    return read ? read->bytes() : Bytes{};
}

// Each file is read once, however many rows name it. What is typed as 64 digits is taken as it is,
// and is not among files().
Bytes ClerkTable::hash(const roster::TableRow& row, const std::string& column) {
    const auto& text = cell(row, column);
    if (const auto typed = typed_id<Hash32>(without_spaces(text))) return typed->bytes();
    if (const auto known = hashes_.find(text); known != hashes_.end()) return known->second.bytes();
    const auto content = file_.read_beside(text);
    if (!content) {
        wrong(row, column, fmt::format("找不到文件{}，也不是 64 位哈希", in_brackets(text)),
              fmt::format("there is no file {} beside the table, and it is no hash",
                          in_brackets(text)));
        return {};
    }
    return (hashes_[text] = sha256(*content)).bytes();
}

std::vector<NamedFile> ClerkTable::files() const {
    std::vector<NamedFile> files;
    for (const auto& [name, hash] : hashes_) files.push_back({name, hash});
    return files;
}

// An empty cell is a fault: that somebody left it out says neither yes nor no.
bool ClerkTable::flag(const roster::TableRow& row, const std::string& column) {
    const auto text = roster::folded(cell(row, column));
    for (const auto* yes : {"是", "yes", "y", "1", "true", "√"})
        if (text == yes) return true;
    for (const auto* no : {"否", "no", "n", "0", "false", "×"})
        if (text == no) return false;
    wrong(row, column, "应填 是 或 否", "takes yes or no");
    return false;
}

// Seconds may be left out. Anything behind the time is a fault, which scanf alone would let pass.
Timestamp ClerkTable::time(const roster::TableRow& row, const std::string& column) {
    ops::BeijingMoment at;
    auto text = cell(row, column);
    std::ranges::replace(text, '/', '-');  // as spreadsheets write dates
    int minute_end = 0;
    int second_end = 0;
    const int read =
        std::sscanf(text.c_str(), "%4d-%2u-%2u%*1[ T]%2u:%2u%n:%2u%n", &at.year, &at.month, &at.day,
                    &at.hour, &at.minute, &minute_end, &at.second, &second_end);
    const auto used = static_cast<std::size_t>(read == 6 ? second_end : minute_end);
    const auto time = ops::from_beijing(at);
    if (read >= 5 && used == text.size() && time) return *time;
    wrong(row, column, "应为北京时间，如 2026-12-20 15:30",
          "takes a Beijing time such as 2026-12-20 15:30");
    return {};
}

}  // namespace linlian::client
