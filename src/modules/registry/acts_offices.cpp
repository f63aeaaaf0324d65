#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

namespace linlian::registry {
namespace {

constexpr const char* head_role = "head";

std::optional<v1::Office> live_office(const Context& context, const Id16& office) {
    auto row = offices.find(context.view(), office);
    if (row && row->until_height() != 0) row.reset();
    return row;
}

bool has_head(const Context& context, const Id16& office) {
    bool found = false;
    roles.scan(context.view(), [&](const auto& parts, const v1::Role& row) {
        const bool live = row.until_ms() == 0 || row.until_ms() > context.now().ms;
        found = live && std::get<1>(parts) == office && std::get<2>(parts) == head_role;
        return !found;
    });
    return found;
}

bool heads_the_party(const Context& context) {
    bool found = false;
    const auto& member = context.author().member;
    roles.scan(
        context.view(),
        [&](const auto& parts, const v1::Role&) {
            const Id16& office = std::get<1>(parts);
            const auto row = offices.find(context.view(), office);
            found = row && row->kind() == "party" &&
                    holds_role(context.view(), member, office, head_role, context.now());
            return !found;
        },
        member);
    return found;
}

// The head of an office runs its roles; where an office has no head, the Party organisation, which
// admitted it, appoints one.
bool may_run_roles(const Context& context, const Id16& office, const std::string& role) {
    const auto& author = context.author().member;
    if (holds_role(context.view(), author, office, head_role, context.now())) return true;
    return role == head_role && !has_head(context, office) && heads_the_party(context);
}

// Rolls of earlier heights still need what a role was; one of this same block left no trace.
void keep_former(Context& context, const Id16& office, const Id16& member, const std::string& role,
                 const v1::Role& row) {
    if (row.from_height() < context.height())
        roles_before.put(context.state(), office, member, role, context.height(), row);
}

}  // namespace

Result<> found_office(Context& context, const v1::FoundOffice& act) {
    bool exists = false;
    offices.scan(context.view(), [&](const auto&, const v1::Office& row) {
        exists = row.name() == act.name() && row.until_height() == 0;
        return !exists;
    });
    if (exists) return refuse(v1::OFFICE_EXISTS);
    const Id16 id = context.fresh_id();
    v1::Office row;
    row.set_kind(act.kind());
    row.set_name(act.name());
    row.set_since_height(context.height());
    offices.put(context.state(), id, row);
    v1::OfficeFounded event;
    event.set_office(id.bytes());
    event.set_kind(act.kind());
    event.set_name(act.name());
    context.emit(event);
    return {};
}

Result<> close_office(Context& context, const v1::CloseOffice& act) {
    const Id16 id = id_of(act.office());
    auto row = live_office(context, id);
    if (!row) return refuse(v1::OFFICE_UNKNOWN);
    row->set_until_height(context.height());
    offices.put(context.state(), id, *row);
    v1::OfficeClosed event;
    event.set_office(act.office());
    context.emit(event);
    return {};
}

Result<> grant_role(Context& context, const v1::GrantRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context, office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!members.has(context.view(), member)) return refuse(v1::MEMBER_UNKNOWN);
    if (!may_run_roles(context, office, act.role())) return refuse(v1::ROLE_NOT_YOURS);
    if (holds_role(context.view(), member, office, act.role(), context.now()))
        return refuse(v1::ROLE_HELD);
    if (act.until_ms() != 0 && act.until_ms() <= context.now().ms) return refuse(v1::TERM_WRONG);
    if (const auto ended = roles.find(context.view(), member, office, act.role()))
        keep_former(context, office, member, act.role(), *ended);
    v1::Role row;
    *row.mutable_area() = act.area();
    row.set_from_height(context.height());
    row.set_until_ms(act.until_ms());
    row.set_granted_by(context.id().bytes());
    roles.put(context.state(), member, office, act.role(), row);
    v1::RoleGranted event;
    event.set_office(act.office());
    event.set_member(act.member());
    event.set_role(act.role());
    event.set_until_ms(act.until_ms());
    context.emit(event);
    return {};
}

Result<> revoke_role(Context& context, const v1::RevokeRole& act) {
    const Id16 office = id_of(act.office());
    const Id16 member = id_of(act.member());
    if (!live_office(context, office)) return refuse(v1::OFFICE_UNKNOWN);
    if (!may_run_roles(context, office, act.role())) return refuse(v1::ROLE_NOT_YOURS);
    // Naming the grant, a held-back revocation cannot end a role that was granted anew since.
    const auto row = roles.find(context.view(), member, office, act.role());
    if (!row || row->granted_by() != act.granted_by()) return refuse(v1::ROLE_UNKNOWN);
    keep_former(context, office, member, act.role(), *row);
    roles.erase(context.state(), member, office, act.role());
    v1::RoleRevoked event;
    event.set_office(act.office());
    event.set_member(act.member());
    event.set_role(act.role());
    context.emit(event);
    return {};
}

}  // namespace linlian::registry
