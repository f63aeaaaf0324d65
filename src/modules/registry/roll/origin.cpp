// Where the lines of a roll come from: for those who rule on objections to it, and must not have
// stood behind what is disputed.
#include "modules/registry/authority/behind.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/roll/places.h"
#include "modules/registry/roll/roll.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {
namespace {

// The roll whose lines are looked for.
struct Asked {
    const state::StateView& view;
    const v1::Electorate& electorate;
    Height height;
    Timestamp time;
    const std::optional<Hash32>& head;
    const Id16& of;

    // Of all lines less is looked at of each.
    Past past() const {
        return {{time.ms - former_owner_ms}, head ? max_former_holdings : max_former_of_all};
    }
    bool is(const Hash32& line) const { return !head || *head == line; }
};

// Of all lines also those that are not there: who struck premises or made them what has no voice.
void add_taken_place(const Asked& asked, const Id16& id, const v1::Premises& row,
                     LinesOrigin& origin) {
    if (asked.head) return;
    add_behind_place(asked.view, id, row, std::nullopt, asked.past(), origin.members);
}

// And who ended that somebody lived there.
void add_taken_residences(const Asked& asked, const Id16& premises, LinesOrigin& origin) {
    if (asked.head) return;
    residence_of.scan(
        asked.view,
        [&](const auto& parts, const v1::Member&) {
            const auto taken = residence_taken(asked.view, premises, std::get<1>(parts),
                                               {asked.time.ms - former_owner_ms});
            if (taken) add_behind(asked.view, taken->ended_by(), origin.members);
            return true;
        },
        premises);
}

void add_owners(const Asked& asked, LinesOrigin& origin) {
    visit_places(asked.view, asked.electorate, asked.height, [&](const Id16& id, const auto& row) {
        if (!stood_at(row, asked.height) || !kind_counts(asked.electorate, row.kind())) {
            add_taken_place(asked, id, row, origin);
            return;
        }
        const auto holding = holding_at(asked.view, id, asked.height);
        if (!holding || !asked.is(head_of(holding->owners()))) return;
        add_behind_place(asked.view, id, row, holding, asked.past(), origin.members);
        for (const auto& bytes : holding->owners()) {
            const Id16 owner = id_of(bytes);
            if (!origin.owners.insert(owner).second) continue;
            add_behind_owner(asked.view, owner, asked.past(), origin.members);
            origin.members.merge(behind_representatives(asked.view, owner, asked.height));
        }
    });
}

// Residents and households come from who is confirmed to live there.
void add_residents(const Asked& asked, LinesOrigin& origin) {
    const bool by_place = asked.electorate.electors() == v1::HOUSEHOLDS;
    const PrivateHeads heads{asked.view, asked.of};
    visit_places(asked.view, asked.electorate, asked.height, [&](const Id16& id, const auto& row) {
        if (!stood_at(row, asked.height) || !is_dwelling(row.kind()))
            add_taken_place(asked, id, row, origin);
        add_taken_residences(asked, id, origin);
        for (const auto& member : living_in(asked.view, id, asked.height)) {
            if (!asked.is(by_place ? heads.of_household(id) : heads.of_resident(member))) continue;
            origin.owners.insert(member);
            const auto lives = residence_at(asked.view, member, id, asked.height);
            if (lives) add_behind(asked.view, lives->written_by(), origin.members);
        }
    });
}

void add_office(const Asked& asked, LinesOrigin& origin) {
    const Id16 office = id_of(asked.electorate.office());
    for (const auto& one : roles_then(asked.view, office, asked.height, asked.time)) {
        if (!asked.is(head_of_office_member(one.member))) continue;
        origin.owners.insert(one.member);
        add_behind(asked.view, one.row.granted_by(), origin.members);
        for (const auto& maker : one.row.appointed_by()) origin.members.insert(id_of(maker));
    }
}

}  // namespace

std::set<Id16> behind_premises(const state::StateView& view, const Id16& premises,
                               const Id16& member, Timestamp then) {
    const Past past{{then.ms - former_owner_ms}};
    std::set<Id16> behind;
    const auto holding = current_holding(view, premises);
    if (const auto row = premises_table.find(view, premises))
        add_behind_place(view, premises, *row, holding, past, behind);
    if (holding)
        for (const auto& owner : holding->owners())
            add_behind_owner(view, id_of(owner), past, behind);
    if (const auto taken = residence_taken(view, premises, member, past.since))
        add_behind(view, taken->ended_by(), behind);
    if (const auto lost = holding_lost(view, premises, member, {then.ms - former_owner_ms}))
        add_behind(view, lost->ended_by(), behind);
    return behind;
}

LinesOrigin origin_of(const state::StateView& view, const v1::Electorate& electorate, Height height,
                      Timestamp time, const std::optional<Hash32>& head, const Id16& of) {
    const Asked asked{view, electorate, height, time, head, of};
    LinesOrigin origin;
    if (electorate.electors() == v1::OWNERS)
        add_owners(asked, origin);
    else if (electorate.electors() == v1::OFFICE_MEMBERS)
        add_office(asked, origin);
    else
        add_residents(asked, origin);
    return origin;
}

}  // namespace linlian::registry
