// Opening: the roll as it was posted some days before is frozen by its height, root and totals, so
// that nothing enters it which nobody could object to any more. No line of it is copied: the
// registry makes the same lines again whenever somebody asks.
#include "codec/refusal.h"
#include "contract/lost_time.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/call/returning.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/read/subjects.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/stage.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/turnout.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <map>

namespace linlian::ballot {
namespace {

// How much later than was said it opens, because the ledger had stood still.
std::int64_t lost_ms(const machine::Context& context, const v1::Poll& poll) {
    const Timestamp opens{poll.opens_ms()};
    return machine::is_late(context, opens) ? context.now().ms - opens.ms : 0;
}

// Whoever could have objected to the roll before the opening has a day for it, once, and not where
// the opening had moved: by then they had the days of the notice.
bool gives_notice_back(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    if (poll.postponed_days() > 0 || !gives_back(context, found)) return false;
    const auto longer = poll.due_ms() - poll.opens_ms();
    poll.set_opens_ms(poll.opens_ms() + longer);
    poll.set_closes_ms(poll.closes_ms() + longer);
    polls.put(context.state(), found.id, poll);
    return true;
}

// The roll is from now on what stands on record today, whatever is sold or corrected later.
void post_roll(machine::Context& context, v1::Poll& poll) {
    poll.set_roll_height(context.height() - 1);
    poll.set_roll_ms(context.now().ms);
}

// Objections to the roll wait for their rulings, or one was upheld and it is posted anew: the
// ballot opens later, and closes so. Not without end, else whoever objects, or does not rule, keeps
// others from voting.
void postpone(machine::Context& context, Found& found, std::uint32_t days) {
    auto& poll = found.poll;
    const auto longer = days * ms_per_day + lost_ms(context, poll);
    poll.set_postponed_days(poll.postponed_days() + days);
    poll.set_opens_ms(poll.opens_ms() + longer);
    poll.set_closes_ms(poll.closes_ms() + longer);
    set_due(context, found.id, poll, Timestamp{poll.opens_ms()});
    polls.put(context.state(), found.id, poll);

    v1::BallotPostponed event;
    event.set_ballot(found.id.bytes());
    event.set_opens_ms(poll.opens_ms());
    event.set_closes_ms(poll.closes_ms());
    event.set_pending(poll.pending());
    context.emit(event);
}

// Nobody is asked: there is nothing to open. What the committee let back may come again.
void end_without_voters(machine::Context& context, Found& found) {
    found.poll.set_stage(v1::WITHDRAWN);
    found.poll.set_due_ms(0);
    found.poll.mutable_withdrawal()->set_time_ms(context.now().ms);
    found.poll.mutable_withdrawal()->set_no_voters(true);
    move_to(context, found, v1::WITHDRAWN);
    give_returns_back(context, found.call.call());
    v1::BallotVoid event;
    event.set_ballot(found.id.bytes());
    context.emit(event);
}

// By building, for turnout; lines of several buildings under the zero id.
void put_rolls_of(machine::Context& context, const Id16& ballot,
                  const std::vector<registry::v1::RollLine>& roll) {
    std::map<Id16, v1::RollOf> by_building;
    for (const auto& line : roll) {
        auto& of = by_building[id_of(line.building())];
        of.set_heads(of.heads() + 1);
        of.set_area_centi(of.area_centi() + line.area_centi());
    }
    for (const auto& [building, of] : by_building)
        rolls_of.put(context.state(), ballot, building, of);
}

// Whoever votes has all the days that were said.
void give_back_the_delay(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    const auto lost = lost_ms(context, poll);
    if (lost == 0) return;
    poll.set_closes_ms(poll.closes_ms() + lost);
    tell_given_back(context, found, Timestamp{poll.closes_ms()});
}

// From here on the roll is its height, its root and its sums; no line of it is copied.
void freeze(machine::Context& context, Found& found,
            const std::vector<registry::v1::RollLine>& roll) {
    auto& poll = found.poll;
    poll.set_roll_root(registry::roll_root(roll).bytes());
    poll.set_roll_lines(roll.size());
    poll.set_roll_area_centi(registry::roll_totals(roll).area_centi());
    put_rolls_of(context, found.id, roll);
    put_line_secrets(context, found.id, roll);
    poll.set_stage(v1::OPEN);
    give_back_the_delay(context, found);
    set_due(context, found.id, poll, Timestamp{poll.closes_ms()});
    schedule_turnout(context, found.id, poll);
    move_to(context, found, v1::OPEN);

    v1::BallotOpened event;
    event.set_ballot(found.id.bytes());
    event.set_roll_height(poll.roll_height());
    event.set_roll_root(poll.roll_root());
    event.set_roll_lines(poll.roll_lines());
    event.set_roll_area_centi(poll.roll_area_centi());
    context.emit(event);
}

// Days by which the opening moves now; 0: it is time.
std::uint32_t days_to_wait(const v1::Poll& poll) {
    if (!is_posted(poll)) return posted_days;
    return poll.pending() > 0 && poll.postponed_days() < max_postponed_days ? 1 : 0;
}

// What is posted in time waits for the opening. Where the ledger stood still until then it opens as
// if it had been.
bool posts_in_time(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    if (poll.due_ms() >= poll.opens_ms()) return false;
    post_roll(context, poll);
    if (context.now().ms < poll.opens_ms()) {
        set_due(context, found.id, poll, Timestamp{poll.opens_ms()});
        polls.put(context.state(), found.id, poll);
        v1::RollPosted event;
        event.set_ballot(found.id.bytes());
        event.set_roll_height(poll.roll_height());
        context.emit(event);
        return true;
    }
    poll.set_due_ms(poll.opens_ms());
    return false;
}

}  // namespace

void set_opening(machine::Context& context, const Id16& ballot, v1::Poll& poll) {
    const Timestamp posts{poll.opens_ms() - posted_days * ms_per_day};
    if (posts.ms <= context.now().ms) post_roll(context, poll);
    set_due(context, ballot, poll, is_posted(poll) ? Timestamp{poll.opens_ms()} : posts);
}

Result<> open_due(machine::Context& context, const Hash32& key) {
    auto found = find_ballot(context.view(), ballot_of_work(key).view());
    CHECK(found && found->poll.stage() == v1::NOTICE);  // who ends a stage takes its work away
    auto& poll = found->poll;
    if (posts_in_time(context, *found) || gives_notice_back(context, *found)) return {};
    const auto days = days_to_wait(poll);
    if (!is_posted(poll)) post_roll(context, poll);
    if (days > 0) {
        postpone(context, *found, days);
        return {};
    }
    const auto roll = registry::roll_at(context.view(), found->call.call().electorate(),
                                        poll.roll_height(), Timestamp{poll.roll_ms()}, found->id);
    if (roll.empty())
        end_without_voters(context, *found);
    else
        freeze(context, *found, roll);
    return {};
}

}  // namespace linlian::ballot
