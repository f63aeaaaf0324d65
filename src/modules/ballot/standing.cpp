// What becomes of a final result: before a court, suspended or revoked by the street office,
// annulled. The verdict stays as it is; the poll says how far it still binds.
#include "codec/refusal.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/book.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"

namespace linlian::ballot {
namespace {

// The street office alone suspends and revokes (Civil Code 280; State Council rules, article 19).
Result<> check_street(const machine::Context& context, v1::Standing standing) {
    if (standing != v1::SUSPENDED && standing != v1::REVOKED) return {};
    if (registry::holds_role_in_kind(context.view(), context.author().member, "street",
                                     context.now()))
        return {};
    return refuse(v1::STREET_NEEDED);
}

Result<> check_step(v1::Standing before, v1::Standing after) {
    const bool stands = before == v1::STANDING_UNSPECIFIED || before == v1::RESTORED;
    if (after == v1::RESTORED ? !stands : after != before) return {};
    return refuse(v1::STANDING_WRONG, {{"standing", v1::Standing_Name(before)}});
}

}  // namespace

Result<> mark_result(machine::Context& context, const v1::MarkResult& act) {
    auto found = find_ballot(context.view(), act.ballot());
    if (!found) return tl::unexpected(found.error());
    auto& poll = found->poll;
    if (poll.stage() != v1::FINAL)
        return tl::unexpected(wrong_stage(stage_at(poll, context.now())));
    if (act.replaces() != poll.marked_by()) return refuse(v1::REPLACES_OTHER);
    TRY(check_street(context, act.standing()));
    TRY(check_step(poll.standing(), act.standing()));

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
