// Turns one row of a table into roster lines: one for each owner it names. Used by roster_sheet
// alone; it sees one row and the line above it, never the whole sheet.
#pragma once

#include "roster/check/roster_sheet.h"

#include <map>

namespace linlian::roster {

// Where in a row each column stands, from 0.
using ColumnPlaces = std::map<Column, std::size_t>;

// `is_extra`: the owner came from the column 共有人, not from 业主姓名.
struct ReadLine {
    RosterLine line;
    bool is_extra = false;
};

class RowReader {
  public:
    RowReader(const ColumnPlaces& places, std::string default_estate, Faults& faults)
        : places_(places), default_estate_(std::move(default_estate)), faults_(faults) {}

    // The lines of a row; `above` is the last line before it or null.
    std::vector<ReadLine> lines_of(const TableRow& row, const RosterLine* above);

  private:
    std::string cell(const TableRow& row, Column column) const;
    bool has(Column column) const { return places_.contains(column); }
    void fault(const TableRow& row, Column column, const std::string& code,
               std::vector<Figure> figures = {}, Severity severity = Severity::error);

    RosterLine premises_of(const TableRow& row, const RosterLine* above);
    void read_kind(const TableRow& row, RosterLine& line);
    void read_source(const TableRow& row, RosterLine& line);
    void read_sharing(const TableRow& row, RosterLine& line);
    // Owners of the column of owners, and of that of co-owners.
    OwnerCells common_owner(const TableRow& row, const RosterLine& line);
    std::vector<OwnerCells> named_owners(const TableRow& row, const OwnerCells& common);
    std::vector<OwnerCells> extra_owners(const TableRow& row, const OwnerCells& common);
    void settle(const TableRow& row, OwnerCells& owner);

    const ColumnPlaces& places_;
    std::string default_estate_;
    Faults& faults_;
};

}  // namespace linlian::roster
