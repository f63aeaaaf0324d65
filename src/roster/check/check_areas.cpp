// Areas that are likely wrong: twice as large as those above and below, or far from what is usual
// in the building. Warnings only, for houses differ.

#include "roster/check/roster_checks.h"
#include "roster/check/words/area_text.h"
#include "roster/text.h"

#include <algorithm>
#include <map>

namespace linlian::roster {

namespace {

// So many times larger or smaller than usual is conspicuous; of fewer than `mates_needed` nothing
// is usual.
constexpr std::int64_t outlier_times = 10;
constexpr std::size_t mates_needed = 3;
constexpr std::size_t stack_digits = 2;

using Groups = std::map<std::string, std::vector<const RosterUnit*>>;

bool is_measured(const RosterUnit& unit) { return unit.area_centi > 0; }

void warn(const Checked& checked, const RosterUnit& unit, const char* code, std::int64_t usual,
          Faults& faults) {
    faults.push_back({checked.sheet.lines[unit.lines.front()].row,
                      Column::area,
                      code,
                      {{"unit", shown(unit.label)},
                       {"area", area_text(unit.area_centi)},
                       {"usual", area_text(usual)}},
                      Severity::warning});
}

// The flats above and below each other share the last two digits of the door: 101, 201 … 1701.
std::string stack_key(const UnitLabel& label) {
    const auto digits = label.door.substr(label.door.size() - stack_digits);
    return stair_key(label) + '\x1F' + digits;
}

bool has_stack(const RosterUnit& unit) {
    const auto& door = unit.label.door;
    return unit.kind == PremisesKind::flat && door.size() > stack_digits && all_digits(door);
}

// Of an even number the upper one of the middle two. A few wrong areas do not move it.
std::int64_t median(std::vector<std::int64_t> areas) {
    const auto middle = areas.begin() + static_cast<std::ptrdiff_t>(areas.size() / 2);
    std::ranges::nth_element(areas, middle);
    return *middle;
}

std::int64_t median_area(const std::vector<const RosterUnit*>& units) {
    std::vector<std::int64_t> areas;
    for (const auto* unit : units) areas.push_back(unit->area_centi);
    return median(std::move(areas));
}

}  // namespace

void check_areas(const Checked& checked, Faults& faults) {
    // Only twice is looked for in a stack: an area that was entered twice over, or that of two
    // flats.
    Groups stacks;
    Groups buildings;  // of one kind: a shop is not measured against flats
    for (const auto& unit : checked.units) {
        if (!is_measured(unit)) continue;
        if (has_stack(unit)) stacks[stack_key(unit.label)].push_back(&unit);
        const std::string kind{name_of(unit.kind)};
        buildings[building_key(unit.label) + '\x1F' + kind].push_back(&unit);
    }
    for (const auto& [key, units] : stacks) {
        if (units.size() < mates_needed) continue;
        const auto usual = median_area(units);
        for (const auto* unit : units) {
            if (unit->area_centi == 2 * usual)
                warn(checked, *unit, "roster.AREA_DOUBLED", usual, faults);
        }
    }
    for (const auto& [key, units] : buildings) {
        if (units.size() < mates_needed) continue;
        const auto usual = median_area(units);
        for (const auto* unit : units) {
            if (unit->area_centi > outlier_times * usual ||
                outlier_times * unit->area_centi < usual)
                warn(checked, *unit, "roster.AREA_OUTLIER", usual, faults);
        }
    }
}

}  // namespace linlian::roster
