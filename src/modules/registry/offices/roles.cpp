// Writes roles and offers of roles. An offer is a row of its own until somebody accepts it; a role
// that ends leaves a former row and an entry among the leavers. Reading order: the functions of
// roles.h at the end of the file first.
#include "modules/registry/offices/roles.h"

#include "codec/refusal.h"
#include "codec/text.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/authority/reach.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/makers.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// When the member's last role there ended: one whose term was over ended then, whoever takes it
// away.
void note_leaver(machine::Context& context, const Id16& office, const Id16& member,
                 const std::string& role, const v1::Role& row) {
    v1::Leaver last;
    last.set_until_height(context.height());
    last.set_until_ms(is_in_force(role, row, context.now()) ? context.now().ms : row.until_ms());
    if (const auto before = leavers.find(context.view(), office, member))
        last.set_until_ms(std::max(last.until_ms(), before->until_ms()));
    leavers.put(context.state(), office, member, last);
}

// Rolls of earlier heights still need what a role was; one of this same block left no trace.
void keep_former(machine::Context& context, const Id16& office, const Id16& member,
                 const std::string& role, const v1::Role& row) {
    if (row.from_height() == context.height()) return;
    roles_before.put(context.state(), office, context.height(), member, role, row);
    note_leaver(context, office, member, role, row);
}

// A role ends in both indexes and leaves its event; whether it may end is asked elsewhere.
void write_end(machine::Context& context, const Id16& office, const Id16& member,
               const std::string& role, const v1::Role& row) {
    keep_former(context, office, member, role, row);
    roles.erase(context.state(), member, office, role);
    roles_in.erase(context.state(), office, member, role);
    v1::RoleRevoked event;
    event.set_office(office.bytes());
    event.set_member(member.bytes());
    event.set_role(role);
    context.emit(event);
}

template <class Event>
Event event_of(const Id16& office, const Id16& member, const std::string& role,
               const v1::Role& row) {
    Event event;
    event.set_office(office.bytes());
    event.set_member(member.bytes());
    event.set_role(role);
    event.set_until_ms(row.until_ms());
    return event;
}

// A role that is granted anew keeps the former row of the one it replaces.
void write_role(machine::Context& context, const Id16& office, const Id16& member,
                const std::string& role, v1::Role row) {
    if (const auto ended = roles.find(context.view(), member, office, role))
        keep_former(context, office, member, role, *ended);
    row.set_from_height(context.height());
    roles.put(context.state(), member, office, role, row);
    roles_in.put(context.state(), office, member, role, v1::Member{});
    context.emit(event_of<v1::RoleGranted>(office, member, role, row));
}

void end_offer(machine::Context& context, const Id16& office, const Id16& member,
               const std::string& role, const v1::Role& offer) {
    erase_offer(context, office, member, role);
    context.emit(event_of<v1::OfferEnded>(office, member, role, offer));
}

// What nobody took in time goes with the next offer of the office to the same person.
void drop_lapsed(machine::Context& context, const Id16& office, const Id16& member) {
    std::vector<std::string> lapsed;
    offers.scan(
        context.view(),
        [&](const auto& parts, const v1::Role& offer) {
            if (has_lapsed(context, offer)) lapsed.push_back(std::get<2>(parts));
            return true;
        },
        member, office);
    for (const auto& role : lapsed) erase_offer(context, office, member, role);
}

// Of a kind that is of one estate, the same estate; of others both name none.
bool is_of_same_seat(const v1::FoundOffice& act, const v1::Office& row) {
    return row.kind() == act.kind() && row.estate() == act.estate();
}

// An office that was founded beside another one of its kind, now that its chair was elected.
void counts_for_itself(machine::Context& context, const Id16& office) {
    auto row = offices.find(context.view(), office);
    CHECK(row);  // a role is of an office on record
    if (!row->second()) return;
    // It loses only the mark; its days of waiting run on as they were.
    row->clear_second();
    offices.put(context.state(), office, *row);
}

}  // namespace

// Names are compared folded: those that look alike are the same.
bool stands_already(const state::StateView& view, const v1::FoundOffice& act) {
    const auto name = codec::folded(act.name());
    bool stands = false;
    offices.scan(view, [&](const auto&, const v1::Office& row) {
        const bool same_seat = has_elected_chairs_only(act.kind()) && is_of_same_seat(act, row);
        stands = row.until_height() == 0 && (codec::folded(row.name()) == name || same_seat);
        return !stands;
    });
    return stands;
}

