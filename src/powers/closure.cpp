// What bodies can cause, at once and by steps (closure.h). acts_in_steps() is the fixed point: it
// takes every step until none adds anything. It ends, for there are few different groups and bodies
// outside only become fewer.
#include "powers/closure.h"

#include "modules/charter/charter.pb.h"
#include "modules/registry/registry.pb.h"
#include "powers/coalitions.h"
#include "powers/groups.h"

#include <algorithm>
#include <iterator>

namespace linlian::powers {
namespace {

// nullptr: no module has such an act.
template <class Message>
const Act* find_act(const Acts& acts) {
    const auto found = std::ranges::find(acts, Message::descriptor(), &Act::type);
    return found == acts.end() ? nullptr : &*found;
}

// Whether these groups have its authority now.
template <class Message>
bool can(const Acts& acts, const Groups& groups) {
    const auto* act = find_act<Message>(acts);
    return act != nullptr && groups.have(*act);
}

// Whether they become everybody: by writing the charter, by vouching for elections that were none,
// or by keys of others whose holders find no two bodies to end the recovery.
bool takes_all(const Acts& acts, const Groups& groups, const Groups& outside) {
    return can<charter::v1::SetAuthority>(acts, groups) ||
           can<registry::v1::RecordElection>(acts, groups) ||
           (can<registry::v1::RecoverMember>(acts, groups) &&
            !can<registry::v1::EndRecovery>(acts, outside));
}

// Takes away the bodies outside that they could close. False: there is none.
bool close_others(const Acts& acts, const Groups& groups, Bodies& outside) {
    const auto* closing = find_act<registry::v1::CloseOffice>(acts);
    const auto* election = find_act<registry::v1::RecordElection>(acts);
    if (closing == nullptr || election == nullptr) return false;
    return std::erase_if(outside, [&](const std::string& kind) {
               return groups.can_close(*closing, *election, kind);
           }) != 0;
}

Bodies without(const Bodies& all, const Bodies& some) {
    Bodies rest;
    std::ranges::set_difference(all, some, std::inserter(rest, rest.end()));
    return rest;
}

ActNames caused_by(const Acts& acts, const Groups& groups) {
    ActNames names;
    for (const auto& act : acts) {
        if (groups.have(act)) names.insert(act.type->full_name());
    }
    return names;
}

// Calls `look` with every set of up to max_bodies kinds, the smaller first.
template <class Look>
// NOLINTNEXTLINE(misc-no-recursion): as deep as there are bodies.
void choose(const std::vector<std::string>& kinds, std::size_t from, std::size_t left,
            Bodies& chosen, const Look& look) {
    if (left == 0) return look(chosen);
    for (std::size_t i = from; i < kinds.size(); ++i) {
        chosen.insert(kinds[i]);
        choose(kinds, i + 1, left - 1, chosen, look);
        chosen.erase(kinds[i]);
    }
}

bool contains_one_of(const std::vector<Bodies>& smaller, const Bodies& bodies) {
    return std::ranges::any_of(
        smaller, [&](const Bodies& one) { return std::ranges::includes(bodies, one); });
}

void keep_smallest(std::vector<Bodies>& found, const Bodies& bodies) {
    if (!contains_one_of(found, bodies)) found.push_back(bodies);
}

}  // namespace

Bodies named_kinds(const Acts& acts) {
    Bodies kinds;
    for (const auto& act : acts) {
        for (const auto& holder : named_holders(act.authority))
            if (!holder.kind.empty() && holder.kind != own_office) kinds.insert(holder.kind);
    }
    return kinds;
}

Bodies all_kinds(const Acts& acts) {
    auto kinds = named_kinds(acts);
    kinds.insert({"property", "shop"});
    return kinds;
}

ActNames acts_at_once(const Acts& acts, const Bodies& bodies) {
    return caused_by(acts, Groups{roles_named(acts), bodies});
}

ActNames acts_in_steps(const Acts& acts, const Bodies& standing, const Bodies& bodies) {
    const auto kinds = all_kinds(acts);
    const auto roles = roles_named(acts);
    Groups groups{roles, bodies};
    Bodies outside = without(standing, bodies);
    const auto* found = find_act<registry::v1::FoundOffice>(acts);
    const auto* grant = find_act<registry::v1::GrantRole>(acts);
    for (bool grows = true; grows;) {
        // Whoever takes all bodies can cause every act; more steps add nothing.
        if (takes_all(acts, groups, Groups{roles, outside})) {
            ActNames all;
            for (const auto& act : acts) all.insert(act.type->full_name());
            return all;
        }
        grows = found != nullptr && groups.found(*found, kinds);
        grows = (grant != nullptr && groups.appoint(*grant, kinds)) || grows;
        grows = close_others(acts, groups, outside) || grows;
    }
    return caused_by(acts, groups);
}

std::map<std::string, Reach> reach_of(const Acts& acts, const Bodies& standing) {
    const std::vector<std::string> list{standing.begin(), standing.end()};
    std::map<std::string, Reach> reach;
    for (const auto& act : acts) reach[act.type->full_name()];
    // What sets can do by steps is kept until all sets were looked at, for only then the writers of
    // the charter are known.
    std::vector<std::pair<Bodies, ActNames>> later;
    for (std::size_t size = 0; size <= std::min(max_bodies, list.size()); ++size) {
        Bodies chosen;
        choose(list, 0, size, chosen, [&](const Bodies& bodies) {
            for (const auto& name : acts_at_once(acts, bodies))
                keep_smallest(reach[name].at_once, bodies);
            later.emplace_back(bodies, acts_in_steps(acts, standing, bodies));
        });
    }
    const auto writers = reach[charter::v1::SetAuthority::descriptor()->full_name()].at_once;
    for (const auto& [bodies, names] : later) {
        // They can do everything by setting authorities, and stand in no other line.
        if (contains_one_of(writers, bodies)) continue;
        for (const auto& name : names) {
            auto& of_act = reach[name];
            if (!contains_one_of(of_act.at_once, bodies)) keep_smallest(of_act.added, bodies);
        }
    }
    return reach;
}

}  // namespace linlian::powers
