#include "modules/ballot/book.h"

#include "codec/refusal.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

void move_counter(std::uint64_t& counter, std::uint64_t by, bool up) {
    CHECK(up || counter >= by);
    counter = up ? counter + by : counter - by;
}

// Adds a row to the turnout, or takes it out again.
void count_row(machine::Context& context, const Id16& ballot, v1::Poll& poll,
               const v1::CastRow& row, bool up) {
    const auto moved = [up](std::uint64_t counter, std::uint64_t by) {
        move_counter(counter, by, up);
        return counter;
    };
    if (row.channel() == v1::PHONE) poll.set_heads_phone(moved(poll.heads_phone(), 1));
    if (row.channel() == v1::PAPER) poll.set_heads_paper(moved(poll.heads_paper(), 1));
    if (row.channel() == v1::CITY_LIST) poll.set_heads_city(moved(poll.heads_city(), 1));
    poll.set_area_centi(moved(poll.area_centi(), row.area_centi()));
    const Id16 building = id_of(row.building());
    auto turnout = turnouts.find(context.view(), ballot, building).value_or(v1::Turnout{});
    turnout.set_heads(moved(turnout.heads(), 1));
    turnout.set_area_centi(moved(turnout.area_centi(), row.area_centi()));
    turnouts.put(context.state(), ballot, building, turnout);
}

}  // namespace

std::optional<v1::CallRow> call_of(const state::StateView& view, const Id16& ballot) {
    return calls.find(view, ballot);
}

std::optional<v1::Poll> poll_of(const state::StateView& view, const Id16& ballot) {
    return polls.find(view, ballot);
}

std::optional<v1::VerdictRow> verdict_of(const state::StateView& view, const Id16& ballot,
                                         std::uint64_t item) {
    return verdicts.find(view, ballot, item);
}

Result<Found> find_ballot(const state::StateView& view, BytesView id) {
    auto poll = find_poll(view, id);
    if (!poll) return tl::unexpected(std::move(poll).error());
    auto call = calls.find(view, id_of(id));
    CHECK(call.has_value());  // written with the poll and never erased
    return Found{id_of(id), std::move(*call), std::move(*poll)};
}

Result<v1::Poll> find_poll(const state::StateView& view, BytesView id) {
    auto poll = polls.find(view, id_of(id));
    if (!poll) return refuse(v1::BALLOT_UNKNOWN);
    return std::move(*poll);
}

v1::Stage stage_at(const v1::Poll& poll, Timestamp now) {
    if (poll.stage() == v1::OPEN && now.ms >= poll.closes_ms()) return v1::COUNTING;
    return poll.stage();
}

Refusal wrong_stage(v1::Stage stage) {
    return codec::make_refusal(v1::STAGE_WRONG, {{"stage", v1::Stage_Name(stage)}});
}

Hash32 due_key(const Id16& ballot) {
    Hash32 key;
    std::copy(ballot.data.begin(), ballot.data.end(), key.data.begin());
    return key;
}

Id16 ballot_of_work(const Hash32& key) { return id_of(key.view().substr(0, Id16::size)); }

const char* work_of(v1::Stage stage) {
    switch (stage) {
        case v1::NOTICE:
            return open_work;
        case v1::OPEN:
            return close_work;
        case v1::COUNTING:
            return count_work;
        case v1::PRELIMINARY:
            return settle_work;
        default:
            return nullptr;
    }
}

void set_due(machine::Context& context, const Id16& ballot, v1::Poll& poll, Timestamp at) {
    context.schedule(at, work_of(poll.stage()), due_key(ballot));
    poll.set_due_ms(at.ms);
}

void drop_due(machine::Context& context, const Id16& ballot, v1::Poll& poll) {
    if (poll.due_ms() == 0) return;
    context.unschedule(Timestamp{poll.due_ms()}, work_of(poll.stage()), due_key(ballot));
    poll.set_due_ms(0);
}

void move_to(machine::Context& context, const Found& found, v1::Stage stage) {
    CHECK(found.poll.stage() == stage);
    const auto& act = found.call.call();
    const Id16 estate = id_of(act.electorate().estate());
    polls.put(context.state(), found.id, found.poll);
    v1::Entry entry;
    entry.set_stage(stage);
    by_estate.put(context.state(), estate, Timestamp{found.call.called_ms()}, found.id, entry);
    if (stage != v1::FINAL && stage != v1::WITHDRAWN) return;
    for (const auto& item : act.items())
        live_subjects.erase(context.state(), estate, id_of(item.subject()));
}

void put_cast(machine::Context& context, const Id16& ballot, v1::Poll& poll, const Hash32& head,
              const v1::CastRow& row) {
    put_cast(context, ballot, poll, head, casts.find(context.view(), ballot, head), row);
}

void put_cast(machine::Context& context, const Id16& ballot, v1::Poll& poll, const Hash32& head,
              const std::optional<v1::CastRow>& before, const v1::CastRow& row) {
    if (before && !before->struck()) count_row(context, ballot, poll, *before, false);
    if (!row.struck()) count_row(context, ballot, poll, row, true);
    casts.put(context.state(), ballot, head, row);
    polls.put(context.state(), ballot, poll);
}

std::uint64_t heads_in(const v1::Poll& poll) {
    return poll.heads_phone() + poll.heads_paper() + poll.heads_city();
}

}  // namespace linlian::ballot
