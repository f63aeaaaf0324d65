// All checks of a roster, one after the other, and what they come to. Faults are in the order of
// rows and columns, as a clerk goes through the sheet.

#include "roster/check/roster_check.h"

#include "roster/check/roster_checks.h"

#include <algorithm>
#include <tuple>

namespace linlian::roster {

RosterReport check_roster(const RosterSheet& sheet, CivilDate today) {
    // Lines become premises first: most checks are about these.
    const auto units = units_of(sheet);
    RosterReport report;
    report.faults = sheet.faults;
    const Checked checked{sheet, units, today};
    check_owners(checked, report.faults);
    check_units(checked, report.faults);
    check_identities(checked, report.faults);
    check_areas(checked, report.faults);
    if (sheet.lines.empty())
        report.faults.push_back(
            {sheet.header_row, std::nullopt, "roster.NO_PREMISES", {}, Severity::error});
    std::ranges::stable_sort(report.faults, [](const auto& a, const auto& b) {
        return std::tie(a.row, a.column, a.code) < std::tie(b.row, b.column, b.code);
    });
    const auto errors = std::ranges::count(report.faults, Severity::error, &RosterFault::severity);
    report.errors = static_cast<std::uint32_t>(errors);
    report.warnings = static_cast<std::uint32_t>(report.faults.size()) - report.errors;
    report.totals = totals_of(sheet, units);
    return report;
}

}  // namespace linlian::roster
