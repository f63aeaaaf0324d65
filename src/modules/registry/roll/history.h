// What the rows said at the end of an earlier block: premises, residences and roles as they were.
// Rolls are made from it. It reads the rows in force and the former ones that holdings.h and the
// acts keep when they overwrite; it never writes.
#pragma once

#include "modules/registry/registry.h"
#include "modules/registry/state.h"

#include <vector>

namespace linlian::registry {

// What the premises were at the end of block `height`. Nothing when they were not entered by then.
// Struck premises keep their last description: whether they stood is told by stood_at().
std::optional<v1::Premises> premises_at(const state::StateView& view, const Id16& id,
                                        Height height);

// Whether this description, which premises_at() gave for `height`, is of premises that stood then.
bool stood_at(const v1::Premises& row, Height height);

// What the premises were before they were what this row of theirs says, the newest first, and so
// many at most.
std::vector<v1::Premises> former_premises(const state::StateView& view, const Id16& id,
                                          const v1::Premises& row, std::size_t most);

// The holdings of the premises that ended after `since`, the newest first, and no more than
// max_former_holdings. Former rows of owners who stayed, with another voter, are not among them.
std::vector<v1::Holding> ended_holdings(const state::StateView& view, const Id16& premises,
                                        Timestamp since);
// Those that ended at `until` and before, so many at most.
std::vector<v1::Holding> ended_holdings(const state::StateView& view, const Id16& premises,
                                        Height until, Timestamp since, std::size_t most);

// The holding of the premises that this member, or whom they acted for, lost last, where it ended
// after `since`: however often it was sold on since then.
std::optional<v1::Holding> holding_lost(const state::StateView& view, const Id16& premises,
                                        const Id16& member, Timestamp since);

// Where the member declared to live at the end of block `height`; nothing when they had not.
std::optional<v1::Residence> residence_at(const state::StateView& view, const Id16& member,
                                          const Id16& premises, Height height);

// The member's confirmed living there that others ended last, where they did after `since`.
std::optional<v1::Residence> residence_taken(const state::StateView& view, const Id16& premises,
                                             const Id16& member, Timestamp since);

// The members who lived in the premises at the end of block `height`, confirmed by then; ascending.
std::vector<Id16> living_in(const state::StateView& view, const Id16& premises, Height height);

// The roles in the office now, over or not, by member, until `visit` says that it is enough.
template <class Visit>
void visit_roles_in(const state::StateView& view, const Id16& office, const Visit& visit) {
    roles_in.scan(
        view,
        [&](const auto& parts, const v1::Member&) {
            const auto& [in, member, role] = parts;
            const auto row = roles.find(view, member, in, role);
            return !row || visit(member, role, *row);
        },
        office);
}

// The roles in the office at the end of block `height` whose terms had not ended at `time`. None
// when the office was closed by then.
struct RoleThen {
    Id16 member;
    v1::Role row;
};
std::vector<RoleThen> roles_then(const state::StateView& view, const Id16& office, Height height,
                                 Timestamp time);

// The members with a role in the office at the end of block `height` whose term had not ended at
// `time`; ascending. None when the office was closed by then.
std::vector<Id16> office_members(const state::StateView& view, const Id16& office, Height height,
                                 Timestamp time);

}  // namespace linlian::registry
