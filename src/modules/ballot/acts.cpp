// The two acts of an office that convenes: it calls a ballot and may withdraw it. Checks of a call
// that fill a file each are in call/.
#include "modules/ballot/acts.h"

#include "codec/refusal.h"
#include "modules/ballot/call/call.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/call/returning.h"
#include "modules/ballot/call/shown.h"
#include "modules/ballot/call/terms.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/turnout.h"
#include "modules/registry/registry.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// A chair whose role reaches all that the act touches: one limited to an estate calls, and
// withdraws, nothing of the whole community.
Result<> check_caller(const machine::Context& context, const google::protobuf::Message& act,
                      BytesView office) {
    codec::v1::Authority chair;
    chair.mutable_role()->set_role("chair");
    const std::vector<registry::Supporter> caller{{context.author().member, id_of(office)}};
    if (registry::satisfies(context.view(), chair, caller, act, context.now())) return {};
    return refuse(v1::OFFICE_NOT_YOURS);
}

// Whom others appointed to lead a body does not end what it put in place before: else two bodies
// end a ballot of a third while people vote, and its text rests.
Result<> check_own_call(const machine::Context& context, const v1::CallRow& row) {
    const Id16& chair = context.author().member;
    const bool is_own = row.called_by() == chair.view();
    if (is_own ||
        !registry::is_appointed_chair(context.view(), chair, id_of(row.call().as_office())))
        return {};
    return refuse(v1::CALLED_BY_ANOTHER);
}

// Each ballot lays work on every node, for as long as it runs, and leaves rows for good.
Result<> check_running(const machine::Context& context, const Id16& office) {
    const auto row = running.find(context.view(), office).value_or(v1::Running{});
    if (row.ballots() >= max_running_ballots)
        return refuse(v1::BALLOTS_TOO_MANY, {{"limit", std::to_string(max_running_ballots)}});
    if (row.called() < max_called_a_day || context.now().ms - row.since_ms() >= ms_per_day)
        return {};
    return refuse(v1::CALLED_TOO_OFTEN, {{"limit", std::to_string(max_called_a_day)}});
}

v1::CallRow row_of(const machine::Context& context, const v1::CallBallot& act) {
    v1::CallRow row;
    *row.mutable_call() = act;
    row.set_called_by(context.author().member.bytes());
    row.set_called_height(context.height());
    row.set_called_ms(context.now().ms);
    row.set_transaction(context.id().bytes());
    return row;
}

// The poll keeps what every vote needs, so that a vote does not read the whole call.
v1::Poll poll_at_first(const v1::CallBallot& act) {
    const auto& terms = act.terms();
    const auto has = [&terms](v1::Channel channel) {
        return std::ranges::count(terms.channels(), channel) > 0;
    };
    v1::Poll poll;
    poll.set_stage(v1::NOTICE);
    poll.set_opens_ms(terms.opens_ms());
    poll.set_closes_ms(terms.closes_ms());
    for (const auto& item : act.items()) *poll.add_asks() = ask_of(item);
    poll.set_phone(has(v1::PHONE));
    poll.set_paper(has(v1::PAPER));
    poll.set_city_list(has(v1::CITY_LIST));
    poll.set_paper_displaces_phone(terms.paper_displaces_phone());
    return poll;
}

// Whoever sees that it goes badly would else ask again until it goes well. A survey decides
// nothing.
std::int64_t rest_of_withdrawn(const v1::CallBallot& call, const v1::Item& item) {
    return is_statutory(item.matter()) || is_decided_by_owners(call, item) ? least_rest_months : 0;
}

}  // namespace

Result<> call_ballot(machine::Context& context, const v1::CallBallot& act) {
    // Who calls, whom they ask, by which rules, when and about what. The dwellings, all of which
    // are counted, come last.
    TRY(check_caller(context, act, act.as_office()));
    TRY(check_running(context, id_of(act.as_office())));
    TRY(check_convenor(context, act));
    TRY(check_electors(context.view(), act));
    TRY(check_presets(context.view(), act));
    TRY(check_terms(context.view(), act, context.now()));
    TRY(check_subjects(context.view(), act, context.now()));
    TRY(check_dwellings(context, act));

    // The hash of the row is what later acts have to show; it exists from here on.
    Found made{context.fresh_id(), row_of(context, act), poll_at_first(act)};
    made.poll.set_shown(shown_hash(made.call).bytes());
    calls.put(context.state(), made.id, made.call);
    registry::note_matter(context, made.id, act.electorate(), id_of(act.as_office()));
    v1::Live live;
    live.set_ballot(made.id.bytes());
    for (const auto& item : act.items())
        for (const Id16& subject : subjects_of(item))
            live_subjects.put(context.state(), subject_scope(act.electorate(), item.matter()),
                              subject, live);
    use_returns(context, act, made.id);
    set_opening(context, made.id, made.poll);
    move_to(context, made, v1::NOTICE);

    v1::BallotCalled event;
    event.set_ballot(made.id.bytes());
    event.set_as_office(act.as_office());
    event.set_estate(act.electorate().estate());
    event.set_opens_ms(made.poll.opens_ms());
    event.set_closes_ms(made.poll.closes_ms());
    context.emit(event);
    return {};
}

// Once it is closed the convenor can know the result, and what was decided stays decided (rule 8).
// Nor does withdrawing what goes badly let it come back at once.
Result<> withdraw_ballot(machine::Context& context, const v1::WithdrawBallot& act) {
    auto found = TRY(find_ballot(context.view(), act.ballot()));
    TRY(check_shown(found.poll, act));
    TRY(check_caller(context, act, found.call.call().as_office()));
    TRY(check_own_call(context, found.call));
    const auto stage = stage_at(found.poll, context.now());
    if (stage != v1::NOTICE && stage != v1::OPEN) return tl::unexpected(wrong_stage(stage));

    drop_due(context, found.id, found.poll);
    drop_turnout(context, found.id, found.poll);
    // Nobody voted on what the committee let back.
    if (stage == v1::NOTICE) give_returns_back(context, found.call.call());
    if (stage == v1::OPEN) {
        publish_total(context, taking_part(context.view(), found.id).all.heads, found.poll);
        for (const auto& item : found.call.call().items())
            let_rest(context, found, item, rest_of_withdrawn(found.call.call(), item));
    }
    found.poll.set_stage(v1::WITHDRAWN);
    auto& withdrawal = *found.poll.mutable_withdrawal();
    withdrawal.set_time_ms(context.now().ms);
    withdrawal.set_reason(act.reason());
    withdrawal.set_document(act.document());
    move_to(context, found, v1::WITHDRAWN);

    v1::BallotWithdrawn event;
    event.set_ballot(act.ballot());
    event.set_reason(act.reason());
    event.set_document(act.document());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
