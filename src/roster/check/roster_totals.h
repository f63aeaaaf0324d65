// Counts an electorate as the Supreme People's Court has it (interpretation on divided ownership
// of buildings, art. 8 and 9): the figures that the dry run shows before a roster is adopted.
// Called by roster_check and tests; it decides nothing.
#pragma once

#include "roster/check/roster_units.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace linlian::roster {

// Heads: every premises counts one; several of one buyer (the same set of owners) count one
// together; what the developer has not sold or not handed over counts one together with what else
// the developer owns. Area counts in full, in hundredths of a square metre. Parking and storage
// stand apart: they are on the roster but neither their heads nor their area count in votes.
struct ElectorateTotals {
    std::string estate;
    std::string building;  // empty in the totals of an estate
    std::uint32_t premises = 0;
    std::uint32_t heads = 0;
    std::int64_t area_centi = 0;
    std::uint32_t premises_apart = 0;
    std::int64_t area_apart_centi = 0;
    bool operator==(const ElectorateTotals&) const = default;
};

struct RosterTotals {
    std::vector<ElectorateTotals> estates;
    // An owner in two buildings is a head in each: heads of buildings may exceed the estate's.
    std::vector<ElectorateTotals> buildings;
    std::map<PremisesKind, std::uint32_t> premises_by_kind;
    std::map<AreaSource, std::uint32_t> premises_by_source;
    std::uint32_t owners = 0;         // different people and companies
    std::uint32_t shared = 0;         // premises with several owners
    std::uint32_t without_voter = 0;  // of these, without a named voter
};

RosterTotals totals_of(const RosterSheet& sheet, const std::vector<RosterUnit>& units);

}  // namespace linlian::roster
