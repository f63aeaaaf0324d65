// One row of a made-up roster before it becomes text, and how rows become a CSV. Used by
// demo_roster, demo_faults and the benches.
#pragma once

#include "roster/check/words/roster_columns.h"
#include "roster/demo/demo_people.h"

#include <map>
#include <string>
#include <vector>

namespace linlian::roster {

using DemoRow = std::map<Column, std::string>;

// The cells that tell of an owner.
void set_owner(DemoRow& row, const DemoPerson& owner);

// Rows in which every fault of a row occurs, all in building 24.
std::vector<DemoRow> faulty_rows(DemoPeople& people, const DemoPerson& developer);

// With byte order mark, header and CRLF. `unknown_heading` adds one empty column of that heading.
std::string csv_of(const std::vector<DemoRow>& rows, const std::string& unknown_heading = {});

}  // namespace linlian::roster
