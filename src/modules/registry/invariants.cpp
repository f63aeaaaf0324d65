// What must be true of the rows whatever acts do: a second look at their work. Changes are looked
// at when an act is done, over each row that it changed; the whole state by whoever calls
// check_whole_state(). Each function gives the sentence that is broken, or nothing. The list at the
// end names them.
#include "modules/registry/invariants.h"

#include "codec/wire.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <map>
#include <set>

namespace linlian::registry {
namespace {

using machine::Broken;
// A row before or after a change; nothing where there was none, or is none any more.
template <class Row>
using Maybe = std::optional<Row>;

// A retired key stays retired, a key never changes hands, and no key row goes away.
Broken key_history_stays(const Maybe<v1::Key>& before, const Maybe<v1::Key>& after) {
    if (!before) return std::nullopt;
    if (!after) return "a key was erased";
    if (before->member() != after->member()) return "a key changed hands";
    if (before->state() == v1::KEY_RETIRED && after->state() != v1::KEY_RETIRED)
        return "a retired key came back";
    return std::nullopt;
}

// A slip works once: it never becomes live again.
Broken slip_works_once(const Maybe<v1::Slip>& before, const Maybe<v1::Slip>& after) {
    if (!before) return std::nullopt;
    if (!after) return "a slip was erased";
    if (before->state() != v1::SLIP_LIVE && after->state() == v1::SLIP_LIVE)
        return "a slip came back to life";
    return std::nullopt;
}

// Rosters are written once for each version, so any row before is a change.
Broken roster_stays(const Maybe<v1::Roster>& before, const Maybe<v1::Roster>&) {
    if (before) return "an adopted roster was changed";
    return std::nullopt;
}

// What a row was before it changed is written once.
template <class Row>
Broken former_row_stays(const Maybe<Row>& before, const Maybe<Row>&) {
    if (before) return "a former row was changed";
    return std::nullopt;
}

// The same, but for its end: where its voter was named and it was sold in one block, it is noted
// after the row.
Broken former_holding_stays(const Maybe<v1::Holding>& before, const Maybe<v1::Holding>& after) {
    if (!before) return std::nullopt;
    if (!after || !before->ended_by().empty()) return "an ended holding was changed";
    auto as_before = *after;
    // But for the two fields of the end, the row must be the same bytes.
    as_before.clear_ended_by();
    as_before.clear_until_ms();
    if (codec::encode(as_before) != codec::encode(*before)) return "an ended holding was changed";
    return std::nullopt;
}

// What an estate adds up to, counted from the premises; areas in hundredths of m².
struct Totals {
    std::uint64_t premises = 0;
    std::uint64_t area = 0;
    std::map<Hash32, std::pair<std::uint64_t, std::uint64_t>> heads;  // premises, area
};

// The rows of the heads of an estate are these and no others.
bool heads_fit(const state::StateView& view, const Id16& estate, const Totals& total) {
    // As many rows as heads were counted, each with the right figures. One that is wrong ends the
    // scan with a number that cannot be right.
    std::size_t found = 0;
    heads.scan(
        view,
        [&](const auto& parts, const v1::Head& row) {
            const auto head = total.heads.find(std::get<1>(parts));
            if (head != total.heads.end() &&
                head->second ==
                    std::pair<std::uint64_t, std::uint64_t>{row.premises(), row.area_centi()})
                ++found;
            else
                found = total.heads.size() + 1;
            return found <= total.heads.size();
        },
        estate);
    return found == total.heads.size();
}

// The counters of each estate are what its live premises and holdings add up to.
Broken counters_add_up(const state::StateView& view) {
    std::map<Bytes, Totals> totals;
    Broken broken;
    premises_table.scan(view, [&](const auto& parts, const v1::Premises& row) {
        // Struck premises have no holding in force, standing ones have exactly one.
        const auto current = current_holding(view, std::get<0>(parts));
        const bool live = row.until_height() == 0;
        if (live != current.has_value()) broken = "premises without exactly one holding in force";
        if (broken || !live) return !broken;
        auto& total = totals[row.estate()];
        ++total.premises;
        if (!counts_in_votes(row.kind())) return true;
        total.area += row.area_centi();
        auto& head = total.heads[head_of(current->owners())];
        ++head.first;
        head.second += row.area_centi();
        return true;
    });
    estates.scan(view, [&](const auto& parts, const v1::Estate& row) {
        // An estate without premises has totals of zero.
        const auto& total = totals[std::get<0>(parts).bytes()];
        if (row.premises() != total.premises || row.area_centi() != total.area ||
            row.heads() != total.heads.size() || !heads_fit(view, std::get<0>(parts), total))
            broken = "the counters of an estate do not add up";
        return !broken;
    });
    return broken;
}

// Every key belongs to a member, and the index by member names it while it is not retired.
Broken keys_have_members(const state::StateView& view) {
    Broken broken;
    keys.scan(view, [&](const auto& parts, const v1::Key& row) {
        const Id16 member = id_of(row.member());
        const bool is_live = row.state() != v1::KEY_RETIRED;
        if (!members.has(view, member) || keys_of.has(view, member, std::get<0>(parts)) != is_live)
            broken = "a key without its member, or a retired one among the live";
        return !broken;
    });
    return broken;
}

// The keys that running recoveries will enrol, and no others, are kept for them.
Broken awaited_keys_fit(const state::StateView& view) {
    std::set<Hash32> awaited;
    recoveries.scan(view, [&](const auto&, const v1::Recovery& row) {
        awaited.insert(key_hash(row.public_key()));
        return true;
    });
    Broken broken;
    std::size_t found = 0;
    keys_awaited.scan(view, [&](const auto& parts, const v1::Member&) {
        ++found;
        // A key that is enrolled already would end the recovery without anybody's veto.
        if (!awaited.contains(std::get<0>(parts)) || keys.has(view, std::get<0>(parts)))
            broken = "a key that waits for no recovery";
        return !broken;
    });
    if (!broken && found != awaited.size()) broken = "a recovery whose key is not kept for it";
    return broken;
}

// No ended holding stands among those in force. Every owner of one is on record, and the index by
// owner names the premises.
Broken owners_are_known(const state::StateView& view) {
    Broken broken;
    holdings.scan(view, [&](const auto& parts, const v1::Holding& row) {
        if (row.until_height() != 0) broken = "an ended holding among those in force";
        for (const auto& owner : row.owners()) {
            const Id16 id = id_of(owner);
            if (!owners.has(view, id) || !held_by.has(view, id, std::get<0>(parts)))
                broken = "a holding of an unknown owner";
        }
        return !broken;
    });
    return broken;
}

// The counts of who lives and works in a building are its declarations in force.
Broken residents_add_up(const state::StateView& view) {
    // What is left in `totals` at the end are buildings without a row of counts.
    std::map<Bytes, std::pair<std::uint64_t, std::uint64_t>> totals;  // lives, works
    residences.scan(view, [&](const auto&, const v1::Residence& row) {
        auto& total = totals[row.building()];
        ++(row.kind() == v1::LIVES ? total.first : total.second);
        return true;
    });
    Broken broken;
    residents.scan(view, [&](const auto& parts, const v1::ResidenceCount& row) {
        const auto& total = totals[std::get<0>(parts).bytes()];
        if (row.lives() != total.first || row.works() != total.second)
            broken = "the residents of a building do not add up";
        totals.erase(std::get<0>(parts).bytes());
        return !broken;
    });
    if (!broken && !totals.empty()) broken = "residents of a building are not counted";
    return broken;
}

// The indexes name every premises in its building and every residence in its premises; an estate
// counts what its buildings name.
Broken places_are_indexed(const state::StateView& view) {
    Broken broken;
    // By estate: its buildings, and the premises that ever stood in them. Looks at an estate pay by
    // it.
    std::map<Bytes, std::uint64_t> places;
    buildings_of.scan(view, [&](const auto& parts, const v1::Building&) {
        ++places[std::get<0>(parts).bytes()];
        return true;
    });
    premises_of.scan(view, [&](const auto& parts, const v1::Member&) {
        const auto building = buildings.find(view, std::get<0>(parts));
        if (!building) broken = "premises in a building that is none";
        if (building) ++places[building->estate()];
        return !broken;
    });
    estates.scan(view, [&](const auto& parts, const v1::Estate& row) {
        if (row.places() != places[std::get<0>(parts).bytes()])
            broken = "an estate that does not count the places of its buildings";
        return !broken;
    });
    premises_table.scan(view, [&](const auto& parts, const v1::Premises& row) {
        if (!premises_of.has(view, id_of(row.building()), std::get<0>(parts)))
            broken = "premises that their building does not have";
        return !broken;
    });
    // Former residences stay in the index too: rolls of earlier heights find them through it.
    const auto is_indexed = [&](const auto& parts, const v1::Residence&) {
        if (!residence_of.has(view, std::get<1>(parts), std::get<0>(parts)))
            broken = "a residence that its premises do not have";
        return !broken;
    };
    residences.scan(view, is_indexed);
    residences_before.scan(view, is_indexed);
    return broken;
}

// Of everybody who had a role that ended it is on record until when they had the last one.
Broken leavers_are_known(const state::StateView& view) {
    Broken broken;
    roles_before.scan(view, [&](const auto& parts, const v1::Role&) {
        const auto last = leavers.find(view, std::get<0>(parts), std::get<2>(parts));
        if (!last || last->until_height() < std::get<1>(parts))
            broken = "a role that ended of somebody who never left";
        return !broken;
    });
    return broken;
}

// The index by office names every role and nothing else.
Broken roles_are_indexed(const state::StateView& view) {
    Broken broken;
    // Every role found is taken off the number of entries; what is left names no role.
    std::size_t indexed = 0;
    roles_in.scan(view, [&indexed](const auto&, const v1::Member&) { return ++indexed > 0; });
    roles.scan(view, [&](const auto& parts, const v1::Role&) {
        const auto& [member, office, role] = parts;
        if (!roles_in.has(view, office, member, role)) broken = "a role that its office lacks";
        --indexed;
        return !broken;
    });
    if (!broken && indexed != 0) broken = "an office has a role that nobody has";
    return broken;
}

// Each live slip is its member's only one, and the index by member names live slips only.
Broken live_slips_are_indexed(const state::StateView& view) {
    Broken broken;
    std::size_t live = 0;
    slips.scan(view, [&](const auto& parts, const v1::Slip& row) {
        if (row.state() != v1::SLIP_LIVE) return true;
        ++live;
        if (!slips_of.has(view, id_of(row.member()), std::get<0>(parts)))
            broken = "a live slip that its member does not have";
        return !broken;
    });
    std::set<Id16> holders;
    slips_of.scan(view, [&](const auto& parts, const v1::Slip&) {
        if (!holders.insert(std::get<0>(parts)).second) broken = "a member with two live slips";
        return !broken;
    });
    if (!broken && holders.size() != live) broken = "the index of slips names a dead one";
    return broken;
}

}  // namespace

std::vector<machine::Invariant> invariants() {
    using machine::each_change;
    using machine::whole_state;
    return {
        each_change("key history stays", keys, key_history_stays),
        each_change("a slip works once", slips, slip_works_once),
        each_change("an ended holding stays", holdings_before, former_holding_stays),
        each_change("an adopted roster stays", rosters, roster_stays),
        each_change("former premises stay", premises_before, former_row_stays<v1::Premises>),
        each_change("a former residence stays", residences_before, former_row_stays<v1::Residence>),
        each_change("a former owner stays", owners_before, former_row_stays<v1::Owner>),
        each_change("a former role stays", roles_before, former_row_stays<v1::Role>),
        whole_state("places are indexed", places_are_indexed),
        whole_state("estate counters add up", counters_add_up),
        whole_state("keys have members", keys_have_members),
        whole_state("awaited keys fit", awaited_keys_fit),
        whole_state("owners are known", owners_are_known),
        whole_state("residents add up", residents_add_up),
        whole_state("leavers are known", leavers_are_known),
        whole_state("roles are indexed", roles_are_indexed),
        whole_state("live slips are indexed", live_slips_are_indexed)};
}

}  // namespace linlian::registry
