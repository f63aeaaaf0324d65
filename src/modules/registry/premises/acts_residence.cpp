// Members, and who lives or works where. A residence is declared by the member, confirmed by an
// owner or by clerks of two kinds of office, and ended by the member or by such clerks (rule 11).
// Only confirmed ones count in rolls. The acts stand at the end of the file.
#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/acts.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

// The counts are of declarations, confirmed or not; of a building, never of one flat.
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

Result<> check_residences_of(const Context& context, const Id16& member) {
    std::size_t count = 0;
    residences.scan(
        context.view(),
        [&](const auto&, const v1::Residence&) { return ++count < max_residences_per_member; },
        member);
    if (count < max_residences_per_member) return {};
    return refuse(v1::RESIDENCES_TOO_MANY, {{"limit", std::to_string(max_residences_per_member)}});
}

// An earlier living there that was confirmed is still needed by rolls of its time.
bool was_confirmed_before(const state::StateView& view, const Id16& member, const Id16& premises) {
    bool was = false;
    residences_before.scan(
        view, [&was](const auto&, const v1::Residence&) { return !(was = true); }, member,
        premises);
    return was;
}

// It stays on record for rolls of earlier heights. What nobody confirmed was on none, and what
// began in this same block neither: it leaves no trace, else whoever says in turn that they live
// in each flat of an estate would lengthen every look at it.
void end_row(Context& context, const Id16& member, const Id16& premises, v1::Residence row) {
    residences.erase(context.state(), member, premises);
    if (row.confirmed_height() == 0 || row.from_height() == context.height()) {
        if (!was_confirmed_before(context.view(), member, premises))
            residence_of.erase(context.state(), premises, member);
        return;
    }
    row.set_until_height(context.height());
    residences_before.put(context.state(), member, premises, context.height(), row);
}

// Whoever is said not to live there any more is concerned still, and asks who said so.
void note_taken(Context& context, const Id16& member, const Id16& premises, v1::Residence row) {
    if (row.kind() != v1::LIVES || row.confirmed_height() == 0) return;
    row.set_until_height(context.height());
    row.set_until_ms(context.now().ms);
    row.set_ended_by(context.id().bytes());
    note_behind(context);
    residences_taken.put(context.state(), member, premises, row);
}

// Fixed here and not in the charter: asked where neither an owner nor the member acts for themself.
codec::v1::Authority two_clerks() {
    codec::v1::Authority clerks;
    clerks.mutable_cosign()->set_offices(2);
    clerks.mutable_cosign()->set_role("clerk");
    for (const auto* kind : {"residents", "street", "owners"})
        clerks.mutable_cosign()->add_office_kinds(kind);
    return clerks;
}

// Nobody helps to confirm or to end their own residence as a clerk.
std::vector<Supporter> behind_without(const Context& context, const Id16& member) {
    auto others = all_behind(context);
    std::erase_if(others, [&](const Supporter& one) { return one.member == member; });
    return others;
}

// Whether one of those behind it is a clerk whose role reaches the premises, and not the member.
// Asked before any row is looked up: else who may not know is told who lives where.
Result<> check_clerk(const Context& context, const machine::Message& act, const Id16& member) {
    const auto clerks = two_clerks();
    const bool is_clerk =
        std::ranges::any_of(behind_without(context, member), [&](const Supporter& one) {
            return could_count(context.view(), clerks, one, act, context.now());
        });
    if (is_clerk) return {};
    return refuse(v1::RESIDENCE_NOT_YOURS);
}

// Clerks of two kinds of office, the member not among them: one clerk alone neither gives a voice
// nor takes one. Where they are the first of the two, the authority is missing, so that a motion
// waits for the second.
Result<> check_two_clerks(const Context& context, const machine::Message& act, const Id16& member) {
    TRY(check_clerk(context, act, member));
    return satisfies(context.view(), two_clerks(), behind_without(context, member), act,
                     context.now());
}

// The clerk who proposed it, else one of those behind it: whoever may propose anything looked at
// nothing. Needs check_two_clerks.
Id16 confirming_clerk(const Context& context, const machine::Message& act, const Id16& member) {
    const auto clerks = two_clerks();
    auto behind = all_behind(context);
    std::erase_if(behind, [&](const Supporter& one) {
        return one.member == member ||
               !could_count(context.view(), clerks, one, act, context.now());
    });
    CHECK(!behind.empty());
    const auto& author = context.author().member;
    const bool is_author = std::ranges::any_of(
        behind, [&author](const Supporter& one) { return one.member == author; });
    return is_author ? author : behind.front().member;
}

