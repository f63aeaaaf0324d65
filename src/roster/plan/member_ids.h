// Finds the member id of every owner of a sheet: the one of the last names file where it is the
// same person, else a fresh one; and writes what the sheet says of them into the names file. Used
// by roster_plan alone.
//
// Who is the same person: 1. same kind and number of document; 2. else the same name at the same
// premises, unless that member's number stands elsewhere in the sheet: so a mended number, or a
// person without one, keeps the id. The kind of owner must be the same in both cases: the ledger
// takes the heirs of a dead owner, or a ward come of age, for a new owner.
#pragma once

#include "roster/check/roster_units.h"
#include "roster/plan/roster_plan.h"

#include <map>
#include <vector>

namespace linlian::roster {

class MemberIds {
  public:
    // `premises_ids` has one id for each unit.
    MemberIds(const RosterSheet& sheet, CivilDate today, const std::vector<RosterUnit>& units,
              const std::vector<Id16>& premises_ids, const IdSource& fresh_id, NamesFile& names);

    Id16 id_of(std::size_t line) const { return ids_of_lines_[line]; }

  private:
    void recall();
    void assign(std::size_t line, const Id16& premises);
    Id16 recalled_or_fresh(const RosterLine& line, const Id16& premises);
    void write(const RosterLine& line, const Id16& id, const Id16& premises);
    void find_guardian(const RosterUnit& unit, std::size_t line);

    const RosterSheet& sheet_;
    const CivilDate today_;
    const IdSource& fresh_id_;
    NamesFile& names_;
    std::vector<Id16> ids_of_lines_;
    std::map<std::string, Id16> ids_of_people_;    // by person_key, in this sheet
    std::map<std::string, Id16> known_by_number_;  // in the last names file
    std::map<std::string, Id16> known_by_place_;   // premises and name, in the last names file
    std::set<Id16> numbers_in_sheet_;              // members whose number the sheet bears
};

}  // namespace linlian::roster
