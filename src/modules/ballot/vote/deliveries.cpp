// Deliveries and silence. silent_in, which the count calls, is the heart: it goes through whom the
// ballot reached and leaves out everybody who voted, objected or handed a paper in. Then come
// recording and striking.
#include "modules/ballot/vote/deliveries.h"

#include "codec/refusal.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/electorate/neutral.h"
#include "modules/ballot/electorate/successors.h"
#include "modules/ballot/paper/acts.h"
#include "modules/ballot/paper/paper_row.h"
#include "modules/ballot/paper/readings.h"
#include "modules/ballot/paper/state.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/casting.h"

#include <algorithm>
#include <set>

namespace linlian::ballot {
namespace {

// Whether a voter handed a paper in.
enum class Handed : std::uint8_t { nothing, perhaps, surely };

// A paper that clerks of two kinds of office entered came from its voter, whatever became of it. Of
// what one kind alone read nobody can say: it may be made up, and the others may leave it lying;
// but for what clerks of two kinds voided who never read it. In any round so far.
Handed entered(const state::StateView& view, const Id16& ballot, const Id16& serial,
               v1::PaperState state) {
    auto found = Handed::nothing;
    paper_rounds.scan(
        view,
        [&](const auto&, const v1::PaperRound& row) {
            if (is_read_by_two_kinds(row))
                found = Handed::surely;
            else if (row.readings_size() > 0 && state != v1::VOIDED)
                found = Handed::perhaps;
            return found != Handed::surely;
        },
        ballot, serial);
    return found;
}

// By whoever the line is of now: what was issued to others was the old owners', whoever voided it.
// What clerks voided since came in all the same: nobody makes a voter silent by ending what they
// handed in. A late one came when they had been silent, and an unsigned one from whoever found it.
Handed handed_in(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto sales = successors.find(view, ballot, head).value_or(v1::Successor{});
    auto found = Handed::nothing;
    papers_for.scan(
        view,
        [&](const auto& parts, const v1::PaperOf&) {
            const Id16& serial = std::get<2>(parts);
            const auto row = papers.find(view, ballot, serial);
            CHECK(row.has_value());  // a paper stays on record
            const bool is_theirs = was_theirs(sales, row->issued_ms(), sales.owners());
            const bool is_one = row->state() != v1::LATE && row->state() != v1::UNSIGNED;
            if (is_theirs && is_one)
                found = std::max(found, entered(view, ballot, serial, row->state()));
            return found != Handed::surely;
        },
        ballot, head);
    return found;
}

// What was handed in and struck by a ruling is neither a vote nor silence.
bool has_voted(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto counted = casts.find(view, ballot, head);
    return counted && (!counted->struck() || !counted->ruled_by().empty());
}

void add_voice(const v1::Delivery& row, Voices& voices) {
    ++voices.heads;
    voices.area_centi += row.area_centi();
}

// Whose voters said before the close what should count for them: whatever was ruled on it, they
// were not silent.
std::set<Hash32> who_spoke(const state::StateView& view, const Id16& ballot) {
    const auto poll = polls.find(view, ballot);
    CHECK(poll.has_value());  // what is delivered is of a ballot on record
    std::set<Hash32> heads;
    objections_of.scan(
        view,
        [&](const auto& parts, const v1::ObjectionEntry& entry) {
            if (entry.about() != v1::BALLOT) return true;
            const auto row = objections.find(view, std::get<1>(parts));
            CHECK(row.has_value());  // the index never names what is not there
            if (row->time_ms() < poll->closes_ms()) heads.insert(hash_of(row->head()));
            return true;
        },
        ballot);
    return heads;
}

// Whoever bought the line after the ballot had reached the old owners was told nothing.
bool is_told(const state::StateView& view, const Id16& ballot, const Hash32& head,
             const v1::Delivery& row) {
    if (!row.has_warned() || is_struck(row)) return false;
    const auto successor = successors.find(view, ballot, head);
    return !successor || row.warned().time_ms() > successor->time_ms();
}

// Since the call, and not in the future.
bool time_fits(const machine::Context& context, const Found& found, std::int64_t time_ms) {
    return time_ms >= found.call.called_ms() && time_ms <= context.now().ms;
}

// What a ruling struck stays struck; only what reached the voter after it counts anew.
Result<> check_ruled(const v1::Delivery& row, const v1::DeliveryProof& proof) {
    if (row.struck_ms() == 0 || proof.time_ms() > row.struck_ms()) return {};
    return refuse(v1::RULED_ALREADY);
}

// What a ruling struck counts for nothing any more: a later delivery begins anew. Two proofs are
// kept: the latest, and the latest that carried the warning, on which silence rests.
void add_proof(const v1::DeliveryProof& proof, v1::Delivery& row) {
    if (is_struck(row)) {
        row.clear_latest();
        row.clear_warned();
        row.clear_struck_by();
    }
    if (proof.time_ms() >= row.latest().time_ms()) *row.mutable_latest() = proof;
    if (proof.warned() && proof.time_ms() >= row.warned().time_ms()) *row.mutable_warned() = proof;
    row.set_records(row.records() + 1);
}

// One proof of the act. Who records is noted with the row: they have no part in a ruling on it.
Result<> record_one(machine::Context& context, const Found& found, const Workers& workers,
                    const v1::DeliveryEntry& entry, int index) {
    TRY(check_on_roll(found.poll, entry.voter()));
    TRY(check_named_by(context.view(), found.id, entry.serial(), entry.voter().line(), index));
    TRY(workers.check_without(index, found.id, entry.voter().line()));
    const auto& proof = entry.proof();
    if (!time_fits(context, found, proof.time_ms()))
        return refuse(v1::DELIVERY_TIME_WRONG, {number_figure(index)});
    const Hash32 head = hash_of(entry.voter().line().head());
    auto row = deliveries.find(context.view(), found.id, head).value_or(v1::Delivery{});
    TRY(check_ruled(row, proof));
    add_proof(proof, row);
    TRY(add_people(members_behind(context), *row.mutable_recorded_by(), index));
    row.set_area_centi(entry.voter().line().area_centi());
    deliveries.put(context.state(), found.id, head, row);
    return {};
}

}  // namespace

bool is_struck(const v1::Delivery& row) { return !row.struck_by().empty(); }

Result<> check_disputable(const state::StateView& view, const Id16& ballot, const Hash32& head) {
    const auto row = deliveries.find(view, ballot, head);
    if (!row || is_struck(*row)) return refuse(v1::DELIVERY_UNKNOWN);
    return {};
}

void strike_delivery(machine::Context& context, const Id16& objection,
                     const v1::Objection& upheld) {
    const Id16 ballot = id_of(upheld.ballot());
    const Hash32 head = hash_of(upheld.head());
    auto row = deliveries.find(context.view(), ballot, head).value();
    if (row.struck_ms() >= upheld.time_ms()) return;
    row.set_struck_by(objection.bytes());
    row.set_struck_ms(context.now().ms);
    deliveries.put(context.state(), ballot, head, row);
}

Silent silent_in(const state::StateView& view, const Id16& ballot, const v1::CallBallot& call) {
    Silent silent;
    if (!call.terms().silence_follows_majority() || !silence_is_agreed(view, call)) return silent;
    const auto spoke = who_spoke(view, ballot);
    deliveries.scan(
        view,
        [&](const auto& parts, const v1::Delivery& row) {
            const Hash32& head = std::get<1>(parts);
            if (!is_told(view, ballot, head, row) || spoke.contains(head) ||
                has_voted(view, ballot, head))
                return true;
            const auto handed = handed_in(view, ballot, head);
            if (handed == Handed::nothing) add_voice(row, silent.surely);
            if (handed == Handed::perhaps) add_voice(row, silent.perhaps);
            return true;
        },
        ballot);
    return silent;
}

// The proofs of one act are entered together or not at all. After the close, when it is told how
// many took part, nobody chooses any more whose silence counts.
Result<> record_deliveries(machine::Context& context, const v1::RecordDeliveries& act) {
    const auto found = TRY(find_ballot(context.view(), act.ballot()));
    TRY(check_shown(found.poll, act));
    const auto stage = stage_at(found.poll, context.now());
    if (stage != v1::OPEN) return tl::unexpected(wrong_stage(stage));
    const auto workers = TRY(Workers::of(context, act, found.call, 2));
    for (int i = 0; i < act.deliveries_size(); ++i)
        TRY(record_one(context, found, workers, act.deliveries(i), i));
    v1::DeliveriesRecorded event;
    event.set_ballot(act.ballot());
    event.set_count(static_cast<std::uint32_t>(act.deliveries_size()));
    for (const auto& entry : act.deliveries()) event.add_heads(entry.voter().line().head());
    context.emit(event);
    return {};
}

}  // namespace linlian::ballot
