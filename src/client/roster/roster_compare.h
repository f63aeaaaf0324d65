// A draft of a roster held against another state of it, line by line: the clerk's own file, with
// names that their own office opened, or the roster in force. The second office of an adoption sees
// with it who would own what, and what would change. It signs nothing.
#pragma once

#include "client/act/ledger_names.h"
#include "client/proof/typed.h"
#include "client/roster/roster_work.h"
#include "client/shown/screen.h"

#include <map>
#include <optional>
#include <set>

namespace linlian::client {

struct RosterLines {
    std::map<Bytes, registry::v1::PremisesLine> premises;
    std::map<Bytes, registry::v1::OwnerLine> owners;
    std::map<Bytes, registry::v1::BuildingLine> buildings;
};
RosterLines lines_of(const std::vector<DraftChunk>& chunks);

// Owners of a draft for whom, as the node says, the ledger has it already that those act who act in
// the draft. Refusals: of the node.
Result<std::set<Bytes>> acted_for_on_record(Ledger& ledger, const RosterLines& draft);

// Owners, voters and those who act, in the lines of a draft, who are on record and not in the names
// that the reader's own office opened: whose id that is, only the importing clerk says. Ascending.
// Refusals: of the node.
Result<std::set<Bytes>> unknown_ids(Ledger& ledger, const RosterLines& draft,
                                    const roster::NamesFile& own);
// Those of them who neither own, nor vote, nor act for an owner in the roster in force, and are not
// among the ids that the clerk says they know.
std::set<Bytes> strangers(const std::set<Bytes>& unknown, const RosterLines& in_force,
                          const std::set<Bytes>& known);
// The premises of a draft that belong to one of them.
std::vector<Bytes> not_compared(const RosterLines& draft, const std::set<Bytes>& unknown);

// The lines that a sheet of the clerk's own gives, with the ids of the names file. Refusals: those
// of plan_on_ledger.
Result<RosterLines> lines_of(Ledger& ledger, const EstateRow& estate,
                             const roster::RosterSheet& sheet, roster::CivilDate today,
                             const roster::NamesFile& names);

// The premises that are there now and their owners, as the node says. Refusals: of the node.
Result<RosterLines> lines_in_force(Ledger& ledger, const EstateRow& estate);
// Adds to them the owners for whom the same act on record as in the draft. Refusals: of the node.
Result<> know_who_acts(Ledger& ledger, const RosterLines& draft, RosterLines& in_force);

struct LineDifference {
    Bytes premises;
    std::optional<registry::v1::PremisesLine> draft;  // nothing: the draft has no such premises
    std::optional<registry::v1::PremisesLine> other;  // nothing: it alone has them
};
// The premises whose owners, area, kind, place or voter differ, in the order of their ids.
std::vector<LineDifference> differences(const RosterLines& draft, const RosterLines& other);

// Owners and buildings that are not the same in both: "owner or building | draft | own file", and
// how many.
Rows other_difference_rows(const RosterLines& draft, const RosterLines& other,
                           const LedgerNames& names);
std::size_t other_differences(const RosterLines& draft, const RosterLines& other);

// "door | in the draft | in the other", with names where they are known.
Rows difference_rows(const std::vector<LineDifference>& found, const LedgerNames& names);

// Buildings that are there now and would get another name or number of stairs.
Rows changed_buildings(const RosterLines& draft, const RosterLines& now);

// Premises, the area that counts, and the premises of each stair, of each building.
Rows building_rows(const RosterLines& lines);

}  // namespace linlian::client
