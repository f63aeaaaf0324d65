#include "apps/roster_compare.h"

#include "apps/owners_on_record.h"
#include "apps/pages.h"
#include "apps/proven_lists.h"
#include "apps/words/enum_words.h"
#include "apps/wrap.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/registry/rules.h"
#include "roster/id_number.h"
#include "roster/roster_words.h"
#include "roster/text.h"
#include "roster/unit_label.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::apps {
namespace {

using registry::v1::PremisesLine;

// The same line whatever the order of its owners, and without what only a draft has.
PremisesLine in_order(PremisesLine line) {
    std::sort(line.mutable_owners()->begin(), line.mutable_owners()->end());
    return line;
}

PremisesLine line_in_force(const registry::v1::PremisesReply& now) {
    PremisesLine line;
    line.set_premises(now.premises());
    line.set_building(now.row().building());
    line.set_stair(now.row().stair());
    line.set_kind(now.row().kind());
    line.set_area_centi(now.row().area_centi());
    line.set_source(now.row().source());
    line.set_grid_cell(now.row().grid_cell());
    *line.mutable_owners() = now.holding().owners();
    line.set_voter(now.holding().voter());
    return line;
}

Result<> add_premises_of(LedgerDoor& door, const Bytes& building, RosterLines& lines) {
    constexpr std::uint32_t page = 200;
    registry::v1::PremisesListQuery query;
    query.set_building(building);
    query.set_limit(page);
    return each_page<registry::v1::PremisesListReply>(
        door, query, {"premises", max_listed},
        [&lines](const registry::v1::PremisesListReply& reply) -> Result<bool> {
            for (const auto& now : reply.premises())
                if (now.row().until_height() == 0)
                    lines.premises[now.premises()] = in_order(line_in_force(now));
            return true;
        });
}

std::string line_told(const std::optional<PremisesLine>& line, const LedgerNames& names) {
    if (!line) return "没有 not there";
    auto text = fmt::format("{} {}，业主 owners:", enum_text_of(line->kind()),
                            square_metres(line->area_centi()));
    for (const auto& owner : line->owners()) text += " " + names.of(owner);
    if (!line->voter().empty()) text += "；投票人 voter " + names.of(line->voter());
    return text;
}

// How many of one map are not, or not the same, in the other.
template <class Line>
std::size_t count_differing(const std::map<Bytes, Line>& one, const std::map<Bytes, Line>& other) {
    return static_cast<std::size_t>(std::ranges::count_if(one, [&other](const auto& entry) {
        const auto found = other.find(entry.first);
        return found == other.end() || codec::encode(found->second) != codec::encode(entry.second);
    }));
}

template <class Line>
std::size_t count_missing(const std::map<Bytes, Line>& one, const std::map<Bytes, Line>& other) {
    return static_cast<std::size_t>(std::ranges::count_if(
        one, [&other](const auto& entry) { return !other.contains(entry.first); }));
}

// Who stands in a names file: by the kind and number of their document, else by name and door.
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
    std::set<std::string> numbers_;
    std::set<std::string> places_;
    std::set<std::string> unnumbered_;
};

// Entries of the draft's file whose ids and labels are both new.
template <class Map, class KeyOf>
void add_new_places(Map& own, const Map& of_draft, const KeyOf& key_of) {
    std::set<std::string> labels;
    for (const auto& [id, label] : own) labels.insert(key_of(label));
    for (const auto& [id, label] : of_draft)
        if (!labels.contains(key_of(label))) own.emplace(id, label);
}

// As a member, or as an owner for whom others act.
Result<bool> is_on_record(LedgerDoor& door, const Bytes& id, const RosterLines& draft) {
    registry::v1::MemberQuery query;
    query.set_member(id);
    registry::v1::MemberReply reply;
    const auto asked = door.ask(query, reply);
    if (asked) return true;
    if (asked.error() != codec::make_refusal(registry::v1::MEMBER_UNKNOWN))
        return tl::unexpected(asked.error());
    const auto line = draft.owners.find(id);
    if (line == draft.owners.end() || line->second.kind() == registry::v1::PERSON) return false;
    const auto row = owner_on_record(door, registry::id_of(id));
    if (!row) return tl::unexpected(row.error());
    return row->has_value();
}

}  // namespace

roster::NamesFile names_to_compare(const roster::NamesFile& own,
                                   const roster::NamesFile& of_draft) {
    auto names = own;
    names.community = of_draft.community;
    const People known{own};
    for (const auto& [id, member] : of_draft.members)
        if (!known.have(member)) names.members.emplace(id, member);
    add_new_places(names.premises, of_draft.premises, roster::unit_key);
    std::set<Id16> buildings;
    for (const auto& [label, id] : own.buildings) buildings.insert(id);
    for (const auto& [label, id] : of_draft.buildings)
        if (!buildings.contains(id)) names.buildings.emplace(label, id);
    names.estates.insert(of_draft.estates.begin(), of_draft.estates.end());
    names.stairs.insert(of_draft.stairs.begin(), of_draft.stairs.end());
    return names;
}

