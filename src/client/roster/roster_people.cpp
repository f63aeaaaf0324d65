// Two rosters of people held against each other door by door. OwnDoors is the clerk's own sheet by
// doors, Comparison goes over the draft. A difference stops the adoption; what the clerk's own
// papers say nothing of is no difference, but is told as not compared.
#include "client/roster/roster_people.h"

#include "base/hex.h"
#include "client/shown/quoted.h"
#include "modules/registry/rules.h"
#include "roster/check/roster_units.h"
#include "roster/check/words/id_number.h"
#include "roster/check/words/unit_label.h"
#include "roster/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

using roster::NamedMember;
using roster::NamesFile;

// Old and new numbers of one card are the same; empty where there is none.
std::string number_of(const NamedMember& member) {
    if (member.id_number.empty()) return {};
    return roster::identity_key(member.id_type, member.id_number);
}

// A person on one line, with all that is compared of them, so that a clerk sees what differs.
std::string told(const NamedMember& member) {
    auto text = fmt::format("{}（{}）", member.name, roster::word_of(member.kind));
    if (!member.id_number.empty())
        text += fmt::format(" {} {}", roster::word_of(member.id_type), member.id_number);
    if (!member.phone.empty()) text += " 电话 phone " + member.phone;
    if (!member.guardian.empty()) text += " 监护人 guardian " + member.guardian;
    if (!member.document.empty()) text += " 文件 document " + member.document;
    return text;
}

std::string told(const std::vector<NamedMember>& people) {
    std::string text;
    for (const auto& person : people) text += (text.empty() ? "" : "；") + told(person);
    return text.empty() ? "没有 nobody" : text;
}

// From the best to the worst: the worst of a person's cells is theirs.
enum class Match { same, not_held, differs };

// A cell of the clerk's own against the draft's; an empty one says nothing.
Match match_of(const std::string& own, const std::string& draft) {
    if (own == draft) return Match::same;
    return own.empty() ? Match::not_held : Match::differs;
}

// Name and kind must be equal; of all else the own roster may be silent.
Match match_of(const NamedMember& own, const NamedMember& draft) {
    if (roster::folded(own.name) != roster::folded(draft.name) || own.kind != draft.kind)
        return Match::differs;
    return std::max({match_of(number_of(own), number_of(draft)),
                     match_of(roster::folded(own.phone), roster::folded(draft.phone)),
                     match_of(roster::folded(own.guardian), roster::folded(draft.guardian)),
                     match_of(own.document, draft.document)});
}

// What the clerk's roster leaves blank, as their office knew it of this member before.
// Type and number of a document go together: a number without its type says nothing.
NamedMember filled(NamedMember own, const NamedMember* before) {
    if (before == nullptr) return own;
    if (own.id_number.empty()) {
        own.id_type = before->id_type;
        own.id_number = before->id_number;
    }
    if (own.phone.empty()) own.phone = before->phone;
    if (own.guardian.empty()) own.guardian = before->guardian;
    if (own.document.empty()) own.document = before->document;
    return own;
}

// The doors of the clerk's own roster and who owns them there. What one row says of a person holds
// for all of theirs.
class OwnDoors {
  public:
    explicit OwnDoors(const OwnRoster& own) {
        // Two rounds: all rows are read before any door is filled, so that a number which one row
        // gives is known at the other doors of that person.
        const auto units = roster::units_of(own.sheet);
        for (const auto& unit : units)
            for (const auto line : unit.lines) read(own, own.sheet.lines[line]);
        for (const auto& unit : units) {
            std::set<std::string> keys;
            auto& flat = doors_[roster::unit_key(unit.label)];
            for (const auto line : unit.lines) {
                const auto key = roster::person_key(own.sheet.lines[line]);
                if (keys.insert(key).second) flat.push_back(people_[key]);
            }
            // Whoever has a number is told apart first.
            std::ranges::stable_sort(
                flat, {}, [](const NamedMember& person) { return person.id_number.empty(); });
        }
    }
    const std::vector<NamedMember>* at(const roster::UnitLabel& label) const {
        const auto found = doors_.find(roster::unit_key(label));
        return found == doors_.end() ? nullptr : &found->second;
    }

