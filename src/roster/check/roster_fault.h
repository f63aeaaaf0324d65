// One thing wrong with one cell or row of a clerk's roster, as data: the sentences stand in
// roster_texts under its code. Made by roster_sheet and roster_check, shown by the command line.
#pragma once

#include "base/result.h"
#include "roster/check/words/roster_columns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace linlian::roster {

// A roster with errors is not taken; warnings are for the clerk to look at once.
enum class Severity : std::uint8_t { warning, error };

struct RosterFault {
    std::uint32_t row = 0;  // as a spreadsheet program counts; 0 for the sheet as a whole
    std::optional<Column> column;
    std::string code;  // "roster.<NAME>"
    std::vector<Figure> figures;
    Severity severity = Severity::error;
    bool operator==(const RosterFault&) const = default;
};

using Faults = std::vector<RosterFault>;

}  // namespace linlian::roster
