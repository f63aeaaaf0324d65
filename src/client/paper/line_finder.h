// Which line of a frozen roll the row of a clerk's table means: by its head, by the serial of a
// paper, or by a door as the registrar's names file calls it. Deliveries and the city's list are
// read through it.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/paper/clerk_table.h"
#include "client/vote/roll_proofs.h"
#include "roster/plan/names_file.h"

#include <map>
#include <optional>
#include <set>

namespace linlian::client {

class LineFinder {
  public:
    // The columns of which a table has one or several. All that a row fills are of one line, or it
    // is a fault: they are a check of each other.
    static std::vector<ClerkColumn> columns();

    // `lines` outlive it.
    explicit LineFinder(const std::vector<registry::v1::RollLine>& lines) : proofs_(lines) {}
    // The heads of papers by serial: as the clerk's printed lists have them, or a node says.
    void know_papers(const std::map<Bytes, Bytes>& heads);
    // Doors of this electorate whose owners are those of a line: its estate, and of that the
    // building, stair or premises that it is narrowed to. Kinds of premises no names file knows.
    void know_doors(const roster::NamesFile& names, const registry::v1::Electorate& electorate);

    struct Found {
        std::size_t index = 0;
        // Of the paper that the row names, for the act to repeat: which line it is of, the node
        // said, and the ledger compares.
        Bytes serial = {};
    };
    // Nothing where the row means no line: then its fault is noted in the table.
    std::optional<Found> find(ClerkTable& table, const roster::TableRow& row) const;
    ballot::v1::ProvenLine line(std::size_t index) const { return proofs_.line(index); }
    // The doors behind a line, as the names file prints them; empty where it is not known.
    std::string doors_of(BytesView head) const;
    std::size_t how_many_doors(BytesView head) const;

  private:
    std::optional<std::size_t> find_head(ClerkTable& table, const roster::TableRow& row) const;
    std::optional<Found> find_paper(ClerkTable& table, const roster::TableRow& row) const;
    // Adds the lines of the doors that the row names; which doors are meant may hang on `lines`.
    void find_doors(ClerkTable& table, const roster::TableRow& row,
                    std::set<std::size_t>& lines) const;
    // Whatever is written so; nullptr for nothing.
    const std::set<Id16>* premises_at(const std::string& door) const;

    RollProofs proofs_;
    std::map<Bytes, std::size_t> papers_;          // by serial
    std::map<std::string, std::set<Id16>> doors_;  // premises, by each way to write their door
    std::map<Id16, std::size_t> lines_of_doors_;
    std::map<std::size_t, std::vector<std::string>> printed_doors_;
    bool knows_doors_ = false;
};

// Serials and heads from lists that `ballot paper print` wrote. Refusals: those of
// ClerkTable::read; client.PAPER_FILE_WRONG for a row that is none, or a serial that stands for two
// heads.
Result<std::map<Bytes, Bytes>> read_printed_lists(std::vector<ClerkFile> files);

}  // namespace linlian::client
