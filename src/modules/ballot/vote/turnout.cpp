// Turnout: taking_part counts, publish_total and publish_all write what may be told, the rest sees
// to it that each midnight somebody looks.
#include "modules/ballot/vote/turnout.h"

#include "base/check.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/limits.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/charter/charter.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

std::uint64_t count_of(const TakingPart& part, v1::Channel channel) {
    const auto found = part.heads.find(channel);
    return found == part.heads.end() ? 0 : found->second;
}

// Invalid as a whole: in every item. With one valid answer the voter takes part.
bool is_invalid(const v1::CastRow& row) {
    return std::ranges::all_of(row.choices(), [](const v1::ItemChoice& choice) {
        return choice.open().mark() == v1::INVALID;
    });
}

// Either way: votes are struck too.
bool many_are_new(const v1::Poll& poll, std::uint64_t heads) {
    const auto more = heads > poll.heads() ? heads - poll.heads() : poll.heads() - heads;
    return more >= least_heads_shown;
}

}  // namespace

// One walk over the votes. Nothing is kept up to date with every vote, because a counter that grows
// with each of them would tell when somebody voted.
TakingPart taking_part(const state::StateView& view, const Id16& ballot) {
    TakingPart part;
    const auto add = [](Voices& voices, const v1::CastRow& row) {
        ++voices.heads;
        voices.area_centi += row.area_centi();
    };
    casts.scan(
        view,
        [&](const auto&, const v1::CastRow& row) {
            if (row.struck()) return true;
            add(part.all, row);
            if (is_invalid(row)) add(part.invalid, row);
            add(part.by_building[id_of(row.building())], row);
            ++part.heads[row.channel()];
            return true;
        },
        ballot);
    return part;
}

bool publish_total(machine::Context& context, std::uint64_t heads, v1::Poll& poll) {
    // Where nearly all took part the figure would name those who did not.
    const bool many_are_left = poll.roll_lines() >= heads + least_heads_shown;
    if (!many_are_left || !many_are_new(poll, heads)) return false;
    poll.set_heads(heads);
    poll.set_turnout_ms(context.now().ms);
    return true;
}

void publish_all(machine::Context& context, const Id16& ballot, v1::Poll& poll,
                 const TakingPart& part) {
    poll.set_heads(part.all.heads);
    poll.set_area_centi(part.all.area_centi);
    poll.set_turnout_ms(context.now().ms);
    const auto call = call_of(context.view(), ballot);
    CHECK(call.has_value());  // what is counted was called
    const bool is_told = may_tell(call->call(), part.heads);
    poll.set_heads_phone(is_told ? count_of(part, v1::PHONE) : 0);
    poll.set_heads_paper(is_told ? count_of(part, v1::PAPER) : 0);
    poll.set_heads_city(is_told ? count_of(part, v1::CITY_LIST) : 0);
    std::vector<Id16> buildings;
    rolls_of.scan(
        context.view(),
        [&buildings](const auto& parts, const v1::RollOf&) {
            buildings.push_back(std::get<1>(parts));
            return true;
        },
        ballot);
    // A row also for buildings in which nobody took part: a row that is missing would have to mean
    // something.
    for (const auto& building : buildings) {
        const auto found = part.by_building.find(building);
        v1::Turnout row;
        if (found != part.by_building.end()) {
            row.set_heads(found->second.heads);
            row.set_area_centi(found->second.area_centi);
        }
        turnouts.put(context.state(), ballot, building, row);
    }
}

void schedule_turnout(machine::Context& context, const Id16& ballot, v1::Poll& poll) {
    const Timestamp at{charter::start_of_day(context.now()).ms + ms_per_day};
    // One is enough. At the close turnout is looked at anyway.
    if (poll.turnout_due_ms() != 0 || at.ms >= poll.closes_ms()) return;
    context.schedule(at, turnout_work, due_key(ballot));
    poll.set_turnout_due_ms(at.ms);
}

void drop_turnout(machine::Context& context, const Id16& ballot, v1::Poll& poll) {
    if (poll.turnout_due_ms() == 0) return;
    context.unschedule(Timestamp{poll.turnout_due_ms()}, turnout_work, due_key(ballot));
    poll.set_turnout_due_ms(0);
}

Result<> turnout_due(machine::Context& context, const Hash32& key) {
    auto found = find_ballot(context.view(), ballot_of_work(key).view());
    CHECK(found && found->poll.stage() == v1::OPEN);  // who ends a stage takes its work away
    auto& poll = found->poll;
    poll.set_turnout_due_ms(0);
    const auto heads = taking_part(context.view(), found->id).all.heads;
    const bool is_told = publish_total(context, heads, poll);
    schedule_turnout(context, found->id, poll);
    polls.put(context.state(), found->id, poll);
    // Silence about small changes is the rule, so no event tells of them either.
    if (!is_told) return {};
    v1::TurnoutPublished event;
    event.set_ballot(found->id.bytes());
    event.set_heads(poll.heads());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
