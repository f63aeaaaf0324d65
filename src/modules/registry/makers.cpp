#include "modules/registry/makers.h"

#include "modules/registry/authority.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/touches.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using codec::v1::Authority;

bool counts_for(const std::vector<Authority>& asked, const Backer& backer) {
    return std::ranges::any_of(asked, [&backer](const Authority& authority) {
        return codec::fits_a_part(authority, backer);
    });
}

bool have_all(const std::vector<Authority>& asked, const std::vector<Backer>& backers) {
    return std::ranges::all_of(asked, [&backers](const Authority& authority) {
        return codec::days_until_enough(authority, backers).has_value();
    });
}

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

// Whose support the others had no need of stands behind nothing: else one clerk whom few may check
// keeps everybody from checking. The author is always behind it, and whoever came last.
void drop_unneeded(const std::vector<Authority>& asked, std::vector<Supporter>& first,
                   std::vector<Backer>& backers) {
    for (std::size_t i = 1; i + 1 < backers.size();) {
        auto others = backers;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        if (!have_all(asked, others)) {
            ++i;
            continue;
        }
        backers = std::move(others);
        first.erase(first.begin() + static_cast<std::ptrdiff_t>(i));
    }
}

}  // namespace

std::vector<Supporter> first_behind(const machine::Context& context, const machine::Message& act,
                                    const std::vector<Authority>& asked) {
    const auto supporters = all_behind(context);
    const auto all = backers_of(context.view(), supporters, act, context.now());
    std::vector<Supporter> first;
    std::vector<Backer> backers;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!counts_for(asked, all[i])) continue;
        first.push_back(supporters[i]);
        backers.push_back(all[i]);
        if (!have_all(asked, backers)) continue;
        drop_unneeded(asked, first, backers);
        break;
    }
    return first;
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
