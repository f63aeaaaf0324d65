// `linlian ballot paper print`: serials, sheets and the clerks' list, then the acts that bind them.
#pragma once

#include "apps/ballot/paper_sheet.h"
#include "apps/options.h"

namespace linlian::apps {

// The clerks' list of what was printed, as CSV: serial, head, place in the roll, door, addressee.
std::string serial_list(std::span<const PaperFace> faces);

void add_paper_print(CLI::App& paper, Options& options);

}  // namespace linlian::apps
