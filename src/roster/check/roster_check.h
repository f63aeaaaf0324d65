// The dry run over a roster: every fault of a sheet with its row, and the totals that would go
// into the electorate. The command line shows it; roster_plan refuses a sheet in which it finds
// an error. It changes nothing.
#pragma once

#include "roster/check/roster_fault.h"
#include "roster/check/roster_sheet.h"
#include "roster/check/roster_totals.h"

namespace linlian::roster {

struct RosterReport {
    Faults faults;  // by row, then column; those of roster_sheet included
    std::uint32_t errors = 0;
    std::uint32_t warnings = 0;
    RosterTotals totals;
};

// `today` decides who is a minor.
RosterReport check_roster(const RosterSheet& sheet, CivilDate today);

}  // namespace linlian::roster
