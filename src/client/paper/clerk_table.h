// A clerk's CSV for a ballot: columns known by a Chinese or English heading, and faults that name
// the row as a spreadsheet counts it. Entries of papers, deliveries and the city's list are read
// through it.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "client/call/clerk_file.h"
#include "roster/table/table.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

// A column that a table may have, by its two headings; cells are asked for by the English one.
struct ClerkColumn {
    std::string zh;
    std::string en;
    // Whether the file must have it; a cell of it may still be empty.
    bool is_needed = true;
};

class ClerkTable {
  public:
    // Refusals: those of roster::read_csv; client.PAPER_FILE_WRONG for a heading that is missing,
    // double or unknown.
    static Result<ClerkTable> read(ClerkFile file, const std::vector<ClerkColumn>& columns);

    const std::vector<roster::TableRow>& rows() const { return table_.rows; }
    // The cell of a column (by its English heading); empty where the file has no such column.
    const std::string& cell(const roster::TableRow& row, const std::string& column) const;

    // Notes a fault of a row.
    void wrong(const roster::TableRow& row, const std::string& column, const std::string& zh,
               const std::string& en);
    const std::vector<Refusal>& faults() const { return faults_; }
    // The files beside it whose hashes were taken so far.
    std::vector<NamedFile> files() const;

    // Readers of cells; each notes its fault and gives an empty value.
    Bytes id(const roster::TableRow& row, const std::string& column, bool is_needed);
    // An id of 32 digits, with or without spaces, or the URI of a paper's QR code.
    Bytes serial(const roster::TableRow& row, const std::string& column);
    // Hash of a file beside the table, or 64 digits.
    Bytes hash(const roster::TableRow& row, const std::string& column);
    bool flag(const roster::TableRow& row, const std::string& column);
    // 2026-12-20 15:30 in Beijing time.
    Timestamp time(const roster::TableRow& row, const std::string& column);

  private:
    ClerkFile file_;
    roster::Table table_;
    std::map<std::string, std::size_t> places_;
    std::map<std::string, Hash32> hashes_;  // of files that were read already
    std::vector<Refusal> faults_;
};

}  // namespace linlian::client
