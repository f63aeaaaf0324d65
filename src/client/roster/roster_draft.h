// A roster's plan in the words of the ledger: the chunks that fill a draft, their hash, and what
// they add up to. Importing makes chunks of a plan; whoever adopts reads them back from the ledger
// and counts for themselves. Pure: it sends nothing.
#pragma once

#include "base/bytes.h"
#include "modules/registry/registry.pb.h"
#include "roster/plan/roster_plan.h"

#include <vector>

namespace linlian::client {

using registry::v1::DraftChunk;

// Chunks whose transactions stay under the limit of the machine.
std::vector<DraftChunk> chunks_of(const roster::RosterPlan& plan);

// The hash that the ledger gives a draft of these chunks.
Hash32 draft_hash_of(const std::vector<DraftChunk>& chunks);

// Heads and area count as the registry counts them: parking and storage in neither (SPC
// interpretation on divided ownership, art. 8 and 9).
struct DraftTotals {
    std::uint64_t buildings = 0;
    std::uint64_t owners = 0;
    std::uint64_t premises = 0;
    std::uint64_t heads = 0;
    std::uint64_t area_centi = 0;
    bool operator==(const DraftTotals&) const = default;
};
DraftTotals totals_of(const std::vector<DraftChunk>& chunks);

}  // namespace linlian::client