bool owns(const Context& context, const Id16& premises, const Id16& member) {
    const auto holding = current_holding(context.view(), premises);
    if (!holding) return false;
    return std::ranges::any_of(holding->owners(), [&](const Bytes& owner) {
        return acting_member(context.view(), id_of(owner)) == member.view();
    });
}

// Counted up to the limit and no further.
std::size_t confirmed_living(const Context& context, const Id16& premises) {
    std::size_t count = 0;
    residence_of.scan(
        context.view(),
        [&](const auto& parts, const v1::Member&) {
            const auto row = residences.find(context.view(), std::get<1>(parts), premises);
            if (row && row->kind() == v1::LIVES && row->confirmed_height() != 0) ++count;
            return count < max_confirmed_by_owner;
        },
        premises);
    return count;
}

// Confirmed living in any other premises of this ledger.
bool lives_elsewhere(const Context& context, const Id16& member, const Id16& premises) {
    bool found = false;
    residences.scan(
        context.view(),
        [&](const auto& parts, const v1::Residence& row) {
            found = std::get<1>(parts) != premises && row.kind() == v1::LIVES &&
                    row.confirmed_height() != 0;
            return !found;
        },
        member);
    return found;
}

// An owner confirms who lives with them and nowhere else, as many as a dwelling holds, and not in
// what was never sold or handed over: else whoever owns eight flats, or never sold them, would have
// eight voices in an assembly of households.
bool owner_confirms(const Context& context, const Id16& member, const Id16& premises,
                    const v1::Residence& row) {
    if (!owns(context, premises, context.author().member)) return false;
    const auto place = premises_table.find(context.view(), premises);
    if (row.kind() != v1::LIVES || !place) return true;
    return place->kind() == v1::FLAT && !lives_elsewhere(context, member, premises) &&
           confirmed_living(context, premises) < max_confirmed_by_owner;
}

}  // namespace

// What an act asks beside the charter, for motions that want to know whom they may ask.
std::optional<codec::v1::Authority> asked_by_itself(const machine::Message& act) {
    const auto* type = act.GetDescriptor();
    if (type == v1::ConfirmResidence::descriptor() || type == v1::EndResidence::descriptor())
        return two_clerks();
    return std::nullopt;
}

// Members without a key: they can do nothing until a slip or a counter gives them one.
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
    if (residences.has(context.view(), member, premises)) return refuse(v1::RESIDENCE_DECLARED);
    TRY(check_residences_of(context, member));
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

// Whoever is neither owner nor clerk is refused before it is looked up whether somebody lives
// there. Who confirmed stays on record, so nobody confirms again.
Result<> confirm_residence(Context& context, const v1::ConfirmResidence& act) {
    const Id16 premises = id_of(act.premises());
    const Id16 member = id_of(act.member());
    if (!owns(context, premises, context.author().member)) TRY(check_clerk(context, act, member));
    auto row = residences.find(context.view(), member, premises);
    if (!row) return refuse(v1::RESIDENCE_UNKNOWN);
    if (row->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    // Nor does anybody put their name in the place of those who did.
    if (row->confirmed_height() != 0) return refuse(v1::RESIDENCE_CONFIRMED);
    Id16 by = context.author().member;
    if (!owner_confirms(context, member, premises, *row)) {
        TRY(check_two_clerks(context, act, member));
        by = confirming_clerk(context, act, member);
    }
    row->set_confirmed_by(by.bytes());
    row->set_confirmed_height(context.height());
    note_behind(context);
    row->set_written_by(context.id().bytes());
    residences.put(context.state(), member, premises, *row);
    v1::ResidenceConfirmed event;
    event.set_building(row->building());
    context.emit(event);
    return {};
}

Result<> end_residence(Context& context, const v1::EndResidence& act) {
    const Id16 premises = id_of(act.premises());
    const Id16 member = id_of(act.member());
    if (context.author().member != member) TRY(check_clerk(context, act, member));
    const auto row = residences.find(context.view(), member, premises);
    if (!row) return refuse(v1::RESIDENCE_UNKNOWN);
    if (row->written_by() != act.replaces()) return refuse(v1::REPLACES_OTHER);
    // An owner does not end it: else a landlord would silence whoever votes against them.
    if (context.author().member != member) {
        TRY(check_two_clerks(context, act, member));
        note_taken(context, member, premises, *row);
    }
    end_row(context, member, premises, *row);
    count_resident(context, row->building(), row->kind(), false);
    v1::ResidenceEnded event;
    event.set_building(row->building());
    context.emit(event);
    return {};
}

}  // namespace linlian::registry
