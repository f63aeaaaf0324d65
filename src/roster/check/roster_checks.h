// The four groups of checks behind check_roster, each over one reading of the sheet. Only
// roster_check.cpp calls them; each appends its faults and changes nothing else.
#pragma once

#include "roster/check/roster_fault.h"
#include "roster/check/roster_units.h"

namespace linlian::roster {

// What the sheet and its premises are, for all groups.
struct Checked {
    const RosterSheet& sheet;
    const std::vector<RosterUnit>& units;
    CivilDate today;
};

// Owners one by one: names, documents, numbers, phones, age.
void check_owners(const Checked& checked, Faults& faults);

// Premises one by one: doubled labels, areas, voters, developer's stock.
void check_units(const Checked& checked, Faults& faults);

// Owners against each other: one number with two names, one name and phone with two numbers.
void check_identities(const Checked& checked, Faults& faults);

// Areas against each other: twice the neighbours above and below, far off the building's middle.
void check_areas(const Checked& checked, Faults& faults);

}  // namespace linlian::roster
