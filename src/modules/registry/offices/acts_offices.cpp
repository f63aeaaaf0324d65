// The acts on offices and roles: found, close, grant, elect, accept, leave (RevokeRole stands in
// revoke_role.cpp). They check here; roles.cpp writes. Every act after which somebody could do less
// looks at what is within reach before and after it (rule 15).
#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/offices/roles.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// The chair of an office grants its roles; where none is in force, two other bodies appoint one.
Result<codec::v1::Authority> who_grants(const Context& context, const v1::GrantRole& act) {
    const Id16 office = id_of(act.office());
    if (act.role() == chair_role) {
        const auto kind = office_kind(context.view(), office).value_or("");
        if (has_elected_chairs_only(kind) || chair_of(context.view(), office))
            return refuse(v1::ROLE_NOT_YOURS);
        return authority_to_appoint(kind);
    }
    codec::v1::Authority own_chair;
    own_chair.mutable_role()->set_role(chair_role);
    return own_chair;
}

Result<> check_granter(const Context& context, const v1::GrantRole& act,
                       const std::vector<Supporter>& granters) {
    const auto needed = TRY(who_grants(context, act));
    return satisfies(context.view(), needed, granters, act, context.now());
}

// Everything that is asked of whoever grants this role.
std::vector<codec::v1::Authority> asked_of_granters(const Context& context,
                                                    const v1::GrantRole& act) {
    const auto needed = who_grants(context, act);
    CHECK(needed);  // check_granter was content
    return {charter::authority_of(context.view(), *act.GetDescriptor()), *needed};
}

// How many roles the member holds, in this office or in all.
template <class... In>
std::size_t roles_of(const Context& context, const Id16& member, const In&... office) {
    std::size_t held = 0;
    const auto count = [&held](const auto&, const v1::Role&) { return ++held > 0; };
    roles.scan(context.view(), count, member, office...);
    return held;
}

// What one office gave or offers to one member: no chair fills somebody's list. What others offer
// keeps nobody out.
Result<> check_roles_here(const Context& context, const Id16& member, const Id16& office) {
    std::size_t here = 0;
    const auto count = [&](const auto&, const v1::Role& row) {
        if (!has_lapsed(context, row)) ++here;
        return true;
    };
    offers.scan(context.view(), count, member, office);
    here += roles_of(context, member, office);
    if (here < max_roles_in_office) return {};
    return refuse(v1::ROLES_TOO_MANY, {{"limit", std::to_string(max_roles_in_office)}});
}

// Each role is one more that every check of reach goes through.
Result<> check_roles_held(const Context& context, const Id16& member) {
    if (roles_of(context, member) < max_roles_per_member) return {};
    return refuse(v1::ROLES_TOO_MANY, {{"limit", std::to_string(max_roles_per_member)}});
}

// An offer stands while those who made it could make it still: not that of a chair who is none any
// more. The first chair of an office and an elected one follow from what was decided then.
Result<> check_givers(const Context& context, const v1::AcceptRole& act, const v1::Role& offer) {
    if (offer.founding() || offer.elected()) return {};
    v1::GrantRole grant;
    grant.set_office(act.office());
    grant.set_role(act.role());
    std::vector<Supporter> givers;
    for (const auto& maker : offer.appointed_by()) {
        const auto in = offices_of(context.view(), id_of(maker));
        givers.insert(givers.end(), in.begin(), in.end());
    }
    if (check_granter(context, grant, givers)) return {};
    return refuse(v1::OFFER_UNKNOWN);
}

// Bodies are closed by others: whoever acts for the office itself does not count, nor does a
// younger office for the elder one of its kind, which it would follow.
// Of `behind`: whether this supporter must be left out.
bool closes_itself(const Context& context, const Id16& id, const v1::Office& closed,
                   const Supporter& behind) {
    if (behind.office == id) return true;
    const auto office = offices.find(context.view(), behind.office);
    return office && office->kind() == closed.kind() &&
           office->since_height() > closed.since_height();
}

// An owners' committee is closed by no fewer than those who record its elections: else two bodies
// close the one that was elected, and found another.
Result<> check_closed_by_others(const Context& context, const v1::CloseOffice& act,
                                const v1::Office& closed) {
    auto others = all_behind(context);
    std::erase_if(others, [&](const Supporter& behind) {
        return closes_itself(context, id_of(act.office()), closed, behind);
    });
    std::vector<codec::v1::Authority> asked{
        charter::authority_of(context.view(), *act.GetDescriptor())};
    if (has_elected_chairs_only(closed.kind()))
        asked.push_back(charter::authority_of(context.view(), *v1::RecordElection::descriptor()));
    for (const auto& authority : asked)
        TRY(satisfies(context.view(), authority, others, act, context.now()));
    return {};
}

// The office counts for its kind after the waiting time; `second` says that it counts only once its
// own chair was elected.
v1::Office founded(const Context& context, const v1::FoundOffice& act) {
    v1::Office row;
    row.set_kind(act.kind());
    row.set_name(act.name());
    row.set_since_height(context.height());
    row.set_counts_from_ms(context.now().ms + waiting_time_ms);
    row.set_estate(act.estate());
    row.set_second(is_second(context.view(), act));
    return row;
}

// Who was appointed follows nobody; who was elected follows whoever leads the office by then. Of
// elections one alone waits, so that no older one overthrows a newer one.
Result<> check_chair_meanwhile(const Context& context, const Id16& office, const v1::Role& offer) {
    if (offer.elected() || !chair_of(context.view(), office)) return {};
    return refuse(v1::OFFER_UNKNOWN);
}

}  // namespace