Result<std::set<Bytes>> unknown_ids(LedgerDoor& door, const RosterLines& draft,
                                    const roster::NamesFile& own) {
    std::set<Bytes> named;
    for (const auto& [id, line] : draft.owners) named.insert({id, line.through()});
    for (const auto& [id, line] : draft.premises) {
        named.insert(line.voter());
        named.insert(line.owners().begin(), line.owners().end());
    }
    std::set<Bytes> unknown;
    for (const auto& id : named) {
        if (id.size() != Id16::size || own.members.contains(registry::id_of(id))) continue;
        const auto is_there = is_on_record(door, id, draft);
        if (!is_there) return tl::unexpected(is_there.error());
        if (*is_there) unknown.insert(id);
    }
    return unknown;
}

std::set<Bytes> strangers(const std::set<Bytes>& unknown, const RosterLines& in_force,
                          const std::set<Bytes>& known) {
    auto left = unknown;
    for (const auto& id : known) left.erase(id);
    for (const auto& [id, line] : in_force.premises) {
        left.erase(line.voter());
        for (const auto& owner : line.owners()) left.erase(owner);
    }
    return left;
}

std::vector<Bytes> not_compared(const RosterLines& draft, const std::set<Bytes>& unknown) {
    std::vector<Bytes> found;
    for (const auto& [id, line] : draft.premises) {
        const bool has_unknown =
            unknown.contains(line.voter()) ||
            std::ranges::any_of(line.owners(), [&](const Bytes& owner) {
                const auto given = draft.owners.find(owner);
                return unknown.contains(owner) ||
                       (given != draft.owners.end() && unknown.contains(given->second.through()));
            });
        if (has_unknown) found.push_back(id);
    }
    return found;
}

RosterLines lines_of(const std::vector<DraftChunk>& chunks) {
    RosterLines lines;
    for (const auto& chunk : chunks) {
        for (const auto& line : chunk.buildings()) lines.buildings[line.building()] = line;
        for (const auto& line : chunk.owners()) lines.owners[line.owner()] = line;
        for (const auto& line : chunk.premises()) lines.premises[line.premises()] = in_order(line);
    }
    return lines;
}

Result<RosterLines> lines_of(LedgerDoor& door, const EstateRow& estate,
                             const roster::RosterSheet& sheet, roster::CivilDate today,
                             const roster::NamesFile& names) {
    const auto planned = plan_on_ledger(door, estate, sheet, today, names);
    if (!planned) return tl::unexpected(planned.error());
    return lines_of(chunks_of(planned->plan));
}

Result<RosterLines> lines_in_force(LedgerDoor& door, const EstateRow& estate) {
    const auto buildings = proven_buildings(door, estate.id.bytes());
    if (!buildings) return tl::unexpected(buildings.error());
    RosterLines lines;
    for (const auto& building : buildings->buildings()) {
        TRY(add_premises_of(door, building.building(), lines));
    }
    return lines;
}

std::vector<LineDifference> differences(const RosterLines& draft, const RosterLines& other) {
    std::vector<LineDifference> found;
    for (const auto& [id, line] : draft.premises) {
        const auto same = other.premises.find(id);
        if (same == other.premises.end())
            found.push_back({id, line, std::nullopt});
        else if (codec::encode(same->second) != codec::encode(line))
            found.push_back({id, line, same->second});
    }
    for (const auto& [id, line] : other.premises)
        if (!draft.premises.contains(id)) found.push_back({id, std::nullopt, line});
    std::ranges::sort(found, {}, &LineDifference::premises);
    return found;
}

std::size_t other_differences(const RosterLines& draft, const RosterLines& other) {
    return count_differing(draft.owners, other.owners) + count_missing(other.owners, draft.owners) +
           count_differing(draft.buildings, other.buildings) +
           count_missing(other.buildings, draft.buildings);
}

Rows difference_rows(const std::vector<LineDifference>& found, const LedgerNames& names) {
    Rows rows;
    for (const auto& one : found)
        rows.push_back({behind_bar(names.of(one.premises)), behind_bar(line_told(one.draft, names)),
                        behind_bar(line_told(one.other, names))});
    return rows;
}

Rows building_rows(const RosterLines& lines) {
    struct Totals {
        std::uint64_t premises = 0;
        std::uint64_t area_centi = 0;
    };
    std::map<Bytes, Totals> totals;
    for (const auto& [id, line] : lines.premises) {
        auto& of = totals[line.building()];
        ++of.premises;
        if (registry::counts_in_votes(line.kind())) of.area_centi += line.area_centi();
    }
    Rows rows;
    for (const auto& [building, of] : totals) {
        const auto found = lines.buildings.find(building);
        rows.push_back({std::to_string(of.premises), square_metres(of.area_centi),
                        behind_bar(found == lines.buildings.end() ? "?" : found->second.name())});
    }
    return rows;
}

}  // namespace linlian::apps
