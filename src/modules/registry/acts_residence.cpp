#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/book.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/touches.h"

#include <set>

namespace linlian::registry {
namespace {

std::optional<v1::Residence> live_residence(const Context& context, const Id16& member,
                                            const Id16& premises) {
    auto row = residences.find(context.view(), member, premises);
    if (row && row->until_height() != 0) row.reset();
    return row;
}

void count_resident(Context& context, const std::string& building, v1::ResidenceKind kind,
                    bool add) {
    const Id16 id = id_of(building);
    auto row = residents.find(context.view(), id).value_or(v1::ResidenceCount{});
    if (kind == v1::LIVES)
        row.set_lives(add ? row.lives() + 1 : row.lives() - 1);
    else
        row.set_works(add ? row.works() + 1 : row.works() - 1);
    residents.put(context.state(), id, row);
}

// A residence that ended and is declared anew stays on record for rolls of earlier heights.
void keep_former(Context& context, const Id16& member, const Id16& premises) {
    const auto ended = residences.find(context.view(), member, premises);
    if (ended && ended->from_height() < ended->until_height())
        residences_before.put(context.state(), member, premises, ended->until_height(), *ended);
}

// An owner (or who acts for one) of the premises, or a clerk whose role reaches them.
bool may_confirm(const Context& context, const Id16& premises, const v1::ConfirmResidence& act) {
    const auto& author = context.author().member;
    if (const auto holding = current_holding(context.view(), premises)) {
        for (const auto& owner : holding->row.owners()) {
            if (acting_member(context.view(), id_of(owner)) == author.view()) return true;
        }
    }
    if (act.member() == author.view()) return false;  // no clerk confirms himself
    codec::v1::Authority clerk;
    clerk.mutable_cosign()->set_offices(1);
    clerk.mutable_cosign()->set_role("clerk");
    for (const auto* kind : {"residents", "street", "owners"})
        clerk.mutable_cosign()->add_office_kinds(kind);
    bool confirmed = false;
    roles.scan(
        context.view(),
        [&](const auto& parts, const v1::Role&) {
            confirmed =
                satisfies(context.view(), clerk, {{author, std::get<1>(parts)}}, act, context.now())
                    .has_value();
            return !confirmed;
        },
        author);
    return confirmed;
}

}  // namespace

Result<> register_members(Context& context, const v1::RegisterMembers& act) {
    std::set<Bytes> seen;
    for (const auto& id : act.members()) {
        if (!seen.insert(id).second) return refuse(v1::LINE_DOUBLED, {{"id", to_hex(id)}});
        if (members.has(context.view(), id_of(id))) return refuse(v1::MEMBER_EXISTS);
        if (is_no_person(context.view(), id_of(id)))
            return refuse(v1::OWNER_IS_MEMBER, {{"id", to_hex(id)}});
    }
    v1::Member row;
    row.set_since_height(context.height());
    for (const auto& id : act.members()) members.put(context.state(), id_of(id), row);
    v1::MembersRegistered event;
    event.set_count(static_cast<std::uint32_t>(act.members_size()));
    context.emit(event);
    return {};
}

Result<> declare_residence(Context& context, const v1::DeclareResidence& act) {
    const Id16 premises = id_of(act.premises());
    const Id16& member = context.author().member;
    const auto place = premises_table.find(context.view(), premises);
    if (!place || place->until_height() != 0) return refuse(v1::PREMISES_UNKNOWN);
    if (act.kind() == v1::LIVES && !is_dwelling(place->kind())) return refuse(v1::NOT_A_DWELLING);
    if (live_residence(context, member, premises)) return refuse(v1::RESIDENCE_DECLARED);
    keep_former(context, member, premises);
    v1::Residence row;
    row.set_kind(act.kind());
    row.set_from_height(context.height());
    row.set_building(place->building());
    row.set_written_by(context.id().bytes());
    residences.put(context.state(), member, premises, row);
    residence_of.put(context.state(), premises, member, v1::Member{});
    count_resident(context, place->building(), act.kind(), true);
    v1::ResidenceDeclared event;
    event.set_building(place->building());
    context.emit(event);
    return {};
}

Result<> confirm_residence(Context& context, const v1::ConfirmResidence& act) {
    const Id16 premises = id_of(act.premises());
    const Id16 member = id_of(act.member());
    auto row = live_residence(context, member, premises);
    if (!row) return refuse(v1::RESIDENCE_UNKNOWN);
    if (row->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    if (!may_confirm(context, premises, act)) return refuse(v1::CONFIRM_NOT_YOURS);
    row->set_confirmed_by(context.author().member.bytes());
    if (row->confirmed_height() == 0) row->set_confirmed_height(context.height());
    row->set_written_by(context.id().bytes());
    residences.put(context.state(), member, premises, *row);
    v1::ResidenceConfirmed event;
    event.set_building(row->building());
    context.emit(event);
    return {};
}

Result<> end_residence(Context& context, const v1::EndResidence& act) {
    const Id16 premises = id_of(act.premises());
    auto row = live_residence(context, context.author().member, premises);
    if (!row) return refuse(v1::RESIDENCE_UNKNOWN);
    if (row->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    row->set_until_height(context.height());
    residences.put(context.state(), context.author().member, premises, *row);
    count_resident(context, row->building(), row->kind(), false);
    v1::ResidenceEnded event;
    event.set_building(row->building());
    context.emit(event);
    return {};
}

}  // namespace linlian::registry
