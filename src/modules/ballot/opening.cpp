// Opening: the roll of the block before is frozen by its height, root and totals. No line of it is
// copied: the registry makes the same lines again whenever somebody asks.
#include "codec/refusal.h"
#include "machine/lost_time.h"
#include "modules/ballot/acts.h"
#include "modules/ballot/book.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/subjects.h"
#include "modules/ballot/turnout.h"
#include "modules/registry/registry.h"

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

// Objections to the roll wait for their rulings: the ballot opens a day later, and closes so. Not
// without end, else whoever objects, or does not rule, keeps others from voting.
void postpone(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    const auto longer = ms_per_day + lost_ms(context, poll);
    poll.set_postponed_days(poll.postponed_days() + 1);
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

void end_without_voters(machine::Context& context, Found& found) {
    found.poll.set_stage(v1::WITHDRAWN);
    found.poll.set_due_ms(0);
    found.poll.mutable_withdrawal()->set_time_ms(context.now().ms);
    found.poll.mutable_withdrawal()->set_no_voters(true);
    move_to(context, found, v1::WITHDRAWN);
    v1::BallotVoid event;
    event.set_ballot(found.id.bytes());
    context.emit(event);
}

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

void freeze(machine::Context& context, Found& found,
            const std::vector<registry::v1::RollLine>& roll) {
    auto& poll = found.poll;
    poll.set_roll_height(context.height() - 1);
    poll.set_roll_ms(context.now().ms);
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

}  // namespace

Result<> open_due(machine::Context& context, const Hash32& key) {
    auto found = find_ballot(context.view(), ballot_of_work(key).view());
    CHECK(found && found->poll.stage() == v1::NOTICE);  // who ends a stage takes its work away
    if (gives_notice_back(context, *found)) return {};
    if (found->poll.pending() > 0 && found->poll.postponed_days() < max_postponed_days) {
        postpone(context, *found);
        return {};
    }
    const auto& electorate = found->call.call().electorate();
    const auto roll = registry::roll_at(context.view(), electorate, context.height() - 1,
                                        context.now(), found->id);
    if (roll.empty())
        end_without_voters(context, *found);
    else
        freeze(context, *found, roll);
    return {};
}

}  // namespace linlian::ballot
