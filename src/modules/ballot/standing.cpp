// What becomes of a final result: before a court, suspended or revoked by the street office,
// annulled. The verdict stays as it is; the poll says how far it still binds.
#include "codec/refusal.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/book.h"
#include "modules/ballot/shown.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

using Authority = codec::v1::Authority;

// The street office alone suspends and revokes (State Council rules, article 19).
Result<> check_street(const machine::Context& context, const v1::MarkResult& act) {
    Authority street;
    street.mutable_role()->set_office_kind("street");
    const auto behind = registry::all_behind(context);
    if (registry::satisfies(context.view(), street, behind, act, context.now())) return {};
    return refuse(v1::STREET_NEEDED);
}

// A suit and a judgement are the court's (Civil Code 280), and nobody here is the court: that the
// document says so is vouched for by the chairs of two public bodies, never of a property company.
Result<> check_two_heads(const machine::Context& context, const v1::MarkResult& act) {
    Authority heads;
    heads.mutable_cosign()->set_offices(2);
    heads.mutable_cosign()->set_role("chair");
    for (const auto* kind : {"party", "street", "residents"})
        heads.mutable_cosign()->add_office_kinds(kind);
    return registry::satisfies(context.view(), heads, registry::all_behind(context), act,
                               context.now());
}

// Who decided what is recorded: what a standing ends is ended by whoever decides on that.
Result<> check_decider(const machine::Context& context, const v1::MarkResult& act,
                       v1::Standing before) {
    const auto decided = act.standing() == v1::RESTORED ? before : act.standing();
    if (decided == v1::SUSPENDED || decided == v1::REVOKED) return check_street(context, act);
    if (decided == v1::CHALLENGED || decided == v1::ANNULLED) return check_two_heads(context, act);
    return {};
}

// What a court annulled is nobody else's any more; only a court's document restores it.
Result<> check_step(v1::Standing before, v1::Standing after) {
    const bool stands = before == v1::STANDING_UNSPECIFIED || before == v1::RESTORED;
    const bool may_follow = before == v1::ANNULLED  ? after == v1::RESTORED
                            : after == v1::RESTORED ? !stands
                                                    : after != before;
    if (may_follow) return {};
    return refuse(v1::STANDING_WRONG, {{"standing", v1::Standing_Name(before)}});
}

}  // namespace

Result<> mark_result(machine::Context& context, const v1::MarkResult& act) {
    auto found = find_ballot(context.view(), act.ballot());
    if (!found) return tl::unexpected(found.error());
    auto& poll = found->poll;
    TRY(check_shown(poll, act));
    if (poll.stage() != v1::FINAL)
        return tl::unexpected(wrong_stage(stage_at(poll, context.now())));
    if (act.replaces() != poll.marked_by()) return refuse(v1::REPLACES_OTHER);
    TRY(check_step(poll.standing(), act.standing()));
    TRY(check_decider(context, act, poll.standing()));

    poll.set_standing(act.standing());
    poll.set_marked_by(context.id().bytes());
    polls.put(context.state(), found->id, poll);

    v1::ResultMarked event;
    event.set_ballot(act.ballot());
    event.set_standing(act.standing());
    event.set_document(act.document());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
