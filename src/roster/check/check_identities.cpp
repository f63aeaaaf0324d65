// What must hold between the owners of a sheet: one number is one name and one kind, one person is
// one number, an estate has one developer. Each line is held against the first one of the same key.

#include "roster/check/roster_checks.h"
#include "roster/text.h"

#include <map>

namespace linlian::roster {

namespace {

// One owner has one kind on the ledger.
void check_one_kind(const Checked& checked, const RosterLine& first, const RosterLine& line,
                    Faults& faults) {
    const auto kind = owner_kind_on(line.owner, checked.today);
    const auto first_kind = owner_kind_on(first.owner, checked.today);
    if (kind == first_kind) return;
    faults.push_back({line.row,
                      Column::owner_kind,
                      "roster.OWNER_KINDS_DIFFER",
                      {{"owner", line.owner.name},
                       {"kind", std::string{word_of(kind)}},
                       {"first_kind", std::string{word_of(first_kind)}},
                       {"first_row", std::to_string(first.row)}},
                      Severity::error});
}

// One number under two names: one of them is a typing error, and would be one head for two people.
void check_names_of_numbers(const Checked& checked, Faults& faults) {
    std::map<std::string, const RosterLine*> first_lines;
    for (const auto& line : checked.sheet.lines) {
        if (line.owner.id_number.empty() || line.owner.name.empty()) continue;
        const auto [first, is_new] = first_lines.emplace(person_key(line), &line);
        if (is_new) continue;
        check_one_kind(checked, *first->second, line, faults);
        if (folded(first->second->owner.name) == folded(line.owner.name)) continue;
        faults.push_back({line.row,
                          Column::id_number,
                          "roster.ID_NAMES_DIFFER",
                          {{"id", masked_id(line.owner.id_number)},
                           {"owner", line.owner.name},
                           {"first_owner", first->second->owner.name},
                           {"first_row", std::to_string(first->second->row)}},
                          Severity::error});
    }
}

// One name with one phone and two numbers is most likely one person; a warning, for a phone may be
// shared.
void check_numbers_of_people(const Checked& checked, Faults& faults) {
    std::map<std::string, const RosterLine*> first_lines;
    for (const auto& line : checked.sheet.lines) {
        const auto& owner = line.owner;
        if (owner.id_number.empty() || owner.name.empty() || owner.phone.empty()) continue;
        const auto key = folded(owner.name) + '\x1F' + folded(owner.phone);
        const auto [first, is_new] = first_lines.emplace(key, &line);
        if (is_new || person_key(*first->second) == person_key(line)) continue;
        faults.push_back({line.row,
                          Column::id_number,
                          "roster.NAME_PHONE_IDS_DIFFER",
                          {{"owner", owner.name},
                           {"id", masked_id(owner.id_number)},
                           {"first_id", masked_id(first->second->owner.id_number)},
                           {"first_row", std::to_string(first->second->row)}},
                          Severity::warning});
    }
}

// An estate has one developer; its stock counts as one head whatever names the rows bear.
void check_developers(const Checked& checked, Faults& faults) {
    std::map<std::string, const RosterLine*> first_lines;
    for (const auto& line : checked.sheet.lines) {
        if (line.owner.kind != OwnerKind::developer || line.owner.name.empty()) continue;
        const auto [first, is_new] = first_lines.emplace(line.label.estate, &line);
        if (is_new || person_key(*first->second) == person_key(line)) continue;
        faults.push_back({line.row,
                          Column::owner,
                          "roster.DEVELOPERS_DIFFER",
                          {{"owner", line.owner.name},
                           {"first_owner", first->second->owner.name},
                           {"first_row", std::to_string(first->second->row)}},
                          Severity::error});
    }
}

}  // namespace

void check_identities(const Checked& checked, Faults& faults) {
    check_names_of_numbers(checked, faults);
    check_numbers_of_people(checked, faults);
    check_developers(checked, faults);
}

}  // namespace linlian::roster
