// The stages of a ballot. find_ballot is where each act and query begins; each new stage is written
// by move_to, so that lists, counters and held subjects follow it.
#include "modules/ballot/stage.h"

#include "codec/refusal.h"
#include "contract/lost_time.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

// One more ballot of this office is not over.
void begin_running(machine::Context& context, const Id16& office) {
    auto row = running.find(context.view(), office).value_or(v1::Running{});
    row.set_ballots(row.ballots() + 1);
    // A day of calls begins with the first one after the day before has run out, not at midnight.
    if (context.now().ms - row.since_ms() >= ms_per_day) {
        row.set_since_ms(context.now().ms);
        row.set_called(0);
    }
    row.set_called(row.called() + 1);
    running.put(context.state(), office, row);
}

void end_running(machine::Context& context, const Id16& office) {
    auto row = running.find(context.view(), office);
    CHECK(row && row->ballots() > 0);  // counted when it was called
    row->set_ballots(row->ballots() - 1);
    running.put(context.state(), office, *row);
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
    auto poll = TRY(find_poll(view, id));
    auto call = calls.find(view, id_of(id));
    CHECK(call.has_value());  // written with the poll and never erased
    return Found{id_of(id), std::move(*call), std::move(poll)};
}

Result<v1::Poll> find_poll(const state::StateView& view, BytesView id) {
    auto poll = polls.find(view, id_of(id));
    if (!poll) return refuse(v1::BALLOT_UNKNOWN);
    return std::move(*poll);
}

// Due work may run some blocks after its time. A vote that comes in between is late all the same.
v1::Stage stage_at(const v1::Poll& poll, Timestamp now) {
    if (poll.stage() == v1::OPEN && now.ms >= poll.closes_ms()) return v1::COUNTING;
    return poll.stage();
}

bool is_posted(const v1::Poll& poll) { return poll.roll_ms() != 0; }

bool has_result(const v1::Poll& poll, Timestamp now) {
    const auto stage = stage_at(poll, now);
    return stage == v1::PRELIMINARY || stage == v1::FINAL;
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

// One piece of work for each stage that ends by itself. Stages that stay have none.
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

// The time in the poll is where the work stands in the queue: without it nothing could be found
// there.
void drop_due(machine::Context& context, const Id16& ballot, v1::Poll& poll) {
    if (poll.due_ms() == 0) return;
    context.unschedule(Timestamp{poll.due_ms()}, work_of(poll.stage()), due_key(ballot));
    poll.set_due_ms(0);
}

void tell_given_back(machine::Context& context, const Found& found, Timestamp until) {
    v1::TimeGivenBack event;
    event.set_ballot(found.id.bytes());
    event.set_stage(found.poll.stage());
    event.set_until_ms(until.ms);
    context.emit(event);
}

// Late is more than an hour (lost_time.h): a slow block is not that, a ledger that stood still is.
// Once for each stage: a ledger that stands still again and again must not keep a ballot open for
// ever.
bool gives_back(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    if (poll.given_back() == poll.stage() || !machine::is_late(context, Timestamp{poll.due_ms()}))
        return false;
    const auto until = machine::given_back(context);
    poll.set_given_back(poll.stage());
    set_due(context, found.id, poll, until);
    tell_given_back(context, found, until);
    return true;
}

bool stands(const v1::Poll& poll) {
    return poll.stage() == v1::FINAL &&
           (poll.standing() == v1::STANDING_UNSPECIFIED || poll.standing() == v1::RESTORED);
}

// A ballot begins to run at its notice and ends when it is final or withdrawn. Only then may
// another ballot ask the same subjects, and the office call one more.
void move_to(machine::Context& context, const Found& found, v1::Stage stage) {
    CHECK(found.poll.stage() == stage);
    const auto& act = found.call.call();
    const Id16 estate = id_of(act.electorate().estate());
    polls.put(context.state(), found.id, found.poll);
    v1::Entry entry;
    entry.set_stage(stage);
    by_estate.put(context.state(), estate, Timestamp{found.call.called_ms()}, found.id, entry);
    if (stage == v1::NOTICE) begin_running(context, id_of(act.as_office()));
    if (stage != v1::FINAL && stage != v1::WITHDRAWN) return;
    end_running(context, id_of(act.as_office()));
    for (const auto& item : act.items())
        for (const Id16& subject : subjects_of(item))
            live_subjects.erase(context.state(), subject_scope(act.electorate(), item.matter()),
                                subject);
}

}  // namespace linlian::ballot
