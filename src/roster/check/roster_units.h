// Gathers the lines of a sheet into premises with their owners, and says who is the same person.
// The checks, the totals and the plan all stand on this one reading, so that they cannot differ.
#pragma once

#include "roster/check/roster_sheet.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace linlian::roster {

// What the ledger takes at most: owners of one premises, bytes of names of places.
inline constexpr std::size_t owners_max = 32;
inline constexpr std::size_t estate_bytes_max = 120;
inline constexpr std::size_t building_bytes_max = 60;
inline constexpr std::size_t grid_bytes_max = 32;

// One premises. `lines` index RosterSheet::lines in the order of the file, one for each owner.
struct RosterUnit {
    UnitLabel label;
    PremisesKind kind = PremisesKind::flat;
    AreaSource source = AreaSource::registered;
    std::int64_t area_centi = 0;  // the first area stated; 0 when none is, or it is faulty
    std::string grid;
    std::vector<std::size_t> lines;
    std::optional<std::size_t> voter;  // the line of the named voter, when exactly one owner fits
};

// In the order of the file.
std::vector<RosterUnit> units_of(const RosterSheet& sheet);

// One text per person: the identity document; without one, the developer by its name and every
// other owner by premises and name, because equal names alone prove nothing.
std::string person_key(const RosterLine& line);

// Parking and storage are on the roster but carry no vote.
inline bool counts_in_votes(PremisesKind kind) {
    return kind != PremisesKind::parking && kind != PremisesKind::storage;
}

// The owner's kind as the ledger needs it: a person under 18 on that day is a ward.
OwnerKind owner_kind_on(const OwnerCells& owner, CivilDate today);

inline bool is_developer_stock(PremisesKind kind) {
    return kind == PremisesKind::unsold || kind == PremisesKind::undelivered;
}

}  // namespace linlian::roster
