// The checks of an electorate before a roll is made from it. Called by modules whose acts carry
// one.
#include "codec/refusal.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

Result<> fits(bool right, v1::RefusalCode code, const char* field) {
    if (right) return {};
    return refuse(code, {{"field", std::string{"electorate."} + field}});
}

// An id of an electorate: whole where this kind of electors needs or allows it, else empty.
enum class Need { must, may, never };

Result<> check_id(const Bytes& value, Need need, const char* field) {
    TRY(fits(need != Need::must || !value.empty(), v1::VALUE_MISSING, field));
    const bool right = value.empty() || (need != Need::never && value.size() == Id16::size);
    return fits(right, v1::VALUE_WRONG, field);
}

// Standing premises of the estate; an empty estate: of any.
bool lies_in(const state::StateView& view, const Id16& premises, const Bytes& estate) {
    const auto row = premises_table.find(view, premises);
    return row && row->until_height() == 0 && (estate.empty() || row->estate() == estate);
}

bool speaks_for(const state::StateView& view, const v1::Holding& holding, const Id16& member) {
    return std::ranges::any_of(holding.owners(), [&](const Bytes& owner) {
        return may_speak_for(view, id_of(owner), member);
    });
}

bool owns(const state::StateView& view, const Id16& premises, const Id16& member) {
    const auto holding = current_holding(view, premises);
    return holding && speaks_for(view, *holding, member);
}

// The same, of struck premises too.
bool may_lie_in(const state::StateView& view, const Bytes& estate, const Id16& premises) {
    const auto row = premises_table.find(view, premises);
    return row && (estate.empty() || row->estate() == estate);
}

// Whom a false sale, or a roster without their line, took it from: also where it was struck. Also
// through an owner whom somebody else acted for then.
bool owned_lately(const state::StateView& view, const Id16& premises, const Id16& member,
                  Timestamp since) {
    return std::ranges::any_of(
        ended_holdings(view, premises, since),
        [&](const v1::Holding& ended) { return speaks_for(view, ended, member); });
}

bool lives(const v1::Residence& row) {
    return row.kind() == v1::LIVES && row.confirmed_height() != 0;
}

// Looks at what the member owns and where they live, not at the whole roll.
bool is_at_home(const state::StateView& view, const Bytes& estate, const Id16& member) {
    bool found = false;
    held_by.scan(
        view,
        [&](const auto& parts, const v1::Member&) {
            const Id16& premises = std::get<1>(parts);
            found = lies_in(view, premises, estate) && owns(view, premises, member);
            return !found;
        },
        member);
    if (found) return true;
    residences.scan(
        view,
        [&](const auto& parts, const v1::Residence& row) {
            // A split on paper moves nobody out.
            found = lives(row) && may_lie_in(view, estate, std::get<1>(parts));
            return !found;
        },
        member);
    return found;
}

}  // namespace

// Without `through` only what the member owns or lives in now; with it also what they had lately.
bool is_of(const state::StateView& view, const v1::Electorate& electorate, const Id16& member,
           const std::optional<Id16>& through, Timestamp now) {
    if (electorate.electors() == v1::OFFICE_MEMBERS)
        return is_or_was_of(view, member, id_of(electorate.office()), now);
    if (!through) return is_at_home(view, electorate.estate(), member);
    if (!may_lie_in(view, electorate.estate(), *through)) return false;
    const Timestamp since{now.ms - former_owner_ms};
    const auto residence = residences.find(view, member, *through);
    return (residence && lives(*residence)) || holding_lost(view, *through, member, since) ||
           owned_lately(view, *through, member, since) ||
           residence_taken(view, *through, member, since) ||
           (lies_in(view, *through, electorate.estate()) && owns(view, *through, member));
}

Result<> well_formed(const v1::Electorate& electorate) {
    const auto electors = electorate.electors();
    TRY(fits(electors != v1::ELECTORS_UNSPECIFIED, v1::VALUE_MISSING, "electors"));
    const bool of_office = electors == v1::OFFICE_MEMBERS;
    // Residents and households may be those of the whole community, unless a part is named.
    const bool may_span = electors == v1::RESIDENTS || electors == v1::HOUSEHOLDS;
    const bool is_part = !electorate.building().empty() || !electorate.premises().empty();
    const auto estate_need = may_span && !is_part ? Need::may : Need::must;
    TRY(check_id(electorate.estate(), of_office ? Need::never : estate_need, "estate"));
    TRY(check_id(electorate.building(), of_office ? Need::never : Need::may, "building"));
    TRY(check_id(electorate.office(), of_office ? Need::must : Need::never, "office"));
    TRY(fits(electorate.stair() == 0 || !electorate.building().empty(), v1::VALUE_WRONG, "stair"));
    TRY(fits(electorate.premises().empty() || !of_office, v1::VALUE_WRONG, "premises"));
    for (const auto& id : electorate.premises())
        TRY(fits(id.size() == Id16::size, v1::VALUE_WRONG, "premises"));
    bool kinds_fit = electorate.counts().empty() || electors == v1::OWNERS;
    for (const auto kind : electorate.counts())
        kinds_fit = kinds_fit && kind != v1::PREMISES_KIND_UNSPECIFIED;
    return fits(kinds_fit, v1::VALUE_WRONG, "counts");
}

Result<> check_electorate(const state::StateView& view, const v1::Electorate& electorate) {
    if (electorate.electors() == v1::OFFICE_MEMBERS) {
        if (!office_kind(view, id_of(electorate.office()))) return refuse(v1::OFFICE_UNKNOWN);
        return {};
    }
    if (electorate.estate().empty()) return {};  // the whole community
    if (!estates.has(view, id_of(electorate.estate()))) return refuse(v1::ESTATE_UNKNOWN);
    if (!electorate.building().empty()) {
        const auto building = buildings.find(view, id_of(electorate.building()));
        if (!building || building->estate() != electorate.estate())
            return refuse(v1::BUILDING_UNKNOWN);
    }
    for (const auto& id : electorate.premises()) {
        const auto row = premises_table.find(view, id_of(id));
        if (!row || row->until_height() != 0 || row->estate() != electorate.estate())
            return refuse(v1::PREMISES_UNKNOWN);
    }
    return {};
}

}  // namespace linlian::registry
