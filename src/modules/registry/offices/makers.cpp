// Who owes their role to whom (rule 13). makers_behind() is called when a role is offered and its
// result stays in the row; the rest reads these rows.
#include "modules/registry/offices/makers.h"

#include "modules/registry/authority/authority.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

// Whether the backer can be of use for any of the authorities.
bool counts_for(const std::vector<Authority>& asked, const Backer& backer) {
    return std::ranges::any_of(asked, [&backer](const Authority& authority) {
        return codec::fits_a_part(authority, backer);
    });
}

// Notices are taken to be over.
bool have_all(const std::vector<Authority>& asked, const std::vector<Backer>& backers) {
    return std::ranges::all_of(asked, [&backers](const Authority& authority) {
        return codec::days_until_enough(authority, backers).has_value();
    });
}

// To the person, or to the kind of office for which that person speaks.
bool owes(const Made& one, const Made& to) {
    return one.by.members.contains(to.member) || one.by.kinds.contains(to.kind);
}

}  // namespace

std::set<Id16> made_since(const state::StateView& view, const Id16& member, Height height) {
    std::set<Id16> makers;
    roles.scan(
        view,
        [&](const auto&, const v1::Role& row) {
            if (row.from_height() > height) makers.merge(makers_of(row).members);
            return true;
        },
        member);
    return makers;
}

Makers makers_of(const v1::Role& role) {
    Makers makers;
    for (const auto& maker : role.appointed_by()) makers.members.insert(id_of(maker));
    makers.kinds = {role.appointed_by_kinds().begin(), role.appointed_by_kinds().end()};
    return makers;
}

Makers makers_behind(const machine::Context& context, const machine::Message& act,
                     const std::vector<Authority>& asked) {
    const auto first = first_behind(context, act, asked);
    const auto backers = backers_of(context.view(), first, act, context.now());
    const auto own = named_offices(act);
    Makers makers;
    for (std::size_t i = 0; i < backers.size(); ++i) {
        makers.members.insert(backers[i].member);
        if (!own.contains(first[i].office)) makers.kinds.insert(backers[i].kind);
        for (const auto& [role, made_by] : backers[i].roles) makers.add(made_by);
    }
    return makers;
}

namespace {

// Whom the others need, the first of those who could do it: what stands beside them is behind
// nothing. Else one clerk whom few may check keeps everybody from checking, and who leads two
// bodies acts for the other one. Their places, ascending.
std::vector<std::size_t> needed_among(const std::vector<Authority>& asked,
                                      const std::vector<Backer>& backers) {
    std::vector<std::size_t> needed;
    const auto suffice = [&](std::size_t first_ones) {
        std::vector<Backer> some(backers.begin(),
                                 backers.begin() + static_cast<std::ptrdiff_t>(first_ones));
        for (const auto place : needed) some.push_back(backers[place]);
        return have_all(asked, some);
    };
    // Of so many it takes the last one, and those before them as far as they are needed too.
    for (std::size_t enough = backers.size(); enough > 0 && !suffice(0);) {
        for (std::size_t few = 0; enough - few > 1;) {
            const auto middle = (few + enough) / 2;
            (suffice(middle) ? enough : few) = middle;
        }
        needed.push_back(--enough);
    }
    std::ranges::reverse(needed);
    return needed;
}

}  // namespace

std::vector<Supporter> first_behind(const machine::Context& context, const machine::Message& act,
                                    const std::vector<Authority>& asked) {
    const auto all = all_behind(context);
    const auto as_they_count = backers_of(context.view(), all, act, context.now());
    std::vector<Supporter> first;
    std::vector<Backer> backers;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!counts_for(asked, as_they_count[i])) continue;
        first.push_back(all[i]);
        backers.push_back(as_they_count[i]);
    }
    if (!have_all(asked, backers)) return first;
    std::vector<Supporter> needed;
    for (const auto place : needed_among(asked, backers)) needed.push_back(first[place]);
    return needed;
}

bool is_made_by_body(const state::StateView& view, const Id16& member, const Id16& office,
                     Timestamp since) {
    const auto body = offices.find(view, office);
    bool found = false;
    const auto look = [&](const auto& parts, const v1::Role& row) {
        const auto in = offices.find(view, std::get<1>(parts));
        found = body && in && is_in_force(std::get<2>(parts), row, since) &&
                is_of_one_body(in->kind()) && makers_of(row).kinds.contains(body->kind());
        return !found;
    };
    roles.scan(view, look, member);
    return found;
}

bool is_appointed_chair(const state::StateView& view, const Id16& member, const Id16& office) {
    const auto body = offices.find(view, office);
    const auto chair = roles.find(view, member, office, chair_role);
    return body && chair && !makers_of(*chair).kinds.empty();
}

Makers makers_of_supporter(const state::StateView& view, const Supporter& who, Timestamp now) {
    Makers makers;
    const auto add = [&](const auto& parts, const v1::Role& row) {
        if (!is_in_force(std::get<2>(parts), row, now)) return true;
        auto made_by = makers_of(row);
        if (std::get<1>(parts) != who.office) made_by.kinds.clear();
        makers.add(made_by);
        return true;
    };
    roles.scan(view, add, who.member);
    return makers;
}

bool owe_each_other(const Made& one, const Made& other) {
    return owes(one, other) || owes(other, one);
}

}  // namespace linlian::registry
