// What the registrar keeps off the ledger: who stands behind the random ids of members, and which
// door behind those of premises. Made by roster_plan, written as JSON, and only ever stored sealed
// (custody.h). Nothing in it goes to the ledger.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "roster/check/words/roster_words.h"
#include "roster/check/words/unit_label.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace linlian::roster {

inline constexpr std::uint32_t names_file_version = 1;

// A member. `premises` are those held when last seen, so that a corrected number or a person
// without one is found again in the next roster. `document_salt` opens the document's commitment.
struct NamedMember {
    std::string name;
    IdType id_type = IdType::resident_card;
    std::string id_number;
    std::string phone;
    OwnerKind kind = OwnerKind::person;
    std::string guardian;
    Id16 through;  // the member who acts as guardian; zero when there is none
    std::string document;
    Id16 document_salt;
    std::set<Id16> premises;
    bool operator==(const NamedMember&) const = default;
};

// Estates and buildings have ids too, stairs have numbers; the keys are those of unit_label.h. An
// estate's id may be put in beforehand, when the ledger has given it one.
struct NamesFile {
    Hash32 community;
    std::map<Id16, NamedMember> members;
    std::map<Id16, UnitLabel> premises;
    std::map<std::string, Id16> estates;
    std::map<std::string, Id16> buildings;
    std::map<std::string, std::uint32_t> stairs;
    bool operator==(const NamesFile&) const = default;
};

// UTF-8 JSON with sorted keys: equal files give equal bytes.
std::string names_to_json(const NamesFile& names);

// The reverse. Refusal: NAMES_MALFORMED for anything that is missing, double, unknown or of
// another version.
Result<NamesFile> names_from_json(std::string_view json);

}  // namespace linlian::roster
