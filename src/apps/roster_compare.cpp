#include "apps/roster_compare.h"

#include "apps/pages.h"
#include "apps/proven_lists.h"
#include "apps/words/enum_words.h"
#include "apps/wrap.h"
#include "codec/wire.h"
#include "modules/registry/rules.h"
#include "ops/sign_transaction.h"
#include "roster/text.h"

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

}  // namespace

RosterLines lines_of(const std::vector<DraftChunk>& chunks) {
    RosterLines lines;
    for (const auto& chunk : chunks) {
        for (const auto& line : chunk.buildings()) lines.buildings[line.building()] = line;
        for (const auto& line : chunk.owners()) lines.owners[line.owner()] = line;
        for (const auto& line : chunk.premises()) lines.premises[line.premises()] = in_order(line);
    }
    return lines;
}

Result<RosterLines> lines_of(const LedgerDoor& door, const EstateRow& estate,
                             const roster::RosterSheet& sheet, roster::CivilDate today,
                             const roster::NamesFile& names) {
    auto previous = names;
    previous.community = door.community();
    previous.estates[roster::folded(estate.row.name())] = estate.id;
    const auto planned = roster::plan_roster(sheet, today, previous, ops::random_nonce);
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
