// What happens by itself when a ballot's time comes: it closes or goes on once, is counted, and
// its result becomes final. Nothing closes before the time that was said at the call.
#include "modules/ballot/acts.h"
#include "modules/ballot/count/count.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/deliveries.h"
#include "modules/ballot/vote/turnout.h"

namespace linlian::ballot {
namespace {

Found found_for(const machine::Context& context, const Hash32& key, v1::Stage stage) {
    auto found = find_ballot(context.view(), ballot_of_work(key).view());
    CHECK(found && found->poll.stage() == stage);  // who ends a stage takes its work away
    return std::move(*found);
}

// Whom the silence rule surely counts takes part, and whose ballot is invalid where the terms say
// so.
bool goes_on(const state::StateView& view, const Found& found, const TakingPart& voted) {
    const auto& call = found.call.call();
    if (found.poll.extended() || call.terms().extend_days() == 0) return false;
    const auto silent = silent_in(view, found.id, call).surely;
    const auto out = call.terms().invalid_participates() ? Voices{} : voted.invalid;
    const Voices part{voted.all.heads + silent.heads - out.heads,
                      voted.all.area_centi + silent.area_centi - out.area_centi};
    return is_short(call, roll_figures(call, found.poll, {}), part);
}

// Once, and from the close that was said: whoever was told of it finds the ballot open longer,
// never shorter.
void extend(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    poll.set_extended(true);
    poll.set_closes_ms(poll.closes_ms() + found.call.call().terms().extend_days() * ms_per_day);
    set_due(context, found.id, poll, Timestamp{poll.closes_ms()});
    schedule_turnout(context, found.id, poll);
    polls.put(context.state(), found.id, poll);
    v1::BallotExtended event;
    event.set_ballot(found.id.bytes());
    event.set_closes_ms(poll.closes_ms());
    context.emit(event);
}

}  // namespace

// Time that the ledger lost is given back first, then the ballot goes on once where too few took
// part. Only then it closes: counted at once, or after the days in which papers are entered.
Result<> close_due(machine::Context& context, const Hash32& key) {
    auto found = found_for(context, key, v1::OPEN);
    if (gives_back(context, found)) {
        found.poll.set_closes_ms(found.poll.due_ms());
        schedule_turnout(context, found.id, found.poll);
        polls.put(context.state(), found.id, found.poll);
        return {};
    }
    const auto part = taking_part(context.view(), found.id);
    if (goes_on(context.view(), found, part)) {
        extend(context, found);
        return {};
    }
    drop_turnout(context, found.id, found.poll);
    v1::BallotClosed event;
    event.set_ballot(found.id.bytes());
    context.emit(event);
    const auto entry_days = found.call.call().terms().paper_entry_days();
    if (entry_days == 0) {
        publish(context, found);
        return {};
    }
    publish_total(context, part.all.heads, found.poll);
    found.poll.set_stage(v1::COUNTING);
    set_due(context, found.id, found.poll,
            end_of_days(context, Timestamp{found.poll.closes_ms()}, entry_days));
    move_to(context, found, v1::COUNTING);
    return {};
}

// The days in which papers are entered are over.
Result<> count_due(machine::Context& context, const Hash32& key) {
    auto found = found_for(context, key, v1::COUNTING);
    if (gives_back(context, found))
        polls.put(context.state(), found.id, found.poll);
    else
        publish(context, found);
    return {};
}

// Where a ruling is still missing, the last one ends the ballot (rulings.cpp), or the day on which
// the last one of these has waited too long.
Result<> settle_due(machine::Context& context, const Hash32& key) {
    auto found = found_for(context, key, v1::PRELIMINARY);
    const bool are_objections_open = found.poll.due_ms() == found.poll.settles_ms();
    if (gives_back(context, found)) {
        if (are_objections_open) found.poll.set_settles_ms(found.poll.due_ms());
        polls.put(context.state(), found.id, found.poll);
        return {};
    }
    if (end_unruled(context, found)) count_anew(context, found);
    if (found.poll.pending() == 0) {
        finalise(context, found);
        return {};
    }
    set_due(context, found.id, found.poll, next_unruled(context.view(), found.id));
    polls.put(context.state(), found.id, found.poll);
    return {};
}

}  // namespace linlian::ballot