// The founders name the first chair, who accepts like anybody else. An owners' committee begins
// without one.
Result<> found_office(Context& context, const v1::FoundOffice& act) {
    if (!act.estate().empty() && !estates.has(context.view(), id_of(act.estate())))
        return refuse(v1::ESTATE_UNKNOWN);
    if (stands_already(context.view(), act)) return refuse(v1::OFFICE_EXISTS);
    const bool is_elected = has_elected_chairs_only(act.kind());
    if (!is_elected && !members.has(context.view(), id_of(act.chair())))
        return refuse(v1::MEMBER_UNKNOWN);
    const Id16 id = context.fresh_id();
    offices.put(context.state(), id, founded(context, act));
    v1::OfficeFounded event;
    event.set_office(id.bytes());
    event.set_kind(act.kind());
    event.set_name(act.name());
    event.set_estate(act.estate());
    context.emit(event);
    if (is_elected) return {};
    auto first =
        new_role(context, act, {charter::authority_of(context.view(), *act.GetDescriptor())});
    first.set_founding(true);
    return take_offer(context, id, id_of(act.chair()), chair_role, std::move(first));
}

// The row stays with its end; roles in it stay on record too, and count for nothing.
Result<> close_office(Context& context, const v1::CloseOffice& act) {
    const Id16 id = id_of(act.office());
    auto row = live_office(context.view(), id);
    if (!row) return refuse(v1::OFFICE_UNKNOWN);
    TRY(check_closed_by_others(context, act, *row));
    const auto before = out_of_reach(context);
    row->set_until_height(context.height());
    offices.put(context.state(), id, *row);
    TRY(check_reach(context, before));
    v1::OfficeClosed event;
    event.set_office(act.office());
    context.emit(event);
    return {};
}

// Gives an offer; the role begins when it is accepted. `until_ms` 0 is a role without an end.
Result<> grant_role(Context& context, const v1::GrantRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    TRY(check_granter(context, act, all_behind(context)));
    // Whoever leads an office leads all of it.
    if (act.role() == chair_role && !reaches(act.area(), {}))
        return refuse(v1::VALUE_WRONG, {{"field", "area"}});
    const auto offer = offers.find(context.view(), member, office, act.role());
    if (offer && !has_lapsed(context, *offer)) return refuse(v1::ROLE_OFFERED);
    TRY(check_roles_here(context, member, office));
    TRY(check_roles_held(context, member));
    if (holds_role(context.view(), member, office, act.role(), context.now()))
        return refuse(v1::ROLE_HELD);
    if (act.until_ms() != 0 && act.until_ms() <= context.now().ms) return refuse(v1::TERM_WRONG);
    v1::Role role = new_role(context, act, asked_of_granters(context, act));
    *role.mutable_area() = act.area();
    role.set_until_ms(act.until_ms());
    return take_offer(context, office, member, act.role(), role);
}

// Naming the chair whom the election replaces (empty: there is none), a held-back record does not
// overthrow a later chair.
Result<> record_election(Context& context, const v1::RecordElection& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    const auto chair = chair_of(context.view(), office);
    if (act.replaces() != (chair ? chair->row.granted_by() : Bytes{}))
        return refuse(v1::REPLACES_OTHER);
    if (act.until_ms() != 0 && act.until_ms() <= context.now().ms) return refuse(v1::TERM_WRONG);
    const auto key = keys.find(context.view(), key_hash(act.key()));
    if (!key || key->state() != v1::KEY_ACTIVE || key->member() != act.member())
        return refuse(v1::ELECTED_KEY_WRONG);
    v1::Role role;
    role.set_key(act.key());
    role.set_until_ms(act.until_ms());
    role.set_granted_by(context.id().bytes());
    role.set_elected(true);
    end_offers_of_chair(context, office);  // one election waits, the newest
    return take_offer(context, office, member, chair_role, role);
}

Result<> accept_role(Context& context, const v1::AcceptRole& act) {
    const Id16 office = id_of(act.office());
    const Id16& member = context.author().member;
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    const auto offer = offers.find(context.view(), member, office, act.role());
    // Naming the offer, a held-back acceptance takes no other one.
    if (!offer || offer->granted_by() != act.granted_by() || has_lapsed(context, *offer))
        return refuse(v1::OFFER_UNKNOWN);
    // Else who was elected without a key is whoever the counter gives one to in their name.
    if (offer->elected() && offer->key() != context.author().key)
        return refuse(v1::ELECTED_BY_OTHER_KEY);
    TRY(check_givers(context, act, *offer));
    if (!offer->elected() && !offer->founding()) TRY(check_roles_held(context, member));
    if (act.role() == chair_role) TRY(check_chair_meanwhile(context, office, *offer));
    if (offer->until_ms() != 0 && offer->until_ms() <= context.now().ms)
        return refuse(v1::TERM_WRONG);
    erase_offer(context, office, member, act.role());
    return begin_role(context, office, member, act.role(), *offer);
}

// Only a change of chair looks at what is within reach.
std::uint64_t cost_of_acceptance(const state::StateView& view, const v1::AcceptRole& act) {
    return act.role() == chair_role ? cost_of_reach + cost_of_estates(view) : 0;
}

Result<> leave_role(Context& context, const v1::LeaveRole& act) {
    return end_role(context, id_of(act.office()), context.author().member, act.role(),
                    act.granted_by());
}

}  // namespace linlian::registry
