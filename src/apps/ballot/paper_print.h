// `linlian ballot paper print`: serials, sheets and the clerks' list, then the acts that bind them.
#pragma once

#include "apps/ballot/line_finder.h"
#include "apps/ballot/paper_sheet.h"
#include "apps/options.h"
#include "modules/ballot/papers.pb.h"

#include <map>
#include <set>

namespace linlian::apps {

// Which of the lines that are asked for get a paper now. Each kind of office issues one of its own
// for a line, so that serials which one clerk binds to every line keep no other office from
// printing: only those are left out that have a live paper of one of `kinds`, the kinds of the
// clerk's own offices.
struct PaperLines {
    std::vector<std::size_t> wanted;   // places in the roll
    std::size_t left_out = 0;          // have a paper of the clerk's own kind of office
    std::size_t of_other_offices = 0;  // wanted, though an office of another kind issued one
};
using AskedLine = std::function<bool(const registry::v1::RollLine&)>;
PaperLines lines_to_print(const std::vector<registry::v1::RollLine>& lines,
                          const std::map<Bytes, ballot::v1::PaperReply>& papers,
                          const std::set<std::string>& kinds, const AskedLine& is_asked);

// The clerks' list of what was printed, as CSV: serial, head, place in the roll, door, addressee.
std::string serial_list(std::span<const PaperFace> faces);

// How the voter of a line is addressed, as the registrar's file knows them, and the doors of that
// line alone; of residents no door, for the file knows what people own and not where they live.
void put_address(const roster::NamesFile& names, const LineFinder& finder,
                 const registry::v1::Electorate& electorate, const registry::v1::RollLine& line,
                 PaperFace& face);

void add_paper_print(CLI::App& paper, Options& options);

}  // namespace linlian::apps
