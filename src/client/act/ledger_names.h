// What ids of a ledger stand for, for whoever reads before signing: offices and estates by the
// names that the ledger has, people and doors by the registrar's opened names file, where the
// reader has one. An id that is not known stays an id, in groups of four as papers print it.
#pragma once

#include "base/bytes.h"
#include "client/act/opened_names.h"
#include "client/node/ledger.h"
#include "roster/plan/names_file.h"

#include <map>
#include <string>

namespace linlian::client {

class LedgerNames {
  public:
    // Refusals: of the node, and those of opened_names.
    static Result<LedgerNames> gather(Ledger& ledger, const NamesAtHand& names = {});

    // "「居委会」（3f2a 90bc …）", or the id alone: names are words of others, which stand in
    // brackets within a sentence. Bytes of another length than an id are shown as hex.
    std::string of(const Bytes& id) const;
    // The document by which a person is known to the registrar: "身份证 3301…", in brackets; empty
    // where no file has it. For whoever holds the person's card in their hands.
    std::string card_of(const Bytes& id) const;
    void know(const Bytes& id, std::string name) { of_ledger_[id] = std::move(name); }
    // People and doors of a names file, in place of what another file says of them. What the ledger
    // names, no file renames.
    void know(const roster::NamesFile& names);

  private:
    std::map<Bytes, std::string> of_ledger_;
    std::map<Bytes, std::string> of_files_;
    std::map<Bytes, std::string> cards_;
};

}  // namespace linlian::client
