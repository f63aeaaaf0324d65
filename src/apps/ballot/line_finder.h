// Which line of a frozen roll the row of a clerk's table means: by its head, by the serial of a
// paper, or by a door as the registrar's names file calls it. Deliveries and the city's list are
// read through it.
#pragma once

#include "apps/ballot/ballot_view.h"
#include "apps/ballot/clerk_table.h"
#include "apps/ballot/roll_proofs.h"
#include "modules/ballot/papers.pb.h"
#include "roster/names_file.h"

#include <map>
#include <optional>

namespace linlian::apps {

class LineFinder {
  public:
    // The columns of which a table has one or several; the first filled one of a row is taken.
    static std::vector<ClerkColumn> columns();

    // `lines` outlive it.
    explicit LineFinder(const std::vector<registry::v1::RollLine>& lines) : proofs_(lines) {}
    void know_papers(const std::map<Bytes, ballot::v1::PaperReply>& papers);
    // Doors of this estate whose owners are those of a line.
    void know_doors(const roster::NamesFile& names, const Bytes& estate);

    struct Found {
        std::size_t index = 0;
        // Of the paper that the row names, for the act to repeat: which line it is of, the node
        // said, and the ledger compares.
        Bytes serial = {};
    };
    // Nothing where the row means no line: then its fault is noted in the table.
    std::optional<Found> find(ClerkTable& table, const roster::TableRow& row) const;
    ballot::v1::ProvenLine line(std::size_t index) const { return proofs_.line(index); }

  private:
    std::optional<std::size_t> find_head(ClerkTable& table, const roster::TableRow& row) const;
    std::optional<Found> find_paper(ClerkTable& table, const roster::TableRow& row) const;
    std::optional<std::size_t> find_door(ClerkTable& table, const roster::TableRow& row) const;

    RollProofs proofs_;
    std::map<Bytes, std::size_t> papers_;       // by serial
    std::map<std::string, std::size_t> doors_;  // by unit_key without the estate, and as printed
    bool knows_doors_ = false;
};

}  // namespace linlian::apps
