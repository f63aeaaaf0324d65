// What becomes of a final result: before a court, suspended or revoked by the street office,
// annulled. The verdict stays as it is; the poll says how far it still binds.
#include "codec/refusal.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

using Authority = codec::v1::Authority;

using Behind = std::vector<registry::Supporter>;

// Everybody behind the act who is not of the convenor: nobody marks the result of their own ballot.
Behind apart_from_convenor(const machine::Context& context, const v1::CallRow& call) {
    auto behind = registry::all_behind(context);
    std::erase_if(behind, [&](const registry::Supporter& who) {
        return is_of_convenor(context.view(), call, who.member);
    });
    return behind;
}

// A suit and a judgement are the court's (Civil Code 280), and nobody here is the court: that the
// document says so is vouched for by the chairs of two public bodies, never of a property company.
Result<> check_two_chairs(const machine::Context& context, const v1::MarkResult& act,
                          const Behind& behind) {
    Authority chairs;
    chairs.mutable_cosign()->set_offices(2);
    chairs.mutable_cosign()->set_role("chair");
    for (const auto* kind : {"party", "street", "residents"})
        chairs.mutable_cosign()->add_office_kinds(kind);
    return registry::satisfies(context.view(), chairs, behind, act, context.now());
}

// The street office alone suspends and revokes (State Council rules, article 19), by its chair. Of
// a ballot that a street office called two public bodies vouch for the document that says so.
Result<> check_street(const machine::Context& context, const v1::MarkResult& act,
                      const v1::CallBallot& call, const Behind& behind) {
    Authority street;
    street.mutable_role()->set_office_kind("street");
    street.mutable_role()->set_role("chair");
    if (registry::satisfies(context.view(), street, behind, act, context.now())) return {};
    if (registry::office_kind(context.view(), id_of(call.as_office())) == "street" &&
        check_two_chairs(context, act, behind))
        return {};
    return refuse(v1::STREET_NEEDED);
}

bool stands(v1::ResultStanding standing) {
    return standing == v1::STANDING_UNSPECIFIED || standing == v1::RESTORED;
}

// Whose decision is recorded. What restores names the mark that it ends, and is of who made that.
bool is_of_street(const v1::Poll& poll, const v1::MarkResult& act) {
    if (act.standing() != v1::RESTORED)
        return act.standing() == v1::SUSPENDED || act.standing() == v1::REVOKED;
    return !act.replaces().empty() && act.replaces() == poll.street().transaction();
}

// What a court annulled is nobody else's any more; only a court's document restores it.
Result<> check_step(const v1::Poll& poll, bool by_street, v1::ResultStanding after) {
    const bool annulled = poll.court().standing() == v1::ANNULLED;
    const auto before = by_street && !annulled ? poll.street().standing() : poll.court().standing();
    const bool may_follow = annulled                ? !by_street && after == v1::RESTORED
                            : after == v1::RESTORED ? !stands(before)
                                                    : after != before;
    if (may_follow) return {};
    return refuse(v1::STANDING_WRONG, {{"standing", v1::ResultStanding_Name(before)}});
}

// The gravest of what the two deciders say: neither lifts what the other put in place.
v1::ResultStanding gravest(const v1::Poll& poll) {
    const auto court = poll.court().standing();
    const auto street = poll.street().standing();
    if (court == v1::ANNULLED) return court;
    if (!stands(street)) return street;
    if (!stands(court)) return court;
    return std::max(court, street);  // restored, where one was
}

}  // namespace

// Street and court each have a mark of their own in the poll. Who replaces one names it, so that
// two who write at once do not overwrite each other unseen.
Result<> mark_result(machine::Context& context, const v1::MarkResult& act) {
    auto found = TRY(find_ballot(context.view(), act.ballot()));
    auto& poll = found.poll;
    TRY(check_shown(poll, act));
    if (poll.stage() != v1::FINAL)
        return tl::unexpected(wrong_stage(stage_at(poll, context.now())));
    const bool by_street = is_of_street(poll, act);
    const auto& before = by_street ? poll.street() : poll.court();
    if (act.replaces() != before.transaction()) return refuse(v1::REPLACES_OTHER);
    TRY(check_step(poll, by_street, act.standing()));
    const auto behind = apart_from_convenor(context, found.call);
    TRY(by_street ? check_street(context, act, found.call.call(), behind)
                  : check_two_chairs(context, act, behind));

    auto& mark = by_street ? *poll.mutable_street() : *poll.mutable_court();
    mark.set_standing(act.standing());
    mark.set_transaction(context.id().bytes());
    poll.set_standing(gravest(poll));
    polls.put(context.state(), found.id, poll);
    keep_covenants(context, found);

    v1::ResultMarked event;
    event.set_ballot(act.ballot());
    event.set_standing(act.standing());
    event.set_document(act.document());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
