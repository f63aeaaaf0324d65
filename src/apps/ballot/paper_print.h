// `linlian ballot paper print`: serials, sheets and the clerks' list, then the acts that bind them.
#pragma once

#include "apps/ballot/line_finder.h"
#include "apps/ballot/paper_sheet.h"
#include "apps/options.h"

namespace linlian::apps {

// The clerks' list of what was printed, as CSV: serial, head, place in the roll, door, addressee.
std::string serial_list(std::span<const PaperFace> faces);

// How the voter of a line is addressed, as the registrar's file knows them, and the doors of that
// line alone; of residents no door, for the file knows what people own and not where they live.
void put_address(const roster::NamesFile& names, const LineFinder& finder,
                 const registry::v1::Electorate& electorate, const registry::v1::RollLine& line,
                 PaperFace& face);

void add_paper_print(CLI::App& paper, Options& options);

}  // namespace linlian::apps