  private:
    // Later rows add what earlier ones leave blank, and take its place where both say something.
    void read(const OwnRoster& own, const roster::RosterLine& line) {
        const auto& cells = line.owner;
        auto& person = people_[roster::person_key(line)];
        person.name = cells.name;
        person.kind = roster::owner_kind_on(cells, own.today);
        if (!cells.id_number.empty()) {
            person.id_type = cells.id_type;
            person.id_number = cells.id_number;
        }
        if (!cells.phone.empty()) person.phone = cells.phone;
        if (!cells.guardian.empty()) person.guardian = cells.guardian;
        if (!cells.document.empty()) person.document = cells.document;
    }

    std::map<std::string, NamedMember> people_;
    std::map<std::string, std::vector<NamedMember>> doors_;
};

class Comparison {
  public:
    Comparison(const RosterLines& draft, const NamesFile& of_draft, const OwnRoster& own)
        : draft_(draft), of_draft_(of_draft), own_(own), doors_(own) {
        // By the lines and not by the draft's names file: the lines are what is adopted.
        for (const auto& [id, line] : draft.premises)
            for (const auto& owner : line.owners())
                doors_of_[registry::id_of(owner)].insert(registry::id_of(id));
    }

    // Doors first: they gather the names of guardians, by which compare_other knows who acts.
    ComparedPeople run() && {
        for (const auto& [id, line] : draft_.premises) compare_door(id, line);
        for (const auto& [id, member] : of_draft_.members) {
            compare_doors_of(id, member);
            if (!doors_of_.contains(id)) compare_other(id, member);
        }
        return std::move(found_);
    }

  private:
    // Null for an id that the file does not have.
    static const NamedMember* in(const NamesFile& names, const Id16& id) {
        const auto found = names.members.find(id);
        return found == names.members.end() ? nullptr : &found->second;
    }

    // One door. The draft's file must name it, and by the label that the office's own earlier names
    // have for this id, if they have one: else two flats could change places. The own roster must
    // have a door of that label.
    void compare_door(const Bytes& id, const registry::v1::PremisesLine& line) {
        const auto label = of_draft_.premises.find(registry::id_of(id));
        if (label == of_draft_.premises.end()) return differs(id, "没有 not there", "–");
        const auto before = own_.opened.premises.find(registry::id_of(id));
        if (before != own_.opened.premises.end() &&
            roster::unit_key(before->second) != roster::unit_key(label->second))
            return differs(id, roster::shown(label->second), roster::shown(before->second));
        const auto* own = doors_.at(label->second);
        if (own == nullptr) return differs(id, roster::shown(label->second), "没有 not there");
        compare_owners(id, line, *own);
    }

