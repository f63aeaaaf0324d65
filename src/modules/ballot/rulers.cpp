#include "modules/ballot/rulers.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <functional>

namespace linlian::ballot {
namespace {

using Ids = google::protobuf::RepeatedPtrField<Bytes>;
using MayRule = std::function<bool(const Id16& member)>;

bool names(const Ids& members, const Id16& member) {
    return std::ranges::count(members, member.bytes()) > 0;
}

struct Turn {
    Id16 office;
    int rank = 0;  // the lower the earlier; those of one rank are equals
};

// The offices that could rule, in the order in which they come to it: residents' committees, then
// street offices; of one kind the one that the call names, then any.
std::vector<Turn> offices_in_turn(const state::StateView& view, const v1::CallBallot& call) {
    std::vector<Turn> turns;
    int rank = 0;
    for (const auto* kind : {"residents", "street"}) {
        for (const auto& office : registry::offices_of_kind(view, kind)) {
            const int behind = office == id_of(call.ruling_office()) ? 0 : 1;
            if (office != id_of(call.as_office())) turns.push_back({office, rank + behind});
        }
        rank += 2;
    }
    std::ranges::stable_sort(turns, {}, &Turn::rank);
    return turns;
}

bool has_ruling_role(const state::StateView& view, const Id16& office, const Id16& member,
                     Timestamp now) {
    for (const auto* role : {"chair", "clerk"})
        if (registry::holds_role(view, member, office, role, now)) return true;
    return false;
}

// Whether anybody of the office may. Its members are those of the block before, for whom the
// registry makes a roll.
bool stands(const machine::Context& context, const Id16& office, const MayRule& may_rule) {
    registry::v1::Electorate members;
    members.set_electors(registry::v1::OFFICE_MEMBERS);
    members.set_office(office.bytes());
    const auto lines =
        registry::roll_at(context.view(), members, context.height() - 1, context.now());
    return std::ranges::any_of(lines, [&](const auto& line) {
        const Id16 member = id_of(line.voter());
        return has_ruling_role(context.view(), office, member, context.now()) && may_rule(member);
    });
}

std::optional<Turn> first_standing(const machine::Context& context, const v1::CallBallot& call,
                                   const MayRule& may_rule) {
    for (const auto& turn : offices_in_turn(context.view(), call))
        if (stands(context, turn.office, may_rule)) return turn;
    return std::nullopt;
}

// Whether the member has a ruling role in an office whose turn it is.
bool has_turn(const machine::Context& context, const v1::CallBallot& call, int rank,
              const Id16& member) {
    return std::ranges::any_of(offices_in_turn(context.view(), call), [&](const Turn& turn) {
        return turn.rank == rank &&
               has_ruling_role(context.view(), turn.office, member, context.now());
    });
}

bool read_paper(const state::StateView& view, const Id16& ballot, const Hash32& head,
                const Id16& member) {
    const auto live = papers_of.find(view, ballot, head);
    if (!live) return false;
    bool found = false;
    paper_rounds.scan(
        view,
        [&](const auto&, const v1::PaperRound& round) {
            found = found || names(round.reopeners(), member);
            for (const auto& reading : round.readings())
                found = found || reading.member() == member.view();
            return !found;
        },
        ballot, id_of(live->serial()));
    return found;
}

// Whether they entered, sealed or supported what the objection disputes.
bool is_involved(const state::StateView& view, const Id16& ballot, const v1::Objection& objection,
                 const Id16& member) {
    if (objection.about() != v1::BALLOT && objection.about() != v1::DELIVERY) return false;
    const Hash32 head = hash_of(objection.head());
    const auto delivery = deliveries.find(view, ballot, head);
    if (objection.about() == v1::DELIVERY)
        return delivery && names(delivery->recorded_by(), member);
    const auto counted = casts.find(view, ballot, head);
    const auto mandate = mandates.find(view, ballot, head);
    const auto successor = successors.find(view, ballot, head);
    return (counted && names(counted->entered_by(), member)) ||
           (mandate && names(mandate->entered_by(), member)) ||
           (successor && names(successor->entered_by(), member)) ||
           read_paper(view, ballot, head, member);
}

bool is_of_convenor(const machine::Context& context, const v1::CallBallot& call,
                    const Id16& member) {
    return registry::holds_role_in(context.view(), member, id_of(call.as_office()), context.now());
}

}  // namespace

Result<> check_ruling_office(const machine::Context& context, const v1::CallBallot& call) {
    const auto first = first_standing(
        context, call, [&](const Id16& member) { return !is_of_convenor(context, call, member); });
    if (!first) return refuse(v1::NOBODY_RULES);
    if (first->office == id_of(call.ruling_office())) return {};
    return refuse(v1::RULING_OFFICE_WRONG, {{"office", to_hex(first->office.view())}});
}

Result<> check_ruler(const machine::Context& context, const Found& found,
                     const v1::Objection& objection) {
    const auto& call = found.call.call();
    const Id16& author = context.author().member;
    const auto is_free = [&](const Id16& member) {
        return !is_of_convenor(context, call, member) && objection.member() != member.view() &&
               !is_involved(context.view(), found.id, objection, member);
    };
    const auto first = first_standing(context, call, is_free);
    if (first && is_free(author) && has_turn(context, call, first->rank, author)) return {};
    if (!may_come_to_rule(context.view(), call, author, context.now()))
        return refuse(v1::NOT_RULING_OFFICE);
    if (is_of_convenor(context, call, author)) return refuse(v1::CONVENOR_RULES_NOT);
    if (objection.member() == author.view()) return refuse(v1::OWN_OBJECTION);
    if (is_involved(context.view(), found.id, objection, author)) return refuse(v1::RULER_INVOLVED);
    return refuse(v1::NOT_RULING_OFFICE);
}

bool may_come_to_rule(const state::StateView& view, const v1::CallBallot& call, const Id16& member,
                      Timestamp now) {
    return std::ranges::any_of(offices_in_turn(view, call), [&](const Turn& turn) {
        return has_ruling_role(view, turn.office, member, now);
    });
}

}  // namespace linlian::ballot
