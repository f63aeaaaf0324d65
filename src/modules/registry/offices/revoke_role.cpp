// Who takes a role away again: the chair of the office, but for what one whom others appointed
// finds there.
#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/offices/roles.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

bool shares(const Makers& one, const Makers& other) {
    const auto in = [](const auto& set) {
        return [&set](const auto& element) { return set.contains(element); };
    };
    return std::ranges::any_of(one.members, in(other.members)) ||
           std::ranges::any_of(one.kinds, in(other.kinds));
}

// Whether elections are within reach: three independent bodies stand only where an owners'
// committee has a chair.
bool is_committee_led(const state::StateView& view) {
    bool found = false;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        found = row.until_height() == 0 && has_elected_chairs_only(row.kind()) &&
                chair_of(view, std::get<0>(parts)).has_value();
        return !found;
    });
    return found;
}

// The others who hold a role there that they owe neither to this chair nor to whom the chair owes
// theirs.
std::set<Id16> others_there(const Context& context, const Id16& chair, const v1::RevokeRole& act) {
    const auto& view = context.view();
    const Id16 office = id_of(act.office());
    auto makers = makers_of(*roles.find(view, chair, office, chair_role));
    makers.members.insert(chair);
    std::set<Id16> others;
    std::set<Id16> bound{chair, id_of(act.member())};
    visit_roles_in(view, office, [&](const Id16& member, const auto& role, const v1::Role& row) {
        if (is_in_force(role, row, context.now()))
            (shares(makers_of(row), makers) ? bound : others).insert(member);
        return true;
    });
    for (const auto& member : bound) others.erase(member);
    return others;
}

// More than half of them stand behind it, for this office.
bool do_others_agree(const Context& context, const Id16& chair, const v1::RevokeRole& act) {
    const auto others = others_there(context, chair, act);
    std::set<Id16> agree;
    for (const auto& [member, office] : all_behind(context))
        if (office == id_of(act.office()) && others.contains(member)) agree.insert(member);
    return 2 * agree.size() > others.size();
}

// Whether this chair may end the role. Whom others appointed to lead one of the bodies that stand
// against them ends what they gave themself: else two bodies throw out the people of a third, and
// nobody is left to stop them. Where no election can follow the people who are there from before
// decide with them.
bool may_end(const Context& context, const Supporter& behind, const v1::RevokeRole& act) {
    const auto& view = context.view();
    const Id16 office = id_of(act.office());
    const auto role = roles.find(view, id_of(act.member()), office, act.role());
    const auto kind = office_kind(view, office);
    if (!role || !kind || !is_of_the_community(*kind) ||
        !is_appointed_chair(view, behind.member, office))
        return true;
    return makers_of(*role).members.contains(behind.member) ||
           (!is_committee_led(view) && do_others_agree(context, behind.member, act));
}

}  // namespace

Result<> revoke_role(Context& context, const v1::RevokeRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    // Else the chair who lost an election ends the offer to whoever won it. A chair leaves by
    // themself, and whoever is to become one gives up the offer.
    if (act.role() == chair_role) return refuse(v1::ROLE_NOT_YOURS);
    codec::v1::Authority chair;
    chair.mutable_role()->set_role(chair_role);
    auto behind = all_behind(context);
    TRY(satisfies(context.view(), chair, behind, act, context.now()));
    std::erase_if(behind, [&](const Supporter& one) { return !may_end(context, one, act); });
    if (!satisfies(context.view(), chair, behind, act, context.now()))
        return refuse(v1::ROLE_NOT_YOURS);
    return end_role(context, office, member, act.role(), act.granted_by());
}

}  // namespace linlian::registry
