// From rows to verdicts and back: what is read for a count stands first, then the three steps of a
// result, publish, count_anew and finalise. The due work in closing.cpp and the acts on objections
// call them.
#include "modules/ballot/count/result.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/veil.h"
#include "modules/ballot/call/covenants.h"
#include "modules/ballot/call/presets.h"
#include "modules/ballot/dispute/rulings.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/ballot/vote/deliveries.h"
#include "modules/ballot/vote/turnout.h"
#include "modules/charter/charter.h"
#include "modules/registry/registry.h"

#include <algorithm>
#include <deque>
#include <map>

namespace linlian::ballot {
namespace {

// Objections to what counts for a voter that wait for a ruling: of several to one line the newest.
// Few: each was raised by hand.
class Disputes {
  public:
    Disputes(const state::StateView& view, const Id16& ballot) {
        std::map<Hash32, v1::Objection> newest;
        disputed.scan(
            view,
            [&](const auto& parts, const v1::Disputed& entry) {
                if (entry.about() != v1::BALLOT) return true;
                auto row = objections.find(view, std::get<2>(parts));
                CHECK(row.has_value());
                if (!is_still_about(view, *row)) return true;  // whatever is ruled changes nothing
                auto& of_line = newest[std::get<1>(parts)];
                if (row->height() >= of_line.height()) of_line = std::move(*row);
                return true;
            },
            ballot);
        for (auto& [head, row] : newest) add(casts.find(view, ballot, head), std::move(row));
    }
    const std::vector<Dispute>& all() const { return all_; }

  private:
    void add(const std::optional<v1::CastRow>& counted, v1::Objection row) {
        const auto& objection = objections_.emplace_back(std::move(row));
        Dispute dispute{objection.area_centi(), nullptr, &objection.claim()};
        if (counted && !counted->struck()) dispute.counted = &rows_.emplace_back(*counted);
        all_.push_back(dispute);
    }

    std::deque<v1::Objection> objections_;  // the addresses stay
    std::deque<v1::CastRow> rows_;
    std::vector<Dispute> all_;
};

// Always from all rows, never from the figures of the count before: a recount has nothing else to
// start from either.
std::vector<v1::VerdictRow> counted(const state::StateView& view, const Found& found) {
    const auto& call = found.call.call();
    Counter counter{call};
    visit_leaves(view, found.id, nullptr, [&counter](const v1::CastLeaf& leaf) {
        counter.add(leaf);
        return true;
    });
    const Disputes disputes{view, found.id};
    const auto silent = silent_in(view, found.id, call);
    return counter.verdicts(call, roll_figures(call, found.poll, silent), disputes.all());
}

// Height and time are those of this block, the same for all items: a verifier sees by them that the
// rows are of one count.
void write_verdicts(machine::Context& context, const Found& found,
                    std::vector<v1::VerdictRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto& row = rows[i];
        row.set_stage(found.poll.stage());
        row.set_height(context.height());
        row.set_time_ms(context.now().ms);
        row.set_objections(found.poll.objections());
        row.set_upheld(found.poll.upheld());
        verdicts.put(context.state(), found.id, i, row);
    }
}

// The event tells outcomes in the order of items and no figures; these are proven by the rows.
template <class Event>
void add_outcomes(const std::vector<v1::VerdictRow>& rows, Event& event) {
    for (const auto& row : rows) event.add_outcomes(row.outcome());
}

}  // namespace

namespace {

// Of a private roll whoever knows a head could try out its few possible votes against the leaf's
// hash. The veil is known to nodes alone, and hashing the leaf with it gives each its own salt.
void add_salt(const Hash32& veil, v1::CastLeaf& leaf) {
    static const HashTag tag{"linlian/cast-salt"};
    leaf.set_salt(tag.hash(veil.bytes() + codec::encode(leaf)).bytes());
}

}  // namespace

void visit_leaves(const state::StateView& view, const Id16& ballot, const Hash32* after,
                  const std::function<bool(const v1::CastLeaf&)>& visit) {
    // A key with one byte more is the next one behind it.
    const Bytes from =
        after == nullptr ? casts.key(ballot, Hash32{}) : casts.key(ballot, *after) + '\0';
    const auto call = calls.find(view, ballot);
    const bool is_private = call && registry::tells_homes(call->call().electorate());
    const Hash32 veil = is_private ? machine::veil_of(view) : Hash32{};
    casts.scan_from(
        view, from,
        [&](const auto& parts, const v1::CastRow& row) {
            if (row.struck()) return true;
            auto leaf = leaf_of(std::get<1>(parts), row);
            if (is_private) add_salt(veil, leaf);
            return visit(leaf);
        },
        ballot);
}