bool has_lapsed(const machine::Context& context, const v1::Role& offer) {
    return offer.offered_ms() + offer_lifetime_ms <= context.now().ms;
}

void erase_offer(machine::Context& context, const Id16& office, const Id16& member,
                 const std::string& role) {
    offers.erase(context.state(), member, office, role);
    if (role == chair_role) chair_offers.erase(context.state(), office, member);
}

bool is_second(const state::StateView& view, const v1::FoundOffice& act) {
    bool stands = false;
    offices.scan(view, [&](const auto&, const v1::Office& row) {
        stands = row.until_height() == 0 && is_of_same_seat(act, row);
        return !stands;
    });
    return stands && is_of_one_body(act.kind());
}

std::optional<v1::Office> live_office(const state::StateView& view, const Id16& office) {
    auto row = offices.find(view, office);
    if (row && row->until_height() != 0) row.reset();
    return row;
}

// Roles of the office come by member, so the first one found has the least id.
std::optional<Chair> chair_of(const state::StateView& view, const Id16& office) {
    std::optional<Chair> chair;
    visit_roles_in(view, office,
                   [&](const Id16& member, const std::string& role, const v1::Role& row) {
                       if (role == chair_role) chair = Chair{member, row};
                       return !chair;
                   });
    return chair;
}

std::map<Id16, Chair> all_chairs(const state::StateView& view) {
    std::map<Id16, Chair> chairs;
    roles.scan(view, [&](const auto& parts, const v1::Role& row) {
        if (std::get<2>(parts) == chair_role)
            chairs.try_emplace(std::get<1>(parts), Chair{std::get<0>(parts), row});
        return true;
    });
    return chairs;
}

v1::Role new_role(const machine::Context& context, const machine::Message& act,
                  const std::vector<codec::v1::Authority>& asked) {
    v1::Role row;
    row.set_granted_by(context.id().bytes());
    const auto makers = makers_behind(context, act, asked);
    for (const auto& maker : makers.members) row.add_appointed_by(maker.bytes());
    for (const auto& kind : makers.kinds) row.add_appointed_by_kinds(kind);
    return row;
}

// Carried by a motion it is never their own word, even where they proposed it.
Result<> take_offer(machine::Context& context, const Id16& office, const Id16& member,
                    const std::string& role, v1::Role row) {
    note_behind(context);
    const bool agrees = context.author().member == member && context.author().supporters.empty();
    if (agrees) return begin_role(context, office, member, role, std::move(row));
    drop_lapsed(context, office, member);
    row.set_offered_ms(context.now().ms);
    offers.put(context.state(), member, office, role, row);
    if (role == chair_role) chair_offers.put(context.state(), office, member, v1::Member{});
    context.emit(event_of<v1::RoleOffered>(office, member, role, row));
    return {};
}

void end_offers_of_chair(machine::Context& context, const Id16& office) {
    std::vector<Id16> offered;
    chair_offers.scan(
        context.view(),
        [&offered](const auto& parts, const v1::Member&) {
            offered.push_back(std::get<1>(parts));
            return true;
        },
        office);
    for (const auto& member : offered)
        if (const auto offer = offers.find(context.view(), member, office, chair_role))
            end_offer(context, office, member, chair_role, *offer);
}

Result<> begin_role(machine::Context& context, const Id16& office, const Id16& member,
                    const std::string& role, v1::Role row) {
    if (role != chair_role) {
        write_role(context, office, member, role, std::move(row));
        return {};
    }
    // Another role takes nobody's place, so nothing goes out of reach by it.
    const auto reach_before = out_of_reach(context);
    const bool is_elected = row.elected();
    while (const auto before = is_elected ? chair_of(context.view(), office) : std::nullopt)
        write_end(context, office, before->member, chair_role, before->row);
    write_role(context, office, member, role, std::move(row));
    if (is_elected) counts_for_itself(context, office);
    return check_reach(context, reach_before);
}

Result<> end_role(machine::Context& context, const Id16& office, const Id16& member,
                  const std::string& role, BytesView granted_by) {
    // Naming the grant, a held-back end does not touch a role that was granted anew since.
    const auto offer = offers.find(context.view(), member, office, role);
    if (offer && offer->granted_by() == granted_by) {
        end_offer(context, office, member, role, *offer);
        return {};
    }
    const auto row = roles.find(context.view(), member, office, role);
    if (!row || row->granted_by() != granted_by) return refuse(v1::ROLE_UNKNOWN);
    const auto before = out_of_reach(context);
    write_end(context, office, member, role, *row);
    return check_reach(context, before);
}

}  // namespace linlian::registry
