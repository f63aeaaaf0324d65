#include "codec/refusal.h"
#include "codec/text.h"
#include "modules/registry/acts.h"
#include "modules/registry/limits.h"
#include "modules/registry/reach.h"
#include "modules/registry/roles.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

codec::v1::Authority two_appointing(const std::string& office_kind) {
    codec::v1::Authority authority;
    authority.mutable_cosign()->set_offices(2);
    authority.mutable_cosign()->set_role(chair_role);
    for (const auto& kind : appointing_kinds(office_kind))
        authority.mutable_cosign()->add_office_kinds(kind);
    return authority;
}

// The chair of an office grants its roles; where none is in force, two other bodies appoint one.
Result<> check_granter(const Context& context, const v1::GrantRole& act,
                       const std::vector<Supporter>& granters) {
    const Id16 office = id_of(act.office());
    const auto kind = office_kind(context.view(), office).value_or("");
    codec::v1::Authority needed;
    needed.mutable_role()->set_role(chair_role);
    if (act.role() == chair_role) {
        if (kind == "owners" || chair_of(context.view(), office)) return refuse(v1::ROLE_NOT_YOURS);
        needed = two_appointing(kind);
    }
    return satisfies(context.view(), needed, granters, act, context.now());
}

bool has_lapsed(const Context& context, const v1::Role& offer) {
    return offer.offered_ms() + offer_lifetime_ms <= context.now().ms;
}

// Each role is one more that every check of reach goes through. What one office may offer is less,
// so that no chair fills somebody's list with offers that keep others out.
Result<> check_roles_of(const Context& context, const Id16& member, const Id16& office) {
    std::size_t all = 0;
    std::size_t here = 0;
    const auto count = [&](const auto& parts) {
        ++all;
        if (std::get<1>(parts) == office) ++here;
        return true;
    };
    roles.scan(
        context.view(), [&](const auto& parts, const v1::Role&) { return count(parts); }, member);
    offers.scan(
        context.view(),
        [&](const auto& parts, const v1::Role& offer) {
            return has_lapsed(context, offer) || count(parts);
        },
        member);
    if (all < max_roles_per_member && here < max_roles_in_office) return {};
    const auto limit = here < max_roles_in_office ? max_roles_per_member : max_roles_in_office;
    return refuse(v1::ROLES_TOO_MANY, {{"limit", std::to_string(limit)}});
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

// Bodies are closed by others: whoever acts for the office itself does not count.
Result<> check_closed_by_others(const Context& context, const v1::CloseOffice& act) {
    auto others = all_behind(context);
    std::erase_if(others,
                  [&act](const Supporter& behind) { return behind.office.view() == act.office(); });
    const auto authority = charter::authority_of(context.view(), *act.GetDescriptor());
    if (satisfies(context.view(), authority, others, act, context.now())) return {};
    return refuse(v1::AUTHORITY_MISSING, {{"needed", authority_line(authority)}});
}

// Bodies of the same kind and estate whose chair is one of those who close this one, or owes the
// chair to them: they are no body beside theirs, and what needs one would be out of everybody's
// reach.
std::set<Id16> bodies_of_closers(const Context& context, const v1::Office& closed) {
    std::set<Id16> closers;
    for (const auto& behind : all_behind(context)) closers.insert(behind.member);
    std::set<Id16> theirs;
    for (const auto& office : offices_of_kind(context.view(), closed.kind())) {
        if (offices.find(context.view(), office)->estate() != closed.estate()) continue;
        const auto chair = chair_of(context.view(), office);
        if (chair && (closers.contains(chair->member) ||
                      owe_each_other(context.view(), {chair->member, office}, closers)))
            theirs.insert(office);
    }
    return theirs;
}

// By its name, or one that looks like it; and an estate has one owners' committee: a second one
// would be a way around the election of the first one's chair.
bool stands_already(const state::StateView& view, const v1::FoundOffice& act) {
    const auto name = codec::folded(act.name());
    bool stands = false;
    offices.scan(view, [&](const auto&, const v1::Office& row) {
        const bool same_seat =
            act.kind() == "owners" && row.kind() == act.kind() && row.estate() == act.estate();
        stands = row.until_height() == 0 && (codec::folded(row.name()) == name || same_seat);
        return !stands;
    });
    return stands;
}

// Who was appointed follows nobody; who was elected follows the chair of then, and no newer one.
Result<> check_chair_meanwhile(const Context& context, const Id16& office, const v1::Role& offer) {
    const auto chair = chair_of(context.view(), office);
    const Bytes now = chair ? chair->row.granted_by() : Bytes{};
    if (now == offer.replaces()) return {};
    return refuse(v1::OFFER_UNKNOWN);
}

}  // namespace