Timestamp end_of_days(const machine::Context& context, Timestamp from, std::uint32_t days) {
    const auto period = charter::Period{days, charter::Period::Unit::days};
    return charter::end_of_period(from, period, charter::holidays_of(context.view())).end;
}

void let_rest(machine::Context& context, const Found& found, const v1::Item& item,
              std::int64_t least_months) {
    const auto months = std::max(
        least_months, number_of(found.call.call(), "failed_item_closed_months").value_or(0));
    if (months <= 0) return;
    // A hundred years: a bound for the calendar, whatever somebody adopted as preset.
    const auto count = static_cast<std::uint32_t>(std::min<std::int64_t>(months, 1'200));
    const auto period = charter::Period{count, charter::Period::Unit::months};
    v1::Rest rest;
    rest.set_until_ms(
        charter::end_of_period(context.now(), period, charter::holidays_of(context.view())).end.ms);
    rest.set_ballot(found.id.bytes());
    const Id16 scope = subject_scope(found.call.call().electorate(), item.matter());
    for (const Id16& subject : subjects_of(item)) rests.put(context.state(), scope, subject, rest);
}

RollFigures roll_figures(const v1::CallBallot& call, const v1::Poll& poll, const Silent& silent) {
    RollFigures roll;
    roll.root = hash_of(poll.roll_root());
    roll.all = {poll.roll_lines(), poll.roll_area_centi()};
    roll.by_area = call.electorate().electors() == registry::v1::OWNERS;
    roll.silent = silent;
    return roll;
}

// The time for objections runs from the block of the count, not from the close: before it there is
// no result to object to.
void publish(machine::Context& context, Found& found) {
    auto& poll = found.poll;
    const auto days = found.call.call().terms().objection_days();
    poll.set_stage(v1::PRELIMINARY);
    poll.set_settles_ms(end_of_days(context, context.now(), days).ms);
    set_due(context, found.id, poll, Timestamp{poll.settles_ms()});
    auto rows = counted(context.view(), found);
    write_verdicts(context, found, rows);
    publish_all(context, found.id, poll, taking_part(context.view(), found.id));
    move_to(context, found, v1::PRELIMINARY);

    v1::ResultPublished event;
    event.set_ballot(found.id.bytes());
    event.set_casts_root(rows.front().casts_root());
    add_outcomes(rows, event);
    event.set_settles_ms(poll.settles_ms());
    context.emit(event);
}

void count_anew(machine::Context& context, Found& found) {
    auto rows = counted(context.view(), found);
    write_verdicts(context, found, rows);
    publish_all(context, found.id, found.poll, taking_part(context.view(), found.id));
    polls.put(context.state(), found.id, found.poll);
    v1::ResultRecounted event;
    event.set_ballot(found.id.bytes());
    event.set_casts_root(rows.front().casts_root());
    add_outcomes(rows, event);
    context.emit(event);
}

// Figures do not change any more; the rows are written again for their stage, height and time. What
// failed rests from now on, and covenants that passed go on record.
void finalise(machine::Context& context, Found& found) {
    found.poll.set_stage(v1::FINAL);
    found.poll.set_due_ms(0);
    std::vector<v1::VerdictRow> rows;
    const auto& items = found.call.call().items();
    for (int i = 0; i < items.size(); ++i) {
        auto row = verdicts.find(context.view(), found.id, static_cast<std::uint64_t>(i));
        CHECK(row.has_value());
        if (row->outcome() == tally::v1::FAILED) let_rest(context, found, items[i], 0);
        rows.push_back(std::move(*row));
    }
    write_verdicts(context, found, rows);
    keep_covenants(context, found);
    move_to(context, found, v1::FINAL);
    v1::ResultFinal event;
    event.set_ballot(found.id.bytes());
    add_outcomes(rows, event);
    context.emit(event);
}

}  // namespace linlian::ballot
