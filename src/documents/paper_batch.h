// The sheets of a ballot on paper, from the roll to the ledger: which voters get one, their serials
// and addresses, the clerks' list, and the acts that bind serials to lines.
#pragma once

#include "client/act/opened_names.h"
#include "client/node/remote_ledger.h"
#include "client/paper/line_finder.h"
#include "client/paper/paper_work.h"
#include "client/shown/review.h"
#include "documents/paper_sheet.h"
#include "modules/ballot/papers.pb.h"

#include <map>
#include <set>

namespace linlian::documents {

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
void put_address(const roster::NamesFile& names, const client::LineFinder& finder,
                 const registry::v1::Electorate& electorate, const registry::v1::RollLine& line,
                 PaperFace& face);

// What is printed, as somebody asks for it.
struct PrintOrder {
    std::string ballot;
    std::string building;  // by name or id; empty: all of them
    std::string head;      // of one line, as it is typed; empty: all of them
    // Where the sheets come back.
    std::string return_to = "社区服务站 Community service station";
    client::NamesAtHand names = {};
};

// Sheets with fresh serials, and the papers that they become.
struct PreparedPapers {
    std::vector<PaperFace> faces;
    std::vector<ballot::v1::IssuedPaper> papers;
};
PreparedPapers prepare_papers(const client::Roll& roll, const std::vector<std::size_t>& wanted,
                              const roster::NamesFile& names,
                              const registry::v1::Electorate& electorate);

// Printed for a ballot, before any serial is on the ledger: sheets as PDF, and the clerks' list.
struct PrintedPapers {
    client::BallotView ballot;
    PreparedPapers prepared;
    Bytes sheets;
    std::string list;
};
// Says how many there are, asks and prints; without names they have no addresses. What stands on
// each sheet is of the moment of the head that it bears. Refusals: client.COMMAND_WRONG where
// nobody is among those asked for, NOT_CONFIRMED, LEDGER_MOVED, those of papers_pdf and of the
// node.
Result<PrintedPapers> print_papers(const client::Screen& screen, const client::Review& review,
                                   client::RemoteLedger& ledger, const Author& clerk,
                                   const PrintOrder& order);

// Where sheets and list lie now.
struct WrittenPapers {
    std::string sheets;
    std::string list;
};
// Binds the serials of sheets that are written, and says so. Where that ends in the middle, which
// of them are of nobody is said, by their places in the roll. Refusals: the ledger's.
Result<> issue_printed(const client::Screen& screen, client::Ledger& ledger, const Author& clerk,
                       const PrintedPapers& printed, const WrittenPapers& written);

}  // namespace linlian::documents