    // The owners of one door against those of the own roster. Each person of the own roster takes
    // the owner who fits best out of what is left, so that two of one name are not matched with the
    // same id. Those with a number choose first (OwnDoors).
    void compare_owners(const Bytes& premises, const registry::v1::PremisesLine& line,
                        const std::vector<NamedMember>& own) {
        std::vector<Id16> left;
        std::vector<NamedMember> of_draft;
        for (const auto& owner : line.owners()) {
            left.push_back(registry::id_of(owner));
            const auto* member = in(of_draft_, left.back());
            of_draft.push_back(member == nullptr ? NamedMember{} : *member);
        }
        bool are_same = own.size() == left.size();
        for (const auto& person : own) {
            const auto best = best_of(person, left);
            are_same = are_same && best.match != Match::differs;
            if (best.match == Match::not_held) found_.not_compared.insert(premises);
            if (best.match == Match::differs) continue;
            compare_guardian(person, left[best.at], line);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(best.at));
        }
        if (!are_same) differs(premises, told(of_draft), told(own));
    }

    struct Best {
        std::size_t at = 0;
        Match match = Match::differs;
    };
    // Who of the draft's owners this is.
    Best best_of(const NamedMember& person, const std::vector<Id16>& owners) const {
        Best best;
        for (std::size_t i = 0; i < owners.size(); ++i) {
            const auto* member = in(of_draft_, owners[i]);
            if (member == nullptr) continue;
            const auto match = match_of(filled(person, in(own_.opened, owners[i])), *member);
            if (match < best.match) best = {i, match};
        }
        return best;
    }

    // Whoever acts for an owner, and so votes for them, bears the guardian's name of the clerk's
    // own. Where that names nobody, and the ledger does not either, only the importing clerk does.
    void compare_guardian(const NamedMember& person, const Id16& owner,
                          const registry::v1::PremisesLine& line) {
        const auto own = filled(person, in(own_.opened, owner)).guardian;
        const auto& through = of_draft_.members.at(owner).through;
        if (through.is_zero()) return;
        if (!own.empty()) {
            guardians_[through].insert(roster::folded(own));
            if (!is_known_to_act(through, owner, line))
                found_.others_not_compared.insert(owner.bytes());
        } else if (!own_.acted_for.contains(owner.bytes()) && unnamed_.insert(owner).second) {
            const auto* acts = in(of_draft_, through);
            differs(owner.bytes(),
                    "代表人 who acts: " + (acts == nullptr ? to_hex(through.view()) : told(*acts)),
                    "您的名册没有写明代表人 your file names nobody who acts");
        }
    }

    // A name is no identity: which of several people of that name acts is known where it is a
    // co-owner, where the own office or the ledger had them, and of whom no more than the name is
    // said.
    bool is_known_to_act(const Id16& through, const Id16& owner,
                         const registry::v1::PremisesLine& line) const {
        const auto& owners = line.owners();
        if (std::ranges::find(owners, through.bytes()) != owners.end()) return true;
        const auto* before = in(own_.opened, owner);
        if (before != nullptr && before->through == through) return true;
        if (own_.acted_for.contains(owner.bytes())) return true;
        const auto* acts = in(of_draft_, through);
        return acts != nullptr && acts->id_number.empty() && acts->phone.empty() &&
               !doors_of_.contains(through);
    }

    // A member is shown by their doors: those that the lines give them, and no others.
    void compare_doors_of(const Id16& id, const NamedMember& member) {
        const auto of_lines = doors_of_.find(id);
        const auto& doors = of_lines == doors_of_.end() ? std::set<Id16>{} : of_lines->second;
        if (member.premises == doors) return;
        differs(id.bytes(), told(member) + "：" + labels(member.premises),
                "草稿各行 by the lines of the draft：" + labels(doors));
    }

    // Doors as people write them; "?" for one that the draft's file does not name.
    std::string labels(const std::set<Id16>& premises) const {
        std::string text;
        for (const auto& id : premises) {
            const auto label = of_draft_.premises.find(id);
            text += (text.empty() ? "" : "、") +
                    (label == of_draft_.premises.end() ? "?" : roster::shown(label->second));
        }
        return text.empty() ? "没有房产 none" : text;
    }

    // Guardians, and those who owned something before.
    // People who are in no line of the draft. Whom the office knew before must be as they were.
    // Else the name must be that of a guardian in the own roster; with a number or telephone, which
    // nothing of the clerk's own confirms, they are not compared.
    void compare_other(const Id16& id, const NamedMember& member) {
        const auto* before = in(own_.opened, id);
        const auto named = guardians_.find(id);
        const bool has_other_name =
            named != guardians_.end() && !named->second.contains(roster::folded(member.name));
        const bool has_name_alone = member.id_number.empty() && member.phone.empty();
        auto match = Match::not_held;
        if (before != nullptr)
            match = match_of(*before, member);
        else if (has_other_name)
            match = Match::differs;
        else if (has_name_alone && (named != guardians_.end() || member.name.empty()))
            match = Match::same;
        if (match == Match::differs)
            differs(id.bytes(), told(member),
                    before != nullptr ? told(*before)
                                      : "您的名册中监护人另有其人 another guardian in your file");
        if (match == Match::not_held) found_.others_not_compared.insert(id.bytes());
    }

    void differs(const Bytes& of, std::string draft, std::string own) {
        found_.differences.push_back({of, std::move(draft), std::move(own)});
    }

    const RosterLines& draft_;
    const NamesFile& of_draft_;
    const OwnRoster& own_;
    const OwnDoors doors_;
    // Premises by owner, from the lines; folded names of guardians in the own roster, by who acts.
    std::map<Id16, std::set<Id16>> doors_of_;
    std::map<Id16, std::set<std::string>> guardians_;
    std::set<Id16> unnamed_;  // owners who are told to be acted for by nobody of the own roster
    ComparedPeople found_;
};

}  // namespace

ComparedPeople compare_people(const RosterLines& draft, const NamesFile& of_draft,
                              const OwnRoster& own) {
    return Comparison{draft, of_draft, own}.run();
}

Rows difference_rows(const std::vector<PeopleDifference>& found, const LedgerNames& names) {
    Rows rows;
    for (const auto& one : found)
        rows.push_back({behind_bar(names.of(one.of)), behind_bar(one.draft), behind_bar(one.own)});
    return rows;
}

}  // namespace linlian::client
