// What a roster comes to: premises, areas and heads, of each estate and building. A head is a set
// of owners: whoever owns several premises alone counts once.

#include "roster/check/roster_totals.h"

#include <set>

namespace linlian::roster {

namespace {

// All that is the developer's alone is one head.
constexpr std::string_view developer_head = "developer";

// Premises with one head key are one head together.
std::string head_key(const RosterSheet& sheet, const RosterUnit& unit) {
    if (is_developer_stock(unit.kind)) return std::string{developer_head};
    std::set<std::string> owners;
    for (auto index : unit.lines) owners.insert(person_key(sheet.lines[index]));
    const auto& first = sheet.lines[unit.lines.front()].owner;
    if (owners.size() == 1 && first.kind == OwnerKind::developer)
        return std::string{developer_head};
    std::string key;
    for (const auto& owner : owners) key += owner + '\x1E';
    return key;
}

ElectorateTotals named(const std::string& estate, const std::string& building) {
    ElectorateTotals totals;
    totals.estate = estate;
    totals.building = building;
    return totals;
}

// With the heads that were met, so that each counts once.
struct Count {
    ElectorateTotals totals;
    std::set<std::string> heads;
};

// Adds a unit to the count under `place`, which is made on first use with these names.
void count(std::vector<Count>& counts, std::map<std::string, std::size_t>& places,
           const std::string& place, const ElectorateTotals& names, const RosterUnit& unit,
           const std::string& head) {
    const auto [found, is_new] = places.emplace(place, counts.size());
    if (is_new) counts.push_back({names, {}});
    auto& count = counts[found->second];
    auto& totals = count.totals;
    // Such as parking and storerooms: told apart, without heads.
    if (!counts_in_votes(unit.kind)) {
        ++totals.premises_apart;
        totals.area_apart_centi += unit.area_centi;
        return;
    }
    ++totals.premises;
    totals.area_centi += unit.area_centi;
    count.heads.insert(head);
}

// In the order in which the places were met.
std::vector<ElectorateTotals> finished(std::vector<Count>& counts) {
    std::vector<ElectorateTotals> all;
    for (auto& count : counts) {
        count.totals.heads = static_cast<std::uint32_t>(count.heads.size());
        all.push_back(std::move(count.totals));
    }
    return all;
}

}  // namespace

RosterTotals totals_of(const RosterSheet& sheet, const std::vector<RosterUnit>& units) {
    RosterTotals totals;
    std::vector<Count> estates;
    std::vector<Count> buildings;
    std::map<std::string, std::size_t> estate_places;
    std::map<std::string, std::size_t> building_places;
    std::set<std::string> owners;
    for (const auto& unit : units) {
        const auto head = head_key(sheet, unit);
        const auto& label = unit.label;
        count(estates, estate_places, label.estate, named(label.estate, ""), unit, head);
        count(buildings, building_places, building_key(label), named(label.estate, label.building),
              unit, head);
        ++totals.premises_by_kind[unit.kind];
        ++totals.premises_by_source[unit.source];
        if (unit.lines.size() > 1) {
            ++totals.shared;
            if (!unit.voter) ++totals.without_voter;
        }
        for (auto index : unit.lines) owners.insert(person_key(sheet.lines[index]));
    }
    totals.owners = static_cast<std::uint32_t>(owners.size());
    totals.estates = finished(estates);
    totals.buildings = finished(buildings);
    return totals;
}

}  // namespace linlian::roster
