#include "modules/ballot/dispute/rulers.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/ballot/count/workers.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/electorate/involved.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/charter/charter.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace linlian::ballot {
namespace {

constexpr std::array<std::string_view, 3> kinds_that_uphold{"residents", "street", "party"};

using MayRule = std::function<bool(const Id16& member)>;

struct Turn {
    Id16 office;
    int rank = 0;  // the lower the earlier; those of one rank are equals
};

// The offices that could rule, in the order in which they come to it: residents' committees, then
// street offices; of one kind the one that the call names, then any.
std::vector<Turn> offices_in_turn(const state::StateView& view, const v1::CallBallot& call,
                                  Timestamp now) {
    std::vector<Turn> turns;
    int rank = 0;
    for (const auto* kind : {"residents", "street"}) {
        for (const auto& office : registry::offices_of_kind(view, kind)) {
            if (!registry::counts_for_its_kind(view, office, now)) continue;
            const int behind = office == id_of(call.ruling_office()) ? 0 : 1;
            if (office != id_of(call.as_office())) turns.push_back({office, rank + behind});
        }
        rank += 2;
    }
    std::ranges::stable_sort(turns, {}, &Turn::rank);
    return turns;
}

// A chair, or a clerk who works for all whom the call is about.
bool has_ruling_role(const state::StateView& view, const v1::CallBallot& call, const Id16& office,
                     const Id16& member, Timestamp now) {
    const Id16 estate = registry::estate_of(view, call.electorate());
    for (const auto* role : {"chair", "clerk"})
        if (registry::holds_role_over(view, {member, office}, role, estate, now)) return true;
    return false;
}

// Whether anybody of the office may.
bool stands(const machine::Context& context, const v1::CallBallot& call, const Id16& office,
            const MayRule& may_rule) {
    return std::ranges::any_of(members_of(context, office), [&](const Id16& member) {
        return has_ruling_role(context.view(), call, office, member, context.now()) &&
               may_rule(member);
    });
}

std::optional<Turn> first_standing(const machine::Context& context, const v1::CallBallot& call,
                                   const MayRule& may_rule) {
    for (const auto& turn : offices_in_turn(context.view(), call, context.now()))
        if (stands(context, call, turn.office, may_rule)) return turn;
    return std::nullopt;
}

// Whether the member has a ruling role in an office whose turn it is.
bool has_turn(const machine::Context& context, const v1::CallBallot& call, int rank,
              const Id16& member) {
    const auto turns = offices_in_turn(context.view(), call, context.now());
    return std::ranges::any_of(turns, [&](const Turn& turn) {
        return turn.rank == rank &&
               has_ruling_role(context.view(), call, turn.office, member, context.now());
    });
}

// Whether it is their turn by roles alone, whomever it concerns: what they are refused with follows
// from this, so that it tells nobody by whose key a line voted.
bool has_turn_by_role(const machine::Context& context, const Found& found, const Id16& member) {
    const auto& call = found.call.call();
    const auto first = first_standing(context, call, [&](const Id16& other) {
        return is_apart(context.view(), found.call, other);
    });
    return first && has_turn(context, call, first->rank, member);
}

// Who sits still keeps no result from becoming final.
bool waited_enough(const machine::Context& context, const v1::Objection& objection) {
    return context.now().ms - objection.time_ms() > max_ruling_days * ms_per_day;
}

// Whether somebody of what is disputed, or who objects, made them what they are since then.
bool is_made_for_it(const state::StateView& view, const v1::Objection& objection,
                    const Involved& involved, const Id16& member) {
    return std::ranges::any_of(
        registry::made_since(view, member, objection.height()), [&](const Id16& maker) {
            return maker.view() == objection.member() || involved.has(view, maker);
        });
}

// Whoever has nothing of the convenor or a property company, nor of what is disputed.
MayRule whoever_may(const machine::Context& context, const Found& found,
                    const v1::Objection& objection, const Involved& involved) {
    return [&](const Id16& member) {
        return is_apart(context.view(), found.call, member) &&
               objection.member() != member.view() && !involved.has(context.view(), member) &&
               !is_made_for_it(context.view(), objection, involved, member);
    };
}

// A chair or clerk of an office that rules, or of a Party organisation, speaking for it.
bool may_uphold_for(const state::StateView& view, const v1::CallBallot& call,
                    const registry::Supporter& who, Timestamp now) {
    const auto kind = registry::office_kind(view, who.office);
    const bool is_of_kind = kind && std::ranges::count(kinds_that_uphold, *kind) > 0;
    return is_of_kind && who.office != id_of(call.as_office()) &&
           registry::counts_for_its_kind(view, who.office, now) &&
           has_ruling_role(view, call, who.office, who.member, now);
}

// Of two kinds, two people who do not owe their roles to each other, and whom the charter asks. The
// act names the place that it is about.
bool are_enough(const machine::Context& context, const google::protobuf::Message& act,
                const std::vector<registry::Supporter>& who) {
    codec::v1::Authority two;
    two.mutable_cosign()->set_offices(2);
    for (const auto kind : kinds_that_uphold)
        two.mutable_cosign()->add_office_kinds(std::string{kind});
    const auto asked = charter::authority_of(context.view(), *v1::UpholdObjection::GetDescriptor());
    return registry::satisfies(context.view(), two, who, act, context.now()) &&
           registry::satisfies(context.view(), asked, who, act, context.now());
}

// Whether those who are there now could uphold an objection to a vote, whom it does not concern.
bool could_uphold(const machine::Context& context, const v1::CallRow& row) {
    std::vector<registry::Supporter> who;
    for (const auto kind : kinds_that_uphold) {
        const auto most = who.size() + max_clerks_asked;
        for (const auto& office : registry::offices_of_kind(context.view(), std::string{kind}))
            for (const auto& member : members_of(context, office))
                if (who.size() < most &&
                    may_uphold_for(context.view(), row.call(), {member, office}, context.now()) &&
                    is_apart(context.view(), row, member))
                    who.push_back({member, office});
    }
    return are_enough(context, row.call(), who);
}

}  // namespace

