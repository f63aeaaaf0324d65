// Lines of a sheet put together as premises: all lines under one key are the co-owners of one. In
// the order of the sheet.

#include "roster/check/roster_units.h"

#include "roster/text.h"

#include <map>

namespace linlian::roster {

namespace {

// The one line whose owner is marked as voter or bears the name given; nothing when none or
// several do.
std::optional<std::size_t> voter_of(const RosterSheet& sheet, const RosterUnit& unit) {
    std::string wanted;
    for (auto index : unit.lines) {
        if (const auto& name = sheet.lines[index].voter_name; !name.empty()) wanted = folded(name);
    }
    std::optional<std::size_t> found;
    for (auto index : unit.lines) {
        const auto& owner = sheet.lines[index].owner;
        if (!owner.is_voter && (wanted.empty() || folded(owner.name) != wanted)) continue;
        if (found) return std::nullopt;
        found = index;
    }
    return found;
}

}  // namespace

std::vector<RosterUnit> units_of(const RosterSheet& sheet) {
    std::vector<RosterUnit> units;
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
        const auto& line = sheet.lines[i];
        const auto [place, is_new] = places.emplace(unit_key(line.label), units.size());
        if (is_new) units.push_back({line.label, line.kind, line.source, 0, line.grid, {}, {}});
        auto& unit = units[place->second];
        // The first line that states an area or a grid cell speaks for all.
        if (unit.area_centi == 0) unit.area_centi = line.area_centi.value_or(0);
        if (unit.grid.empty()) unit.grid = line.grid;
        unit.lines.push_back(i);
    }
    for (auto& unit : units) unit.voter = voter_of(sheet, unit);
    return units;
}

// Whoever is under age by their number is a ward, whatever the cell says.
OwnerKind owner_kind_on(const OwnerCells& owner, CivilDate today) {
    if (owner.kind != OwnerKind::person) return owner.kind;
    const auto born = birth_date(owner.id_type, owner.id_number);
    return born && is_minor(*born, today) ? OwnerKind::ward : OwnerKind::person;
}

// By number where there is one. A developer without one is the same everywhere by name; anybody
// else only at these premises, for names are not unique.
std::string person_key(const RosterLine& line) {
    const auto& owner = line.owner;
    if (!owner.id_number.empty()) return identity_key(owner.id_type, owner.id_number);
    const auto name = folded(owner.name);
    if (owner.kind == OwnerKind::developer) return "developer:" + name;
    return "premises:" + unit_key(line.label) + '\n' + name;
}

}  // namespace linlian::roster
