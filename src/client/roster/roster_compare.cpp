// Lines of rosters as maps by id, and what differs between two of them. Lines come from three
// places: the chunks of a draft, a sheet of the clerk's own, and the roster in force as the node
// lists it. Differences of owners and buildings are in roster_others.cpp.
#include "client/roster/roster_compare.h"

#include "client/proof/typed.h"
#include "client/read/pages.h"
#include "client/read/proven_lists.h"
#include "client/roster/owners_on_record.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "modules/registry/rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace linlian::client {
namespace {

using registry::v1::PremisesLine;

// The same line whatever the order of its owners, and without what only a draft has.
PremisesLine in_order(PremisesLine line) {
    std::sort(line.mutable_owners()->begin(), line.mutable_owners()->end());
    return line;
}

// A premises of the roster in force in the shape of a draft's line, so that equal ones have equal
// bytes. Every field that a line has must be set here, or each door would differ.
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

// All premises of a building that are there now, page by page; an until_height that is not 0 says
// when they ended, by a split or a merger, say.
Result<> add_premises_of(Ledger& ledger, const Bytes& building, RosterLines& lines) {
    constexpr std::uint32_t page = 200;
    registry::v1::PremisesListQuery query;
    query.set_building(building);
    query.set_limit(page);
    return each_page<registry::v1::PremisesListReply>(
        ledger, query, {"premises", max_listed},
        [&lines](const registry::v1::PremisesListReply& reply) -> Result<bool> {
            for (const auto& now : reply.premises())
                if (now.row().until_height() == 0)
                    lines.premises[now.premises()] = in_order(line_in_force(now));
            return true;
        });
}

// Kind, area, owners and voter on one line, for a table.
std::string line_words(const std::optional<PremisesLine>& line, const LedgerNames& names) {
    if (!line) return "没有 not there";
    auto text = fmt::format("{} {}，业主 owners:", enum_text_of(line->kind()),
                            square_metres(line->area_centi()));
    for (const auto& owner : line->owners()) text += " " + names.of(owner);
    if (!line->voter().empty()) text += "；投票人 voter " + names.of(line->voter());
    return text;
}

// As a member, or as an owner for whom others act.
// Companies, heirs and wards are owners and no members, so their rows are looked for second. A
// person is on record as a member or not at all.
Result<bool> is_on_record(Ledger& ledger, const Bytes& id, const RosterLines& draft) {
    registry::v1::MemberQuery query;
    query.set_member(id);
    registry::v1::MemberReply reply;
    const auto asked = ledger.ask(query, reply);
    if (asked) return true;
    if (asked.error() != codec::make_refusal(registry::v1::MEMBER_UNKNOWN))
        return tl::unexpected(asked.error());
    const auto line = draft.owners.find(id);
    if (line == draft.owners.end() || line->second.kind() == registry::v1::PERSON) return false;
    const auto row = TRY(owner_on_record(ledger, registry::id_of(id)));
    return row.has_value();
}

}  // namespace

// Only where the same one acts on record: a new representative is for the second office to see.
Result<std::set<Bytes>> acted_for_on_record(Ledger& ledger, const RosterLines& draft) {
    std::set<Bytes> on_record;
    for (const auto& [id, line] : draft.owners) {
        if (line.through().empty()) continue;
        const auto row = TRY(owner_on_record(ledger, registry::id_of(id)));
        if (row && row->through() == line.through()) on_record.insert(id);
    }
    return on_record;
}

// Ids that are in no record are new and belong to nobody yet, so nobody can be wronged by them.
Result<std::set<Bytes>> unknown_ids(Ledger& ledger, const RosterLines& draft,
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
        const auto is_there = TRY(is_on_record(ledger, id, draft));
        if (is_there) unknown.insert(id);
    }
    return unknown;
}

std::set<Bytes> strangers(const std::set<Bytes>& unknown, const RosterLines& in_force,
                          const std::set<Bytes>& known) {
    // Each step takes out ids for which something other than the importing clerk vouches.
    auto left = unknown;
    for (const auto& id : known) left.erase(id);
    for (const auto& [id, line] : in_force.premises) {
        left.erase(line.voter());
        for (const auto& owner : line.owners()) left.erase(owner);
    }
    for (const auto& [id, line] : in_force.owners) left.erase(line.through());
    return left;
}

