// Owners whom the ledger knows already, held against a plan that a sheet gave: no roster changes
// who acts for them, so a plan takes that as it stands on record. Used where a roster is imported,
// and where the second office plans its own lines to compare them. It signs nothing.
#pragma once

#include "client/node/ledger.h"
#include "modules/registry/registry.pb.h"
#include "roster/plan/roster_plan.h"

#include <optional>

namespace linlian::client {

// The owner as the node says they are on record; nothing where they are not, or the reader is not
// to see them. Refusals: of the node.
Result<std::optional<registry::v1::Owner>> owner_on_record(Ledger& ledger, const Id16& owner);

// Gives the owners of `previous` that are on record the representative and document that they have
// there, with what the names file and the named voters say of it. Refusals: of the node;
// client.REPRESENTATIVES_CHANGED where the sheet names another guardian or document than the last
// roster and the ledger has not got one since.
Result<> keep_owners_on_record(Ledger& ledger, const roster::NamesFile& previous,
                               roster::PlannedRoster& planned);

}  // namespace linlian::client
