// From a checked roster to what goes on the ledger: ids, areas, kinds and owners, without a name;
// and to the names file, which says who stands behind the ids. What was known before keeps its id.

#include "roster/plan/roster_plan.h"

#include "crypto/hash.h"
#include "roster/check/roster_check.h"
#include "roster/check/roster_units.h"
#include "roster/plan/member_ids.h"
#include "roster/refuse.h"
#include "roster/text.h"

#include <algorithm>

namespace linlian::roster {

namespace {

// One planning. `previous` is the names file from before; new ids come from `fresh_id`.
class Planner {
  public:
    Planner(const RosterSheet& sheet, CivilDate today, const NamesFile& previous,
            const IdSource& fresh_id)
        : sheet_(sheet),
          today_(today),
          units_(units_of(sheet)),
          fresh_id_(fresh_id),
          names_(previous) {
        for (const auto& [id, label] : names_.premises) premises_ids_[unit_key(label)] = id;
    }

    PlannedRoster run() && {
        // Premises first: members are recalled by the premises that they own.
        std::vector<Id16> ids;
        for (const auto& unit : units_) ids.push_back(place(unit));
        MemberIds member_ids{sheet_, today_, units_, ids, fresh_id_, names_};
        for (std::size_t i = 0; i < units_.size(); ++i) {
            auto& premises = plan_.premises[i];
            for (auto line : units_[i].lines) premises.owners.push_back(member_ids.id_of(line));
            if (units_[i].voter) premises.voter = acting_for(member_ids.id_of(*units_[i].voter));
            // In the order of ids, which tells nothing of who stood first in the sheet.
            std::ranges::sort(premises.owners);
            for (auto line : units_[i].lines) add_owner(member_ids.id_of(line));
        }
        return {std::move(plan_), std::move(names_)};
    }

  private:
    // Plans a premises without its owners and gives its id.
    Id16 place(const RosterUnit& unit) {
        PlanPremises premises;
        auto [known, is_new] = premises_ids_.emplace(unit_key(unit.label), Id16{});
        if (is_new) known->second = fresh_id_();
        premises.id = known->second;
        names_.premises[premises.id] = unit.label;
        premises.building = building_of(unit.label);
        premises.stair = stair_of(unit.label);
        premises.kind = unit.kind;
        premises.area_centi = unit.area_centi;
        premises.source = unit.source;
        premises.grid = unit.grid;
        plan_.premises.push_back(std::move(premises));
        return plan_.premises.back().id;
    }

    // The id of the estate, which is planned when it is first met.
    Id16 estate_of(const UnitLabel& label) {
        const auto key = estate_key(label.estate);
        auto [known, is_new] = names_.estates.emplace(key, Id16{});
        if (is_new) known->second = fresh_id_();
        if (std::ranges::find(plan_.estates, known->second, &PlanEstate::id) == plan_.estates.end())
            plan_.estates.push_back({known->second, label.estate});
        return known->second;
    }

    // The same of a building; its number of stairs grows with the stairs that are met.
    Id16 building_of(const UnitLabel& label) {
        auto [known, is_new] = names_.buildings.emplace(building_key(label), Id16{});
        if (is_new) known->second = fresh_id_();
        const auto found = std::ranges::find(plan_.buildings, known->second, &PlanBuilding::id);
        if (found == plan_.buildings.end())
            plan_.buildings.push_back({known->second, estate_of(label), label.building, 0});
        return known->second;
    }

    // The number in the stair's name, or for names without one (东单元) the next free number.
    std::uint32_t stair_of(const UnitLabel& label) {
        if (label.stair.empty()) return 0;
        auto& building = *std::ranges::find(plan_.buildings, building_of(label), &PlanBuilding::id);
        const auto known = names_.stairs.find(stair_key(label));
        std::uint32_t number = known == names_.stairs.end() ? 0 : known->second;
        if (number == 0) number = number_in_stair(label.stair);
        if (number == 0) number = highest_stair(label) + 1;
        names_.stairs[stair_key(label)] = number;
        building.stairs = std::max(building.stairs, number);
        return number;
    }

    // Of all stairs of the building that have a number, also from earlier rosters.
    std::uint32_t highest_stair(const UnitLabel& label) const {
        std::uint32_t highest = 0;
        for (const auto& [key, number] : names_.stairs) {
            if (key.starts_with(building_key(label) + '\x1F')) highest = std::max(highest, number);
        }
        return highest;
    }

    // Who casts the ballot of an owner: people for themselves, for others the member who acts.
    Id16 acting_for(const Id16& owner) {
        const auto& member = names_.members[owner];
        return member.kind == OwnerKind::person ? owner : member.through;
    }

    // Once for each member. Of a document only a salted commitment is planned.
    void add_owner(const Id16& id) {
        if (!planned_owners_.insert(id).second) return;
        const auto& member = names_.members[id];
        PlanOwner owner{id, member.kind, member.through, {}};
        if (!document_of(member).empty())
            owner.document = document_commitment(member.document_salt, document_of(member));
        plan_.owners.push_back(owner);
    }

    const RosterSheet& sheet_;
    const CivilDate today_;
    const std::vector<RosterUnit> units_;
    const IdSource& fresh_id_;
    NamesFile names_;
    RosterPlan plan_;
    std::map<std::string, Id16> premises_ids_;
    std::set<Id16> planned_owners_;
};

}  // namespace

// 0 where there are no digits, or too many for a number of a stair.
std::uint32_t number_in_stair(const std::string& stair) {
    constexpr std::size_t digits_max = 3;
    std::string digits;
    for (char c : folded(stair)) {
        if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.empty() || digits.size() > digits_max) return 0;
    return static_cast<std::uint32_t>(std::stoul(digits));
}

// What proves that somebody may act for others: the paper that the sheet names, or else who it must
// be about. Empty for people who act for themselves.
std::string document_of(const NamedMember& member) {
    if (!member.document.empty()) return member.document;
    const bool needs_paper = member.kind == OwnerKind::company || member.kind == OwnerKind::heirs ||
                             member.kind == OwnerKind::ward;
    return needs_paper ? member.name + " " + member.id_number : std::string{};
}

// The salt keeps it from being guessed from known papers.
Hash32 document_commitment(const Id16& salt, std::string_view document) {
    return tagged_hash("linlian/roster-document", salt.bytes() + std::string{document});
}

Result<PlannedRoster> plan_roster(const RosterSheet& sheet, CivilDate today,
                                  const NamesFile& previous, const IdSource& fresh_id) {
    const auto report = check_roster(sheet, today);
    if (report.errors != 0)
        return refuse("HAS_ERRORS", {{"errors", std::to_string(report.errors)}});
    return Planner{sheet, today, previous, fresh_id}.run();
}

}  // namespace linlian::roster
