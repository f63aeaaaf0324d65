// A draft of a roster held against another state of it, line by line: the clerk's own file with the
// opened names, or the roster in force. The second office of an adoption sees with it who would own
// what, and what would change. It signs nothing.
#pragma once

#include "apps/inputs.h"
#include "apps/ledger_names.h"
#include "apps/roster_work.h"
#include "apps/terminal.h"

#include <map>
#include <optional>

namespace linlian::apps {

struct RosterLines {
    std::map<Bytes, registry::v1::PremisesLine> premises;
    std::map<Bytes, registry::v1::OwnerLine> owners;
    std::map<Bytes, registry::v1::BuildingLine> buildings;
};
RosterLines lines_of(const std::vector<DraftChunk>& chunks);

// The lines that a sheet of the clerk's own gives, with the ids of the names file. Refusals: those
// of plan_roster.
Result<RosterLines> lines_of(const LedgerDoor& door, const EstateRow& estate,
                             const roster::RosterSheet& sheet, roster::CivilDate today,
                             const roster::NamesFile& names);

// The premises that are there now and their owners, as the node says. Refusals: of the node.
Result<RosterLines> lines_in_force(LedgerDoor& door, const EstateRow& estate);

struct LineDifference {
    Bytes premises;
    std::optional<registry::v1::PremisesLine> draft;  // nothing: the draft has no such premises
    std::optional<registry::v1::PremisesLine> other;  // nothing: it alone has them
};
// The premises whose owners, area, kind, place or voter differ, in the order of their ids.
std::vector<LineDifference> differences(const RosterLines& draft, const RosterLines& other);

// Owners and buildings that are not the same in both: how many.
std::size_t other_differences(const RosterLines& draft, const RosterLines& other);

// "door | in the draft | in the other", with names where they are known.
Rows difference_rows(const std::vector<LineDifference>& found, const LedgerNames& names);

// Premises, and the area that counts, of each building.
Rows building_rows(const RosterLines& lines);

}  // namespace linlian::apps
