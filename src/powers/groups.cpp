// The arithmetic behind the closure. A group is made into people with every role that authorities
// name, and these are asked of codec::days_until_enough, as the ledger asks of real people. What a
// group could found or appoint becomes a further group.
#include "powers/groups.h"

#include "modules/registry/authority/reach.h"
#include "modules/registry/rules.h"
#include "powers/coalitions.h"

#include <algorithm>
#include <functional>

namespace linlian::powers {
namespace {

using codec::v1::Authority;

constexpr const char* chair_role = "chair";
// Where one role is asked for twice, two people of a body hold it; residents are as many.
constexpr std::size_t people_of_role = 2;
constexpr std::size_t residents = 3;
// More groups than these are never needed behind one act of founding or appointing.
constexpr std::size_t max_groups_behind = 4;

// Whether the authority asks for this kind of office, or for the office that the act names.
bool names(const Authority& authority, const std::string& kind) {
    return std::ranges::any_of(named_holders(authority), [&kind](const Holder& holder) {
        return holder.kind == kind || holder.kind == own_office;
    });
}

}  // namespace

std::set<std::string> roles_named(const Acts& acts) {
    std::set<std::string> roles{chair_role};
    for (const auto& act : acts) {
        for (const auto& holder : named_holders(act.authority))
            if (!holder.role.empty()) roles.insert(holder.role);
    }
    return roles;
}

Office office_of(const Act& act) {
    return names_an_office(*act.type) ? Office::of_others : Office::any;
}

Groups::Groups(std::set<std::string> roles, const Bodies& bodies)
    : roles_(std::move(roles)), bodies_(bodies) {
    for (const auto& kind : bodies) groups_.push_back({kind, {}});
}

// Made-up ids, different for each person of each group.
Id16 Groups::person(std::size_t group, std::size_t number) const {
    Id16 id;
    id.data[0] = static_cast<std::uint8_t>(group + 1);
    id.data[1] = static_cast<std::uint8_t>((group + 1) >> 8U);
    id.data[2] = static_cast<std::uint8_t>(number);
    return id;
}

// One chair, and two people of every other role.
void Groups::add_people(std::size_t group, Office office,
                        std::vector<codec::Backer>& people) const {
    const auto& [kind, bodies] = groups_[group];
    const codec::Makers made_by{{}, bodies};
    std::size_t number = 0;
    for (const auto& role : roles_) {
        for (std::size_t i = 0; i < (role == chair_role ? 1 : people_of_role); ++i)
            people.push_back({.member = person(group, number++),
                              .kind = kind,
                              .is_own = office == Office::any,
                              .roles = {{role, made_by}}});
    }
}

std::vector<codec::Backer> Groups::people_of(const Which& which, Office office) const {
    std::vector<codec::Backer> people;
    for (const auto group : which) add_people(group, office, people);
    for (std::size_t i = 0; i < residents; ++i)
        people.push_back({.member = person(groups_.size(), i), .kind = {}});
    return people;
}

bool Groups::have(const Act& act) const {
    Which all;
    for (std::size_t i = 0; i < groups_.size(); ++i) all.push_back(i);
    return suffice({act}, all);
}

// Notices pass: only whether they have it in the end is asked.
bool Groups::suffice(const std::vector<Act>& acts, const Which& which) const {
    return std::ranges::all_of(acts, [&](const Act& act) {
        const auto people = people_of(which, office_of(act));
        return codec::days_until_enough(act.authority, people).has_value();
    });
}

// The bodies themselves, and for groups that were made those who made them.
Bodies Groups::bodies_behind(const Which& which) const {
    Bodies behind;
    for (const auto index : which) {
        if (index < bodies_.size()) behind.insert(groups_[index].kind);
        behind.insert(groups_[index].made_by.begin(), groups_[index].made_by.end());
    }
    return behind;
}

// Groups that no authority here names are left out first: they cannot help. A set that suffices is
// not made larger.
std::set<Bodies> Groups::makers(const std::vector<Act>& acts) const {
    Which useful;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        const auto named = [&](const Act& act) { return names(act.authority, groups_[i].kind); };
        if (std::ranges::any_of(acts, named)) useful.push_back(i);
    }
    std::set<Bodies> all;
    Which chosen;
    // NOLINTNEXTLINE(misc-no-recursion): as deep as groups may stand behind one act.
    const std::function<void(std::size_t)> choose = [&](std::size_t from) {
        if (suffice(acts, chosen)) {
            all.insert(bodies_behind(chosen));
            return;
        }
        for (std::size_t i = from; chosen.size() < max_groups_behind && i < useful.size(); ++i) {
            chosen.push_back(useful[i]);
            choose(i + 1);
            chosen.pop_back();
        }
    };
    choose(0);
    return all;
}

bool Groups::add(const std::string& kind, const Bodies& made_by) {
    // Whoever owes it to fewer bodies can do all that these could.
    const auto is_better = [&](const Group& group) {
        return group.kind == kind && std::ranges::includes(made_by, group.made_by);
    };
    if (std::ranges::any_of(groups_, is_better)) return false;
    groups_.push_back({kind, made_by});
    return true;
}

// Of every kind but those whose chair is always elected: founding gives nobody a hold of these.
bool Groups::found(const Act& founding, const Bodies& kinds) {
    bool grows = false;
    for (const auto& behind : makers({founding})) {
        for (const auto& kind : kinds) {
            if (!registry::has_elected_chairs_only(kind)) grows = add(kind, behind) || grows;
        }
    }
    return grows;
}

bool Groups::can_close(const Act& closing, const Act& election, const std::string& kind) const {
    Which others;
    for (std::size_t i = 0; i < groups_.size(); ++i)
        if (groups_[i].kind != kind) others.push_back(i);
    if (!suffice({closing}, others)) return false;
    return !registry::has_elected_chairs_only(kind) || suffice({election}, others);
}

// Whoever appoints needs the authority of GrantRole and what the ledger asks of those who appoint.
bool Groups::appoint(const Act& granting, const Bodies& kinds) {
    bool grows = false;
    for (const auto& kind : kinds) {
        if (registry::appointing_kinds(kind).empty() || bodies_.contains(kind)) continue;
        const Act asked{granting.type, registry::authority_to_appoint(kind)};
        for (const auto& behind : makers({granting, asked})) grows = add(kind, behind) || grows;
    }
    return grows;
}

}  // namespace linlian::powers
