#include "modules/registry/invariants.h"

#include "modules/registry/book.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <map>
#include <set>

namespace linlian::registry {
namespace {

using machine::Broken;
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

// The past of a holding is closed: once ended, it stays as it was.
Broken ended_holding_stays(const Maybe<v1::Holding>& before, const Maybe<v1::Holding>& after) {
    if (!before || before->until_height() == 0) return std::nullopt;
    if (!after || after->until_height() != before->until_height() ||
        after->owners_size() != before->owners_size())
        return "an ended holding was changed";
    return std::nullopt;
}

Broken roster_stays(const Maybe<v1::Roster>& before, const Maybe<v1::Roster>&) {
    if (before) return "an adopted roster was changed";
    return std::nullopt;
}

struct Totals {
    std::uint64_t premises = 0;
    std::uint64_t area = 0;
    std::set<Hash32> heads;
};

// The counters of each estate are what its live premises and holdings add up to.
Broken counters_add_up(const state::StateView& view) {
    std::map<Bytes, Totals> totals;
    Broken broken;
    premises_table.scan(view, [&](const auto& parts, const v1::Premises& row) {
        const auto current = current_holding(view, std::get<0>(parts));
        const bool live = row.until_height() == 0;
        if (live != current.has_value()) broken = "premises without exactly one holding in force";
        if (broken || !live) return !broken;
        auto& total = totals[row.estate()];
        ++total.premises;
        if (!counts_in_votes(row.kind())) return true;
        total.area += row.area_centi();
        total.heads.insert(head_of(current->row.owners()));
        return true;
    });
    estates.scan(view, [&](const auto& parts, const v1::Estate& row) {
        const auto& total = totals[std::get<0>(parts).bytes()];
        if (row.premises() != total.premises || row.area_centi() != total.area ||
            row.heads() != total.heads.size())
            broken = "the counters of an estate do not add up";
        return !broken;
    });
    return broken;
}

// Every key belongs to a member, and the index by member names it.
Broken keys_have_members(const state::StateView& view) {
    Broken broken;
    keys.scan(view, [&](const auto& parts, const v1::Key& row) {
        const Id16 member = id_of(row.member());
        if (!members.has(view, member) || !keys_of.has(view, member, std::get<0>(parts)))
            broken = "a key without its member";
        return !broken;
    });
    return broken;
}

// Every owner of a holding in force is on record, and the index by owner names the premises.
Broken owners_are_known(const state::StateView& view) {
    Broken broken;
    holdings.scan(view, [&](const auto& parts, const v1::Holding& row) {
        if (row.until_height() != 0) return true;
        for (const auto& owner : row.owners()) {
            const Id16 id = id_of(owner);
            if (!owners.has(view, id) || !held_by.has(view, id, std::get<0>(parts)))
                broken = "a holding of an unknown owner";
        }
        return !broken;
    });
    return broken;
}

}  // namespace

std::vector<machine::Invariant> invariants() {
    using machine::each_change;
    using machine::whole_state;
    return {each_change("key history stays", keys, key_history_stays),
            each_change("a slip works once", slips, slip_works_once),
            each_change("an ended holding stays", holdings, ended_holding_stays),
            each_change("an adopted roster stays", rosters, roster_stays),
            whole_state("estate counters add up", counters_add_up),
            whole_state("keys have members", keys_have_members),
            whole_state("owners are known", owners_are_known)};
}

}  // namespace linlian::registry
