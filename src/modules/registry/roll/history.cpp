// Reading the past. A row in force says from which height; former rows stand under the height at
// which they ended, so what was in force at the end of a block is the first former row after it, if
// that had begun by then.
#include "modules/registry/roll/history.h"

#include "modules/registry/limits.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <set>

namespace linlian::registry {

std::optional<v1::Premises> premises_at(const state::StateView& view, const Id16& id,
                                        Height height) {
    auto row = premises_table.find(view, id);
    if (!row || row->from_height() <= height) return row;
    // The first of the former rows that was still in force after the height, if it had begun.
    row.reset();
    premises_before.scan_from(
        view, premises_before.key(id, height + 1),
        [&](const auto&, const v1::Premises& before) {
            if (before.from_height() <= height) row = before;
            return false;
        },
        id);
    return row;
}

bool stood_at(const v1::Premises& row, Height height) {
    return row.until_height() == 0 || row.until_height() > height;
}

// Each former row ended where the next one began, so the chain is followed by single look-ups.
std::vector<v1::Premises> former_premises(const state::StateView& view, const Id16& id,
                                          const v1::Premises& row, std::size_t most) {
    std::vector<v1::Premises> found;
    Height until = row.from_height();
    while (found.size() < most) {
        auto former = premises_before.find(view, id, until);
        if (!former) break;
        until = former->from_height();
        found.push_back(std::move(*former));
    }
    return found;
}

// Of struck premises the chain begins at the height at which they were struck.
std::vector<v1::Holding> ended_holdings(const state::StateView& view, const Id16& premises,
                                        Timestamp since) {
    const auto place = premises_table.find(view, premises);
    if (!place) return {};
    const auto current = holdings.find(view, premises);
    const Height until = current ? current->follows_height() : place->until_height();
    return ended_holdings(view, premises, until, since, max_former_holdings);
}

// Through `follows_height` it passes over rows of owners who stayed.
std::vector<v1::Holding> ended_holdings(const state::StateView& view, const Id16& premises,
                                        Height until, Timestamp since, std::size_t most) {
    std::vector<v1::Holding> found;
    while (until != 0 && found.size() < most) {
        auto ended = holdings_before.find(view, premises, until);
        if (!ended || ended->until_ms() <= since.ms) break;
        until = ended->follows_height();
        found.push_back(std::move(*ended));
    }
    return found;
}

std::optional<v1::Holding> holding_lost(const state::StateView& view, const Id16& premises,
                                        const Id16& member, Timestamp since) {
    auto row = holdings_lost.find(view, member, premises);
    if (row && row->until_ms() <= since.ms) row.reset();
    return row;
}

std::optional<v1::Residence> residence_at(const state::StateView& view, const Id16& member,
                                          const Id16& premises, Height height) {
    auto row = residences.find(view, member, premises);
    if (row && row->from_height() <= height) return row;
    row.reset();
    residences_before.scan_from(
        view, residences_before.key(member, premises, height + 1),
        [&](const auto&, const v1::Residence& before) {
            if (before.from_height() <= height) row = before;
            return false;
        },
        member, premises);
    return row;
}

std::optional<v1::Residence> residence_taken(const state::StateView& view, const Id16& premises,
                                             const Id16& member, Timestamp since) {
    auto row = residences_taken.find(view, member, premises);
    if (row && row->until_ms() <= since.ms) row.reset();
    return row;
}

// A role whose term is over by less than leaver_ms counts as one that was left lately.
bool is_or_was_of(const state::StateView& view, const Id16& member, const Id16& office,
                  Timestamp then) {
    const Timestamp since{then.ms - leaver_ms};
    bool found = false;
    const auto look = [&](const auto& parts, const v1::Role& row) {
        found = is_in_force(std::get<2>(parts), row, since);
        return !found;
    };
    roles.scan(view, look, member, office);
    if (found) return true;
    const auto last = leavers.find(view, office, member);
    return last && last->until_ms() > since.ms;
}

bool is_or_was_in_kind(const state::StateView& view, const Id16& member, const std::string& kind,
                       Timestamp then) {
    bool found = false;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        found = row.kind() == kind && is_or_was_of(view, member, std::get<0>(parts), then);
        return !found;
    });
    return found;
}

// The index by premises names, ascending, whoever lives there or lived there confirmed.
std::vector<Id16> living_in(const state::StateView& view, const Id16& premises, Height height) {
    std::vector<Id16> found;
    const auto place = premises_at(view, premises, height);
    if (!place || !is_dwelling(place->kind())) return found;
    residence_of.scan(
        view,
        [&](const auto& parts, const v1::Member&) {
            const Id16& member = std::get<1>(parts);
            const auto row = residence_at(view, member, premises, height);
            if (row && row->kind() == v1::LIVES && row->confirmed_height() != 0 &&
                row->confirmed_height() <= height)
                found.push_back(member);
            return true;
        },
        premises);
    return found;
}

std::vector<RoleThen> roles_then(const state::StateView& view, const Id16& office, Height height,
                                 Timestamp time) {
    const auto there = offices.find(view, office);
    if (!there || there->since_height() > height ||
        (there->until_height() != 0 && there->until_height() <= height))
        return {};
    std::vector<RoleThen> found;
    const auto take = [&](const Id16& member, const std::string& role, const v1::Role& row) {
        if (row.from_height() <= height && is_in_force(role, row, time))
            found.push_back({member, row});
    };
    visit_roles_in(view, office,
                   [&](const Id16& member, const std::string& role, const v1::Role& row) {
                       take(member, role, row);
                       return true;
                   });
    // Former roles that ended after the height; those that had begun by then were in force.
    roles_before.scan_from(
        view, roles_before.key(office, height + 1, Id16{}, {}),
        [&](const auto& parts, const v1::Role& row) {
            take(std::get<2>(parts), std::get<3>(parts), row);
            return true;
        },
        office);
    return found;
}

std::vector<Id16> office_members(const state::StateView& view, const Id16& office, Height height,
                                 Timestamp time) {
    std::set<Id16> found;
    for (const auto& one : roles_then(view, office, height, time)) found.insert(one.member);
    return {found.begin(), found.end()};
}

}  // namespace linlian::registry