Result<> found_office(Context& context, const v1::FoundOffice& act) {
    if (!act.estate().empty() && !estates.has(context.view(), id_of(act.estate())))
        return refuse(v1::ESTATE_UNKNOWN);
    if (stands_already(context.view(), act)) return refuse(v1::OFFICE_EXISTS);
    const Id16 chair = id_of(act.chair());
    if (!members.has(context.view(), chair)) return refuse(v1::MEMBER_UNKNOWN);
    const Id16 id = context.fresh_id();
    v1::Office row;
    row.set_kind(act.kind());
    row.set_name(act.name());
    row.set_since_height(context.height());
    row.set_counts_from_ms(context.now().ms + waiting_time_ms);
    row.set_estate(act.estate());
    offices.put(context.state(), id, row);
    v1::OfficeFounded event;
    event.set_office(id.bytes());
    event.set_kind(act.kind());
    event.set_name(act.name());
    event.set_estate(act.estate());
    context.emit(event);
    auto first = new_role(context, act);
    first.set_founding(true);
    take_offer(context, id, chair, chair_role, std::move(first));
    return {};
}

Result<> close_office(Context& context, const v1::CloseOffice& act) {
    const Id16 id = id_of(act.office());
    auto row = live_office(context.view(), id);
    if (!row) return refuse(v1::OFFICE_UNKNOWN);
    TRY(check_closed_by_others(context, act));
    const auto before = out_of_reach(context);
    row->set_until_height(context.height());
    offices.put(context.state(), id, *row);
    TRY(check_reach(context, before, bodies_of_closers(context, *row)));
    v1::OfficeClosed event;
    event.set_office(act.office());
    context.emit(event);
    return {};
}

Result<> grant_role(Context& context, const v1::GrantRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    TRY(check_granter(context, act, all_behind(context)));
    const auto offer = offers.find(context.view(), member, office, act.role());
    if (offer && !has_lapsed(context, *offer)) return refuse(v1::ROLE_OFFERED);
    TRY(check_roles_of(context, member, office));
    if (holds_role(context.view(), member, office, act.role(), context.now()))
        return refuse(v1::ROLE_HELD);
    if (act.until_ms() != 0 && act.until_ms() <= context.now().ms) return refuse(v1::TERM_WRONG);
    v1::Role role = new_role(context, act);
    *role.mutable_area() = act.area();
    role.set_until_ms(act.until_ms());
    take_offer(context, office, member, act.role(), role);
    return {};
}

Result<> record_election(Context& context, const v1::RecordElection& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    const auto chair = chair_of(context.view(), office);
    if (act.replaces() != (chair ? chair->row.granted_by() : Bytes{}))
        return refuse(v1::REPLACES_OTHER);
    if (act.until_ms() != 0 && act.until_ms() <= context.now().ms) return refuse(v1::TERM_WRONG);
    v1::Role role;
    role.set_until_ms(act.until_ms());
    role.set_granted_by(context.id().bytes());
    role.set_elected(true);
    role.set_replaces(act.replaces());
    take_offer(context, office, member, chair_role, role);
    return {};
}

Result<> revoke_role(Context& context, const v1::RevokeRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    codec::v1::Authority chair;
    chair.mutable_role()->set_role(chair_role);
    TRY(satisfies(context.view(), chair, all_behind(context), act, context.now()));
    return end_role(context, office, member, act.role(), act.granted_by());
}

Result<> accept_role(Context& context, const v1::AcceptRole& act) {
    const Id16 office = id_of(act.office());
    const Id16& member = context.author().member;
    if (!live_office(context.view(), office)) return refuse(v1::OFFICE_UNKNOWN);
    const auto offer = offers.find(context.view(), member, office, act.role());
    // Naming the offer, a held-back acceptance takes no other one.
    if (!offer || offer->granted_by() != act.granted_by() || has_lapsed(context, *offer))
        return refuse(v1::OFFER_UNKNOWN);
    TRY(check_givers(context, act, *offer));
    if (act.role() == chair_role) TRY(check_chair_meanwhile(context, office, *offer));
    if (offer->until_ms() != 0 && offer->until_ms() <= context.now().ms)
        return refuse(v1::TERM_WRONG);
    offers.erase(context.state(), member, office, act.role());
    begin_role(context, office, member, act.role(), *offer);
    return {};
}

Result<> leave_role(Context& context, const v1::LeaveRole& act) {
    return end_role(context, id_of(act.office()), context.author().member, act.role(),
                    act.granted_by());
}

}  // namespace linlian::registry
