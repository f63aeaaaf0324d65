// From the lines of a draft to the roster. collect_draft() checks the lines against each other and
// against the ledger and writes nothing; write_roster() then writes the difference. Reading order:
// check_lines(), then write_roster() at the end.
#include "modules/registry/premises/adoption.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// The id stands twice in the draft, or belongs to a building of another estate.
Result<> doubled(BytesView id) { return refuse(v1::LINE_DOUBLED, {{"id", to_hex(id)}}); }

// A line names by `field` what no line of the draft gives.
Result<> dangling(BytesView id, const char* field) {
    return refuse(v1::LINE_DANGLING, {{"id", to_hex(id)}, {"field", field}});
}

Result<> add_chunk(DraftLines& lines, const v1::DraftChunk& chunk) {
    for (const auto& line : chunk.buildings()) {
        if (!lines.buildings.emplace(id_of(line.building()), line).second)
            return doubled(line.building());
    }
    for (const auto& line : chunk.owners()) {
        if (!lines.owners.emplace(id_of(line.owner()), line).second) return doubled(line.owner());
    }
    for (const auto& line : chunk.premises()) {
        if (!lines.premises.emplace(id_of(line.premises()), line).second)
            return doubled(line.premises());
    }
    return {};
}

// The row without who wrote it and when: holdings.h adds these.
v1::Premises premises_row(const Id16& estate, const v1::PremisesLine& line) {
    v1::Premises row;
    row.set_estate(estate.bytes());
    row.set_building(line.building());
    row.set_stair(line.stair());
    row.set_kind(line.kind());
    row.set_area_centi(line.area_centi());
    row.set_source(line.source());
    row.set_grid_cell(line.grid_cell());
    return row;
}

// All that a line of a roster says of premises. What came later (`written_by`, heights) is no part.
bool same_premises(const v1::Premises& a, const v1::Premises& b) {
    return a.building() == b.building() && a.stair() == b.stair() && a.kind() == b.kind() &&
           a.area_centi() == b.area_centi() && a.source() == b.source() &&
           a.grid_cell() == b.grid_cell();
}

// Premises of the estate that stand in the ledger and not in the draft.
std::vector<Id16> missing_premises(const state::StateView& view, const Id16& estate,
                                   const DraftLines& lines) {
    std::vector<Id16> missing;
    buildings_of.scan(
        view,
        [&](const auto& parts, const v1::Building&) {
            premises_of.scan(
                view,
                [&](const auto& inner, const v1::Member&) {
                    const auto& [building, id] = inner;
                    if (!lines.premises.contains(id) && stands_in(view, id, building.view()))
                        missing.push_back(id);
                    return true;
                },
                std::get<1>(parts));
            return true;
        },
        estate);
    return missing;
}

// Whether an owner has named a voter themself: then a line leaves whom they named, or named in
// vain.
bool owners_named(const state::StateView& view, const Id16& id) {
    bool named = false;
    namings.scan(
        view, [&named](const auto&, const v1::VoterNaming&) { return !(named = true); }, id);
    return named;
}

// Whether the line would leave owners and voter as they are. A line without a voter leaves any.
bool same_owners(const state::StateView& view, const Id16& id, const v1::Holding& holding,
                 const v1::PremisesLine& line) {
    std::vector<Bytes> ids{line.owners().begin(), line.owners().end()};
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return std::equal(ids.begin(), ids.end(), holding.owners().begin(), holding.owners().end()) &&
           (line.voter().empty() || holding.voter() == line.voter() || owners_named(view, id));
}

Result<> newer(const Id16& premises) {
    return refuse(v1::PREMISES_NEWER, {{"id", to_hex(premises.view())}});
}

// What the premises are or who owns them was written after the draft was opened, by a sale or a
// correction. Whom the owners name to vote no draft touches.
bool is_newer(const v1::Premises& row, const v1::Holding& holding, const v1::Draft& draft) {
    return row.from_height() >= draft.since_height() ||
           holding.owned_from_height() >= draft.since_height();
}

// An old draft changes nothing that is newer than itself.
Result<> check_newer_premises(const state::StateView& view, const Id16& id,
                              const v1::Premises& before, const v1::Draft& draft,
                              const v1::PremisesLine& line) {
    const auto current = current_holding(view, id);
    CHECK(current);  // live premises always have one
    if (!is_newer(before, *current, draft)) return {};
    const bool stays = same_premises(before, premises_row(id_of(draft.estate()), line)) &&
                       same_owners(view, id, *current, line);
    return stays ? Result<>{} : newer(id);
}

// Who acts for an owner is of all their premises, in whatever estate: no roster changes it.
Result<> check_owner_on_record(const state::StateView& view, const v1::OwnerLine& line) {
    const auto row = owners.find(view, id_of(line.owner()));
    if (!row || says_the_same(*row, line)) return {};
    return refuse(v1::OWNER_ON_RECORD, {{"id", to_hex(line.owner())}});
}

