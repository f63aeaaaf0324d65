#include "modules/ballot/deliveries.h"

#include "codec/refusal.h"
#include "modules/ballot/casting.h"
#include "modules/ballot/papers_acts.h"
#include "modules/ballot/papers_book.h"
#include "modules/ballot/papers_state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

// A paper that somebody began to enter came from its voter, whatever became of it; a late one came
// when he had been silent.
bool handed_in(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto live = papers_of.find(view, ballot, head);
    if (!live) return false;
    const auto row = papers.find(view, ballot, id_of(live->serial()));
    CHECK(row.has_value());  // the index is true
    const bool untouched = row->state() == v1::ISSUED && row->round() == 1;
    return !untouched && row->state() != v1::LATE;
}

bool is_silent(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto counted = casts.find(view, ballot, head);
    return (!counted || counted->struck()) && !handed_in(view, ballot, head);
}

// Between the call and the close, and not in the future.
bool time_fits(const machine::Context& context, const Found& found, std::int64_t time_ms) {
    return time_ms >= found.call.called_ms() && time_ms < found.poll.closes_ms() &&
           time_ms <= context.now().ms;
}

Result<> record_one(machine::Context& context, const Found& found, const v1::DeliveryEntry& entry,
                    int index) {
    TRY(check_on_roll(found.poll, entry.voter()));
    const auto& proof = entry.proof();
    if (!time_fits(context, found, proof.time_ms()))
        return refuse(v1::DELIVERY_TIME_WRONG, {number_figure(index)});
    const Hash32 head = hash_of(entry.voter().line().head());
    auto row = deliveries.find(context.view(), found.id, head).value_or(v1::Delivery{});
    if (proof.time_ms() >= row.latest().time_ms()) *row.mutable_latest() = proof;
    if (proof.warned() && proof.time_ms() >= row.warned().time_ms()) *row.mutable_warned() = proof;
    row.set_recorded_by(context.author().member.bytes());
    row.set_records(row.records() + 1);
    row.set_area_centi(entry.voter().line().area_centi());
    deliveries.put(context.state(), found.id, head, row);
    return {};
}

}  // namespace

Voices silent_voices(const state::StateView& view, const Id16& ballot, const v1::Terms& terms) {
    Voices silent;
    if (!terms.silence_follows_majority()) return silent;
    deliveries.scan(
        view,
        [&](const auto& parts, const v1::Delivery& row) {
            if (!row.has_warned() || !is_silent(view, ballot, std::get<1>(parts))) return true;
            ++silent.heads;
            silent.area_centi += row.area_centi();
            return true;
        },
        ballot);
    return silent;
}

// The proofs of one act are entered together or not at all. What is on record stays until it is
// counted, so it is also taken down after the close.
Result<> record_deliveries(machine::Context& context, const v1::RecordDeliveries& act) {
    const auto found = find_ballot(context.view(), act.ballot());
    if (!found) return tl::unexpected(found.error());
    const auto stage = stage_at(found->poll, context.now());
    if (stage != v1::OPEN && stage != v1::COUNTING) return tl::unexpected(wrong_stage(stage));
    for (int i = 0; i < act.deliveries_size(); ++i)
        TRY(record_one(context, *found, act.deliveries(i), i));
    v1::DeliveriesRecorded event;
    event.set_ballot(act.ballot());
    event.set_count(static_cast<std::uint32_t>(act.deliveries_size()));
    for (const auto& entry : act.deliveries()) event.add_heads(entry.voter().line().head());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
