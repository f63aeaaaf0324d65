// A names file for planning the second office's own sheet: its own entries as they are, and of the
// draft's file only entries for people and places that its own does not have. So the importing
// clerk can give nobody a second id, and no door another one.
#include "client/roster/names_to_compare.h"

#include "roster/check/words/id_number.h"
#include "roster/plan/roster_plan.h"
#include "roster/text.h"

#include <algorithm>
#include <set>

namespace linlian::client {
namespace {

// Who stands in a names file: by the kind and number of their document, else by name and door.
// A name alone proves nothing: two people of one name are told apart by where they own.
class People {
  public:
    explicit People(const roster::NamesFile& names) {
        for (const auto& [id, member] : names.members) {
            if (!member.id_number.empty()) numbers_.insert(number_of(member));
            for (const auto& premises : member.premises) {
                places_.insert(place_of(member, premises));
                if (member.id_number.empty()) unnumbered_.insert(place_of(member, premises));
            }
        }
    }
    // Whether this file names the member already. With a number, the same number or an entry
    // without one of that name and door; without a number, any entry of that name and door.
    bool have(const roster::NamedMember& member) const {
        const bool has_number = !member.id_number.empty();
        if (has_number && numbers_.contains(number_of(member))) return true;
        const auto& places = has_number ? unnumbered_ : places_;
        return std::ranges::any_of(member.premises, [&](const Id16& premises) {
            return places.contains(place_of(member, premises));
        });
    }

  private:
    static std::string number_of(const roster::NamedMember& member) {
        return std::string{roster::name_of(member.kind)} + " " +
               roster::identity_key(member.id_type, member.id_number);
    }
    static std::string place_of(const roster::NamedMember& member, const Id16& premises) {
        return premises.bytes() + std::string{roster::name_of(member.kind)} + " " +
               roster::folded(member.name);
    }
    // Keys of documents; of names at doors; and of those names at doors that have no number.
    std::set<std::string> numbers_;
    std::set<std::string> places_;
    std::set<std::string> unnumbered_;
};

// Doors whose ids and labels are both new.
void add_doors(std::map<Id16, roster::UnitLabel>& own,
               const std::map<Id16, roster::UnitLabel>& of_draft) {
    std::set<std::string> labels;
    for (const auto& [id, label] : own) labels.insert(roster::unit_key(label));
    for (const auto& [id, label] : of_draft)
        if (!labels.contains(roster::unit_key(label))) own.emplace(id, label);
}

// Buildings whose ids and labels are both new: two names of one id are not one building.
void add_buildings(std::map<std::string, Id16>& own, const std::map<std::string, Id16>& of_draft) {
    std::set<Id16> taken;
    for (const auto& [label, id] : own) taken.insert(id);
    for (const auto& [label, id] : of_draft)
        if (!own.contains(label) && taken.insert(id).second) own.emplace(label, id);
}

// Numbers of stairs whose names say none (东单元); what a name says holds.
void add_stairs(std::map<std::string, std::uint32_t>& own,
                const std::map<std::string, std::uint32_t>& of_draft) {
    // The key of a stair is its building and its name with U+001F between (unit_label.h).
    const auto building_of = [](const std::string& key) {
        return key.substr(0, key.rfind('\x1F'));
    };
    const auto said_by = [](const std::string& key) {
        return roster::number_in_stair(key.substr(key.rfind('\x1F') + 1));
    };
    // Numbers that are in use in a building: those of the own file, and those that names say. No
    // other stair may get one of them.
    std::set<std::pair<std::string, std::uint32_t>> taken;
    for (const auto& [key, number] : own) taken.emplace(building_of(key), number);
    for (const auto& [key, number] : of_draft)
        if (const auto said = said_by(key); said != 0) taken.emplace(building_of(key), said);
    for (const auto& [key, number] : of_draft)
        if (said_by(key) == 0 && !own.contains(key) &&
            taken.emplace(building_of(key), number).second)
            own.emplace(key, number);
}

}  // namespace

roster::NamesFile names_to_compare(const roster::NamesFile& own,
                                   const roster::NamesFile& of_draft) {
    auto names = own;
    names.community = of_draft.community;
    const People known{own};
    for (const auto& [id, member] : of_draft.members)
        if (!known.have(member)) names.members.emplace(id, member);
    add_doors(names.premises, of_draft.premises);
    add_buildings(names.buildings, of_draft.buildings);
    add_stairs(names.stairs, of_draft.stairs);
    names.estates.insert(of_draft.estates.begin(), of_draft.estates.end());
    return names;
}

}  // namespace linlian::client
