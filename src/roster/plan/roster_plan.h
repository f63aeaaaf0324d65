// Turns a sheet without errors into what may go on the ledger: random ids, areas, kinds and
// commitments, never a name or a door label; and into the next names file, which says who is
// behind the ids. Whoever has the file of the last roster keeps every id that still means the same
// person or premises. Called by the command line, which makes registry acts of the plan.
#pragma once

#include "roster/check/roster_sheet.h"
#include "roster/plan/names_file.h"

#include <functional>
#include <vector>

namespace linlian::roster {

struct PlanEstate {
    Id16 id;
    std::string name;  // places are public, people are not
};

struct PlanBuilding {
    Id16 id;
    Id16 estate;
    std::string name;
    std::uint32_t stairs = 0;  // the highest number of a stair; 0 where there is none
};

struct PlanPremises {
    Id16 id;
    Id16 building;
    std::uint32_t stair = 0;
    PremisesKind kind = PremisesKind::flat;
    std::int64_t area_centi = 0;
    AreaSource source = AreaSource::registered;
    std::string grid;
    std::vector<Id16> owners;  // ascending
    Id16 voter;                // the member who casts the ballot; zero: none is named or known
};

// `document` commits to document_of() under a salt that only the names file has; zero for people
// and developers without a paper. `through` acts for a ward; zero when nobody is known.
struct PlanOwner {
    Id16 id;
    OwnerKind kind = OwnerKind::person;
    Id16 through;
    Hash32 document;
};

struct RosterPlan {
    std::vector<PlanEstate> estates;
    std::vector<PlanBuilding> buildings;
    std::vector<PlanOwner> owners;
    std::vector<PlanPremises> premises;
};

struct PlannedRoster {
    RosterPlan plan;
    NamesFile names;
};

// Gives a fresh random id at each call.
using IdSource = std::function<Id16()>;

// A plan covers all estates of the sheet; the ledger takes one draft for each. An owner whose kind
// changed (died, came of age) is a new owner with a new id, for so the ledger has it.
//
// `previous` is the last names file, or an empty one that names the community. Members who own
// nothing any more stay in the names file, because old ballots and receipts still bear their ids.
// Refusal: HAS_ERRORS {errors} when check_roster finds any.
Result<PlannedRoster> plan_roster(const RosterSheet& sheet, CivilDate today,
                                  const NamesFile& previous, const IdSource& fresh_id);

// The number that the name of a stair says (2单元, 二单元 says none); 0 where it says none.
std::uint32_t number_in_stair(const std::string& stair);

// The paper that the registrar's record of an owner rests on: what 授权委托书/营业执照 names; for a
// company, heirs or a ward without one, the record itself, that is name and number.
std::string document_of(const NamedMember& member);

// The commitment to a document's text: tagged hash of salt and text.
Hash32 document_commitment(const Id16& salt, std::string_view document);

}  // namespace linlian::roster