std::vector<Bytes> not_compared(const RosterLines& draft, const std::set<Bytes>& unknown) {
    std::vector<Bytes> found;
    for (const auto& [id, line] : draft.premises) {
        // By its voter, by an owner, or by whoever acts for an owner.
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

// An id that stands in two chunks has the line of the later one, as it would have on the ledger.
RosterLines lines_of(const std::vector<DraftChunk>& chunks) {
    RosterLines lines;
    for (const auto& chunk : chunks) {
        for (const auto& line : chunk.buildings()) lines.buildings[line.building()] = line;
        for (const auto& line : chunk.owners()) lines.owners[line.owner()] = line;
        for (const auto& line : chunk.premises()) lines.premises[line.premises()] = in_order(line);
    }
    return lines;
}

Result<RosterLines> lines_of(Ledger& ledger, const EstateRow& estate,
                             const roster::RosterSheet& sheet, roster::CivilDate today,
                             const roster::NamesFile& names) {
    const auto planned = TRY(plan_on_ledger(ledger, estate, sheet, today, names));
    return lines_of(chunks_of(planned.plan));
}

// Buildings by proof, their premises as the node lists them. Owners' lines stay empty: see
// know_who_acts.
Result<RosterLines> lines_in_force(Ledger& ledger, const EstateRow& estate) {
    const auto buildings = TRY(proven_buildings(ledger, estate.id.bytes()));
    RosterLines lines;
    for (const auto& building : buildings.buildings()) {
        auto& line = lines.buildings[building.building()];
        line.set_building(building.building());
        line.set_name(building.row().name());
        line.set_stairs(building.row().stairs());
        TRY(add_premises_of(ledger, building.building(), lines));
    }
    return lines;
}

Result<> know_who_acts(Ledger& ledger, const RosterLines& draft, RosterLines& in_force) {
    const auto acted_for = TRY(acted_for_on_record(ledger, draft));
    for (const auto& [id, line] : in_force.premises)
        for (const auto& owner : line.owners())
            if (acted_for.contains(owner)) in_force.owners[owner] = draft.owners.at(owner);
    return {};
}

std::vector<LineDifference> differences(const RosterLines& draft, const RosterLines& other) {
    std::vector<LineDifference> found;
    for (const auto& [id, line] : draft.premises) {
        // Lines of both sides are in order by now (in_order), so equal ones have equal bytes in the
        // strict form.
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

Rows difference_rows(const std::vector<LineDifference>& found, const LedgerNames& names) {
    Rows rows;
    for (const auto& one : found)
        rows.push_back({behind_bar(names.of(one.premises)),
                        behind_bar(line_words(one.draft, names)),
                        behind_bar(line_words(one.other, names))});
    return rows;
}

Rows changed_buildings(const RosterLines& draft, const RosterLines& now) {
    const auto told = [](const registry::v1::BuildingLine& line) {
        return fmt::format("{}（{} 单元 stairs）", line.name(), line.stairs());
    };
    Rows rows;
    for (const auto& [id, line] : draft.buildings) {
        const auto before = now.buildings.find(id);
        if (before != now.buildings.end() && told(before->second) != told(line))
            rows.push_back({behind_bar(told(before->second) + " → " + told(line))});
    }
    return rows;
}

Rows building_rows(const RosterLines& lines) {
    // Area counts as votes count it; premises of all kinds are in the number.
    struct Totals {
        std::uint64_t premises = 0;
        std::uint64_t area_centi = 0;
        std::map<std::uint32_t, std::uint64_t> stairs;  // premises of each
    };
    std::map<Bytes, Totals> totals;
    for (const auto& [id, line] : lines.premises) {
        auto& of = totals[line.building()];
        ++of.premises;
        ++of.stairs[line.stair()];
        if (registry::counts_in_votes(line.kind())) of.area_centi += line.area_centi();
    }
    Rows rows;
    for (const auto& [building, of] : totals) {
        const auto found = lines.buildings.find(building);
        std::string stairs;
        for (const auto& [stair, premises] : of.stairs)
            stairs += fmt::format("{}{}: {}", stairs.empty() ? "" : ", ", stair, premises);
        rows.push_back({std::to_string(of.premises), square_metres(of.area_centi), stairs,
                        behind_bar(found == lines.buildings.end() ? "?" : found->second.name())});
    }
    return rows;
}

}  // namespace linlian::client
