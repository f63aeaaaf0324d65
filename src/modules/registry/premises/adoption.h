// Making a draft the roster: collecting its lines, checking them against each other and the ledger,
// then writing the difference. Called by the act alone; nothing of a draft counts before.
#pragma once

#include "contract/context.h"
#include "modules/registry/registry.pb.h"

#include <map>
#include <set>

namespace linlian::registry {

// All lines of a draft, by id.
struct DraftLines {
    std::map<Id16, v1::BuildingLine> buildings;
    std::map<Id16, v1::OwnerLine> owners;
    std::map<Id16, v1::PremisesLine> premises;
};

// Refusals: LINE_DOUBLED, LINE_DANGLING (an owner, voter or building that no line gives),
// ROSTER_EMPTY, PREMISES_EXISTS (in another estate, or ended), OWNER_KIND_DIFFERS, OWNER_ON_RECORD
// (a line would change who acts for an owner), OWNER_OF_NOTHING, BUILDING_EMPTY (nothing stands in
// it), PREMISES_NEWER (a sale, correction or naming that came after the draft was opened would be
// undone).
Result<DraftLines> collect_draft(const state::StateView& view, const Id16& id,
                                 const v1::Draft& draft);

// Writes owners, buildings and premises; what the roster no longer lists is struck off, what it
// lists unchanged stays as it was, with its holding.
void write_roster(machine::Context& context, const Id16& estate, const DraftLines& lines);

}  // namespace linlian::registry
