// Collects rows into a Table and keeps the limits of table_limits.h: used by both readers, so that
// a CSV and a workbook are refused for the same reasons.
#pragma once

#include "base/result.h"
#include "roster/table/table.h"

#include <optional>

namespace linlian::roster {

class TableBuilder {
  public:
    // Adds a row in the order of the file; cells are trimmed, empty rows passed over. After the
    // first failure further rows are ignored.
    void add(std::uint32_t number, std::vector<std::string> cells);

    bool failed() const { return refusal_.has_value(); }

    // The table, or the first failure: TABLE_EMPTY, TABLE_TOO_LONG {limit}, TABLE_TOO_FULL {limit},
    // TABLE_TOO_WIDE {row}, CELL_TOO_LONG {row}.
    Result<Table> finish() &&;

  private:
    Table table_;
    std::size_t cells_ = 0;
    std::optional<Refusal> refusal_;
};

}  // namespace linlian::roster