// A draft enters nobody who has nothing in it.
Result<> check_all_own(const DraftLines& lines) {
    std::set<Bytes> who_own;
    for (const auto& [id, line] : lines.premises)
        who_own.insert(line.owners().begin(), line.owners().end());
    for (const auto& [id, line] : lines.owners)
        if (!who_own.contains(line.owner()))
            return refuse(v1::OWNER_OF_NOTHING, {{"id", to_hex(line.owner())}});
    return {};
}

// Nor a building in which nothing stands: each look at the estate would go through it.
Result<> check_all_stand(const DraftLines& lines) {
    std::set<Bytes> used;
    for (const auto& [id, line] : lines.premises) used.insert(line.building());
    for (const auto& [id, line] : lines.buildings)
        if (!used.contains(line.building()))
            return refuse(v1::BUILDING_EMPTY, {{"id", to_hex(line.building())}});
    return {};
}

// Every name in a line of premises is given by another line of the same draft.
Result<> check_line(const state::StateView& view, const DraftLines& lines, const Id16& id,
                    const v1::Draft& draft, const v1::PremisesLine& line) {
    if (!lines.buildings.contains(id_of(line.building()))) return dangling(id.view(), "building");
    bool voter_acts = line.voter().empty();
    for (const auto& owner : line.owners()) {
        const auto found = lines.owners.find(id_of(owner));
        if (found == lines.owners.end()) return dangling(id.view(), "owner");
        voter_acts = voter_acts || line.voter() == acting_in(found->second);
    }
    if (!voter_acts) return dangling(id.view(), "voter");
    const auto before = premises_table.find(view, id);
    if (before && (before->estate() != draft.estate() || before->until_height() != 0))
        return refuse(v1::PREMISES_EXISTS, {{"id", to_hex(id.view())}});
    if (!before) return {};
    return check_newer_premises(view, id, *before, draft, line);
}

// An old draft strikes nothing that was entered, sold or corrected after it was opened.
Result<> check_newer_missing(const state::StateView& view, const DraftLines& lines,
                             const v1::Draft& draft) {
    for (const auto& id : missing_premises(view, id_of(draft.estate()), lines)) {
        const auto row = premises_table.find(view, id);
        const auto current = current_holding(view, id);
        CHECK(row && current);  // what stands in a building
        if (is_newer(*row, *current, draft)) return newer(id);
    }
    return {};
}

// From what is cheap to what looks up most; the first fault ends it.
Result<> check_lines(const state::StateView& view, const DraftLines& lines,
                     const v1::Draft& draft) {
    if (lines.premises.empty()) return refuse(v1::ROSTER_EMPTY);
    for (const auto& [id, line] : lines.buildings) {
        const auto before = buildings.find(view, id);
        if (before && before->estate() != draft.estate()) return doubled(id.view());
    }
    for (const auto& [id, line] : lines.owners) {
        TRY(check_owner(view, line));
        TRY(check_owner_on_record(view, line));
    }
    TRY(check_ids_apart(lines.owners));
    TRY(check_all_own(lines));
    TRY(check_all_stand(lines));
    for (const auto& [id, line] : lines.premises) TRY(check_line(view, lines, id, draft, line));
    return check_newer_missing(view, lines, draft);
}

// Where nothing differs, nothing is written: the row keeps the act that wrote it, which later acts
// name.
void write_premises(machine::Context& context, const Id16& id, const Id16& estate,
                    const v1::PremisesLine& line) {
    const auto row = premises_row(estate, line);
    const Ownership ownership{{line.owners().begin(), line.owners().end()}, line.voter(), {}};
    const auto before = premises_table.find(context.view(), id);
    if (!before) {
        enter_premises(context, id, row, ownership);
        return;
    }
    if (!same_premises(*before, row)) change_premises(context, id, row);
    const auto holding = current_holding(context.view(), id);
    CHECK(holding);
    if (!same_owners(context.view(), id, *holding, line)) change_owners(context, id, ownership);
}

}  // namespace

Result<DraftLines> collect_draft(const state::StateView& view, const Id16& id,
                                 const v1::Draft& draft) {
    DraftLines lines;
    Result<> outcome;
    draft_chunks.scan(
        view,
        [&](const auto&, const v1::DraftChunk& chunk) {
            outcome = add_chunk(lines, chunk);
            return outcome.has_value();
        },
        id);
    TRY(outcome);
    TRY(check_lines(view, lines, draft));
    return lines;
}

// What the draft no longer lists is struck first.
void write_roster(machine::Context& context, const Id16& estate, const DraftLines& lines) {
    for (const auto& id : missing_premises(context.view(), estate, lines))
        strike_premises(context, id);
    std::uint64_t new_buildings = 0;
    for (const auto& [id, line] : lines.buildings) {
        if (!buildings_of.has(context.view(), estate, id)) ++new_buildings;
        v1::Building row;
        row.set_estate(estate.bytes());
        row.set_name(line.name());
        row.set_stairs(line.stairs());
        buildings.put(context.state(), id, row);
        buildings_of.put(context.state(), estate, id, v1::Building{});
    }
    count_places(context, estate, new_buildings);
    // Those on record are as the lines say already.
    for (const auto& [id, line] : lines.owners) enter_owner(context, line);
    for (const auto& [id, line] : lines.premises) write_premises(context, id, estate, line);
}

}  // namespace linlian::registry