Result<> check_ruling_office(const machine::Context& context, const v1::CallBallot& call) {
    const auto row = called_now(context, call);
    const auto first = first_standing(
        context, call, [&](const Id16& member) { return is_apart(context.view(), row, member); });
    if (!first) return refuse(v1::NOBODY_RULES);
    if (first->office != id_of(call.ruling_office()))
        return refuse(v1::RULING_OFFICE_WRONG, {{"office", to_hex(first->office.view())}});
    return could_uphold(context, row) ? Result<>{} : refuse(v1::NOBODY_UPHOLDS);
}

Result<> check_ruler(const machine::Context& context, const Found& found,
                     const v1::Objection& objection, v1::Ruling ruling) {
    const auto& call = found.call.call();
    const Id16& author = context.author().member;
    // What costs little is asked first: whoever may rule on nothing makes nobody look at a roll.
    if (!may_come_to_rule(context.view(), call, author, context.now()))
        return refuse(v1::NOT_RULING_OFFICE);
    if (is_of_convenor(context.view(), found.call, author)) return refuse(v1::CONVENOR_CANNOT_RULE);
    if (!is_apart(context.view(), found.call, author)) return refuse(v1::COMPANY_CANNOT_RULE);
    if (objection.member() == author.view()) return refuse(v1::OWN_OBJECTION);
    // Nor is anybody told, by what can never be done, who is involved: so by whose key a line
    // voted.
    if (ruling == v1::UPHELD && changes_a_vote(objection.about()))
        return refuse(v1::TWO_KINDS_NEEDED);
    const auto involved = involved_in(context, found, objection);
    const auto may_rule = whoever_may(context, found, objection, involved);
    const bool is_late = waited_enough(context, objection);
    if (!may_rule(author))
        return refuse(is_late || has_turn_by_role(context, found, author) ? v1::RULER_INVOLVED
                                                                          : v1::NOT_RULING_OFFICE);
    // Whoever worked on what the result is made of rules only where nobody else is left.
    const auto workers =
        objection.about() == v1::RESULT ? workers_on(context.view(), found.id) : std::set<Bytes>{};
    auto first = first_standing(context, call, [&](const Id16& member) {
        return may_rule(member) && !workers.contains(member.bytes());
    });
    // Nor does one of those who sits still keep the others from it.
    if (is_late) return {};
    if (first && workers.contains(author.bytes())) return refuse(v1::RULER_INVOLVED);
    if (!first) first = first_standing(context, call, may_rule);
    if (first && has_turn(context, call, first->rank, author)) return {};
    return refuse(v1::NOT_RULING_OFFICE);
}

Result<> check_upholders(const machine::Context& context, const v1::UpholdObjection& act,
                         const Found& found, const v1::Objection& objection) {
    const auto& view = context.view();
    const auto& call = found.call.call();
    auto who = registry::all_behind(context);
    std::erase_if(who, [&](const registry::Supporter& behind) {
        return !may_uphold_for(view, call, behind, context.now());
    });
    if (!are_enough(context, act, who)) return refuse(v1::TWO_KINDS_NEEDED);
    const bool is_late = waited_enough(context, objection);
    const bool is_theirs = std::ranges::any_of(who, [&](const registry::Supporter& behind) {
        return is_late ? may_come_to_rule(view, call, behind.member, context.now())
                       : has_turn_by_role(context, found, behind.member);
    });
    const auto refused = is_theirs ? v1::TWO_KINDS_NEEDED : v1::NOT_RULING_OFFICE;
    // Left out instead of refused: else whoever is involved keeps others from it by their support.
    const auto involved = involved_in(context, found, objection);
    const auto may_rule = whoever_may(context, found, objection, involved);
    std::erase_if(who, [&](const registry::Supporter& behind) { return !may_rule(behind.member); });
    if (!are_enough(context, act, who)) return refuse(refused);
    const auto first = first_standing(context, call, may_rule);
    const bool has_ruler = std::ranges::any_of(who, [&](const registry::Supporter& behind) {
        return is_late ? may_come_to_rule(view, call, behind.member, context.now())
                       : first && has_turn(context, call, first->rank, behind.member);
    });
    return has_ruler ? Result<>{} : refuse(refused);
}

std::vector<Id16> ruling_offices(const state::StateView& view, const v1::CallBallot& call,
                                 Timestamp now) {
    std::vector<Id16> offices;
    for (const auto& turn : offices_in_turn(view, call, now)) offices.push_back(turn.office);
    return offices;
}

bool may_come_to_rule(const state::StateView& view, const v1::CallBallot& call, const Id16& member,
                      Timestamp now) {
    return std::ranges::any_of(offices_in_turn(view, call, now), [&](const Turn& turn) {
        return has_ruling_role(view, call, turn.office, member, now);
    });
}

bool may_come_to_uphold(const state::StateView& view, const v1::CallBallot& call,
                        const Id16& member, Timestamp now) {
    return std::ranges::any_of(
        registry::offices_of(view, member),
        [&](const registry::Supporter& who) { return may_uphold_for(view, call, who, now); });
}

}  // namespace linlian::ballot
