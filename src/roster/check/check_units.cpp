// What must hold of each premises: one label, one area, one kind, at most one voter, owners that
// fit the kind. Faults carry the row and the column where a clerk would mend them.

#include "roster/check/roster_checks.h"
#include "roster/check/words/area_text.h"
#include "roster/text.h"

#include <algorithm>
#include <set>

namespace linlian::roster {

namespace {

// One premises with its lines.
class UnitCheck {
  public:
    UnitCheck(const Checked& checked, const RosterUnit& unit, Faults& faults)
        : sheet_(checked.sheet), unit_(unit), faults_(faults) {}

    void run() {
        check_area_stated();
        check_limits();
        check_stock();
        if (!is_label_sound()) return;  // who owns it together is then anybody's guess
        check_voter();
        check_sharing();
    }

  private:
    const RosterLine& line(std::size_t index) const { return sheet_.lines[index]; }
    const RosterLine& first() const { return line(unit_.lines.front()); }

    void fault(std::uint32_t row, Column column, const char* name, std::vector<Figure> figures = {},
               Severity severity = Severity::error) {
        figures.insert(figures.begin(), {"unit", shown(unit_.label)});
        faults_.push_back(
            {row, column, std::string{"roster."} + name, std::move(figures), severity});
    }

    // One line that states it is enough for all co-owners.
    void check_area_stated() {
        const bool is_stated = std::ranges::any_of(
            unit_.lines, [&](auto index) { return line(index).area_centi.has_value(); });
        if (!is_stated) fault(first().row, Column::area, "AREA_MISSING");
    }

    // What the ledger would refuse is better found here.
    void check_limits() {
        if (unit_.lines.size() > owners_max)
            fault(first().row, Column::owner, "OWNERS_TOO_MANY",
                  {{"owners", std::to_string(unit_.lines.size())},
                   {"limit", std::to_string(owners_max)}});
        check_length(Column::estate, unit_.label.estate, estate_bytes_max);
        check_length(Column::building, unit_.label.building, building_bytes_max);
        check_length(Column::grid, unit_.grid, grid_bytes_max);
    }

    void check_length(Column column, const std::string& name, std::size_t limit) {
        if (name.size() > limit)
            fault(first().row, column, "PLACE_TOO_LONG", {{"limit", std::to_string(limit)}});
    }

    // Lines under one label are co-owners of one premises, unless something speaks against it.
    bool is_label_sound() {
        if (unit_.label.door.empty()) return false;
        const auto faults_before = faults_.size();
        std::set<std::string> names;
        std::uint32_t row_before = first().row;
        const Figure first_row{"first_row", std::to_string(first().row)};
        for (auto index : unit_.lines) {
            const auto& next = line(index);
            // An empty cell means: as stated above.
            const auto area = next.area_centi.value_or(unit_.area_centi);
            if (!next.owner.name.empty() && !names.insert(folded(next.owner.name)).second)
                fault(next.row, Column::door, "UNIT_DUPLICATE", {first_row});
            else if (area != unit_.area_centi && area != 0)
                fault(next.row, Column::area, "SPLIT_LABEL_DOUBLES",
                      {first_row,
                       {"first_area", area_text(unit_.area_centi)},
                       {"area", area_text(area)}});
            else if (next.kind != unit_.kind)
                fault(next.row, Column::kind, "UNIT_KIND_DIFFERS", {first_row});
            else if (next.row > row_before + 1)
                fault(next.row, Column::door, "UNIT_SCATTERED", {first_row}, Severity::warning);
            row_before = next.row;
        }
        // Warnings alone do not make a label unsound.
        return std::none_of(faults_.begin() + static_cast<std::ptrdiff_t>(faults_before),
                            faults_.end(),
                            [](const auto& fault) { return fault.severity == Severity::error; });
    }

    void check_voter() {
        const bool has_name = std::ranges::any_of(
            unit_.lines, [&](auto index) { return !line(index).voter_name.empty(); });
        const auto marks = std::ranges::count_if(
            unit_.lines, [&](auto index) { return line(index).owner.is_voter; });
        // Exactly one was found (voter_of in roster_units.cpp).
        if (unit_.voter) return;
        if (marks > 1) {
            fault(first().row, Column::voter, "VOTER_TWICE");
        } else if (has_name) {
            for (auto index : unit_.lines) {
                if (const auto& name = line(index).voter_name; !name.empty())
                    return fault(line(index).row, Column::voter, "VOTER_NOT_OWNER",
                                 {{"voter", name}});
            }
        } else if (unit_.lines.size() > 1) {
            fault(first().row, Column::voter, "VOTER_NOT_NAMED",
                  {{"owners", std::to_string(unit_.lines.size())}}, Severity::warning);
        }
    }

    // What the sheet says of sharing, against how many owners it names.
    void check_sharing() {
        const auto is = [&](Sharing sharing) {
            return std::ranges::any_of(unit_.lines,
                                       [&](auto index) { return line(index).sharing == sharing; });
        };
        const auto owners = std::to_string(unit_.lines.size());
        if (is(Sharing::sole) && unit_.lines.size() > 1)
            fault(first().row, Column::sharing, "SOLE_BUT_SEVERAL", {{"owners", owners}},
                  Severity::warning);
        if (is(Sharing::shared) && unit_.lines.size() == 1)
            fault(first().row, Column::sharing, "CO_OWNER_NOT_LISTED", {}, Severity::warning);
    }

    // Unsold and undelivered premises belong to the developer's one head (SPC art. 9).
    void check_stock() {
        if (!is_developer_stock(unit_.kind)) return;
        for (auto index : unit_.lines) {
            const auto& owner = line(index).owner;
            if (!owner.name.empty() && owner.kind != OwnerKind::developer)
                fault(line(index).row, Column::owner_kind, "STOCK_NOT_DEVELOPERS",
                      {{"owner", owner.name}});
        }
    }

    const RosterSheet& sheet_;
    const RosterUnit& unit_;
    Faults& faults_;
};

// A flat without a stair in a building where other flats have one.
void check_stairs(const Checked& checked, Faults& faults) {
    std::set<std::string> with_stairs;
    for (const auto& unit : checked.units) {
        if (!unit.label.stair.empty()) with_stairs.insert(building_key(unit.label));
    }
    for (const auto& unit : checked.units) {
        if (unit.kind != PremisesKind::flat || !unit.label.stair.empty()) continue;
        if (!with_stairs.contains(building_key(unit.label))) continue;
        faults.push_back({checked.sheet.lines[unit.lines.front()].row,
                          Column::stair,
                          "roster.STAIR_MISSING",
                          {{"unit", shown(unit.label)}},
                          Severity::error});
    }
}

}  // namespace

void check_units(const Checked& checked, Faults& faults) {
    for (const auto& unit : checked.units) UnitCheck{checked, unit, faults}.run();
    check_stairs(checked, faults);
}

}  // namespace linlian::roster
