// Who is who: gives each line of the sheet the member that it is about. First what the names file
// knows, then each line by its number or by premises and name, last the guardians.

#include "roster/plan/member_ids.h"

#include "roster/text.h"

namespace linlian::roster {

namespace {

// One person in two kinds, as an owner and as a ward, is two members.
std::string with_kind(std::string_view key, OwnerKind kind) {
    return std::string{name_of(kind)} + ' ' + std::string{key};
}

// For those without a number: the name at these premises.
std::string place_key(const Id16& premises, std::string_view name, OwnerKind kind) {
    return with_kind(premises.bytes() + folded(name), kind);
}

}  // namespace

MemberIds::MemberIds(const RosterSheet& sheet, CivilDate today,
                     const std::vector<RosterUnit>& units, const std::vector<Id16>& premises_ids,
                     const IdSource& fresh_id, NamesFile& names)
    : sheet_(sheet),
      today_(today),
      fresh_id_(fresh_id),
      names_(names),
      ids_of_lines_(sheet.lines.size()) {
    // Before the premises of all members are emptied: these are filled anew by the sheet.
    recall();
    for (auto& [id, member] : names_.members) member.premises.clear();
    for (std::size_t i = 0; i < units.size(); ++i) {
        for (auto line : units[i].lines) assign(line, premises_ids[i]);
    }
    for (const auto& unit : units) {
        for (auto line : unit.lines) find_guardian(unit, line);
    }
}

// A member whose number the sheet has is that line's; no other line may take it by its name.
void MemberIds::recall() {
    for (const auto& [id, member] : names_.members) {
        if (!member.id_number.empty())
            known_by_number_[with_kind(identity_key(member.id_type, member.id_number),
                                       member.kind)] = id;
        for (const auto& premises : member.premises)
            known_by_place_[place_key(premises, member.name, member.kind)] = id;
    }
    for (const auto& line : sheet_.lines) {
        if (line.owner.id_number.empty()) continue;
        const auto kind = owner_kind_on(line.owner, today_);
        const auto known = known_by_number_.find(with_kind(person_key(line), kind));
        if (known != known_by_number_.end()) numbers_in_sheet_.insert(known->second);
    }
}

void MemberIds::assign(std::size_t line, const Id16& premises) {
    const auto& read = sheet_.lines[line];
    auto [person, is_new] = ids_of_people_.emplace(person_key(read), Id16{});
    if (is_new) person->second = recalled_or_fresh(read, premises);
    ids_of_lines_[line] = person->second;
    write(read, person->second, premises);
}

// By number first. By name and premises only a member that nobody else in the sheet is: a father
// and a son of one name stay two.
Id16 MemberIds::recalled_or_fresh(const RosterLine& line, const Id16& premises) {
    const auto kind = owner_kind_on(line.owner, today_);
    if (!line.owner.id_number.empty()) {
        const auto known = known_by_number_.find(with_kind(person_key(line), kind));
        if (known != known_by_number_.end()) return known->second;
    }
    const auto known = known_by_place_.find(place_key(premises, line.owner.name, kind));
    if (known != known_by_place_.end() && numbers_in_sheet_.insert(known->second).second)
        return known->second;
    return fresh_id_();
}

// The sheet is newer than the file; a cell it leaves empty leaves the old value in place.
void MemberIds::write(const RosterLine& line, const Id16& id, const Id16& premises) {
    const auto& owner = line.owner;
    auto& member = names_.members[id];
    member.name = owner.name;
    member.kind = owner_kind_on(owner, today_);
    member.premises.insert(premises);
    if (!owner.id_number.empty()) {
        member.id_type = owner.id_type;
        member.id_number = owner.id_number;
    }
    if (!owner.phone.empty()) member.phone = owner.phone;
    if (!owner.guardian.empty()) member.guardian = owner.guardian;
    const auto document_before = member.document;
    if (!owner.document.empty()) member.document = owner.document;
    if (member.document != document_before || member.document_salt.is_zero())
        // A new paper gets a new salt, so that two commitments tell nothing of one another.
        member.document_salt = fresh_id_();
}

// The guardian of a ward is a member too: a co-owner of that name, the one known from before, or
// a new one of whom only the name is known. Nobody acts whom no roster names: a file that says so
// all the same was made by somebody else.
void MemberIds::find_guardian(const RosterUnit& unit, std::size_t line) {
    const auto id = ids_of_lines_[line];
    const auto guardian = names_.members[id].guardian;
    if (guardian.empty()) {
        names_.members[id].through = {};
        return;
    }
    for (auto other : unit.lines) {
        if (folded(sheet_.lines[other].owner.name) == folded(guardian)) {
            names_.members[id].through = ids_of_lines_[other];
            return;
        }
    }
    const auto before = names_.members[id].through;
    if (!before.is_zero() && folded(names_.members[before].name) == folded(guardian)) return;
    const auto through = fresh_id_();
    names_.members[through].name = guardian;
    names_.members[id].through = through;
}

}  // namespace linlian::roster
